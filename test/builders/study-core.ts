import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore } from '../../electron/node/core.ts';
import type { Core } from '../../electron/node/core-settings.ts';
import { loadDevice } from '../../electron/node/device.ts';
import { buildDemonstration } from '../../electron/node/demonstration/build-demonstration.ts';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { keyRingPath } from '../../electron/node/key-ring.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import { machinePrinter as printer } from '../../electron/node/printer.ts';
import { systemClock } from '../../electron/node/system-clock.ts';
import type { Clock } from '../../shared/app/ports.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contracts/index.ts';
import type { Reply } from '../../shared/contracts/reply.ts';

/** Password hashing that costs nothing: tests prove other things. */
export const cheap = { memoryKiB: 64, passes: 1, lanes: 1 };

/** A folder with a demonstration study and the state of one machine. */
export interface Bench {
  readonly folder: string;
  readonly dataDirectory: string;
  readonly path: string;
  remove(): void;
}

export async function demonstrationBench(): Promise<Bench> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-core-'));
  const dataDirectory = join(folder, 'data');
  const path = join(folder, 'demo.cachet');
  const built = await buildDemonstration(
    {
      machine: { dataDirectory, device: loadDevice(dataDirectory) },
      resources: resourcesDirectory(),
      createCore,
      printer,
      cost: cheap,
      progress: () => undefined,
    },
    { path, scale: 'small' },
  );
  if (!built.ok) throw new Error(built.error.message);
  return { folder, dataDirectory, path, remove: () => rmSync(folder, { recursive: true }) };
}

export interface TestCore extends Core {
  readonly events: CoreEvent[];
  ask<N extends ProcedureName>(
    name: N,
    input: InputOf<N>,
    requestId?: string,
  ): Promise<Reply<OutputOf<N>>>;
  must<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
}

export function coreOn(
  bench: Bench,
  path: string = bench.path,
  clock: Clock = systemClock,
): TestCore {
  const events: CoreEvent[] = [];
  const core = createCore({
    dataDirectory: bench.dataDirectory,
    resources: resourcesDirectory(),
    storePath: path,
    clock,
    printer,
    emit: (event) => events.push(event),
    isCancelled: () => false,
    cost: cheap,
  });
  const ask: TestCore['ask'] = (name, input, requestId) =>
    core.dispatch({ name, input, ...(requestId === undefined ? {} : { requestId }) }) as never;
  return {
    ...core,
    events,
    ask,
    async must(name, input) {
      const reply = await ask(name, input);
      if (reply.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(reply)}`);
      return reply.value;
    },
  };
}

export const signIn = (core: TestCore, user = 'maren') =>
  core.ask('session.signIn', { user, passphrase: demonstrationPassphrase });

/** Puts a copy of the files of a study aside: the file, its write-ahead log and its key ring. */
export function copyStudy(from: string, to: string): void {
  for (const end of ['', '-wal', '.keys']) {
    if (existsSync(`${from}${end}`)) copyFileSync(`${from}${end}`, `${to}${end}`);
  }
}

export const keysOf = keyRingPath;
