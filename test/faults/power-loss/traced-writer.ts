import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import type { Bench } from '../../builders/study-core.ts';
import { spawnWriter } from '../writer/spawn-writer.ts';
import type { WriterTask } from '../writer/writer.ts';
import { readTrace } from './trace.ts';
import type { Operation } from './trace.ts';

interface TracedRun {
  readonly program: string;
  readonly library: string;
  readonly bench: Bench;
  readonly task: Partial<WriterTask> & { readonly seed: number };
  /** How long the writer works before it is killed; null lets it end. */
  readonly killAfterMs: number | null;
}

/** Everything that a writer did to the files of a bench. */
export async function tracedWriter(run: TracedRun): Promise<readonly Operation[]> {
  const { bench } = run;
  const trace = join(tmpdir(), `cachet-trace-${randomBytes(6).toString('hex')}`);
  const task: WriterTask = {
    dataDirectory: bench.dataDirectory,
    path: bench.path,
    resources: resourcesDirectory(),
    daysAhead: 0,
    commands: 100,
    ...run.task,
  };
  const running = spawnWriter(run.program, task, {
    LD_PRELOAD: run.library,
    CACHET_WATCH: bench.folder,
    CACHET_TRACE: trace,
  });
  if (run.killAfterMs !== null) {
    await running.until('ready');
    await wait(run.killAfterMs);
    running.child.kill('SIGKILL');
  }
  const { stderr } = await running.ended;
  expect(stderr).toBe('');
  try {
    return readTrace(trace);
  } finally {
    rmSync(trace);
  }
}
