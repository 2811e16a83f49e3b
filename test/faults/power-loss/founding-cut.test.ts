import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import type { Bench } from '../../builders/study-core.ts';
import { compileShim } from '../disk/shim.ts';
import { foundStudy } from '../kill/founded-study.ts';
import { counted, figure } from '../figures.ts';
import { atWork, failedChecks, isLong, report, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import { DiskModel, onlySynced, scattered, tornTail } from './disk-model.ts';
import type { Survival } from './disk-model.ts';
import type { Operation } from './trace.ts';
import { tracedWriter } from './traced-writer.ts';

const cutsDrawn = isLong ? 2_000 : 60;
const seed = runSeed(1_861);
const words = new Xoshiro().startReplicate(seed, 0, 0);

const shim = compileShim();
if (typeof shim === 'string') report(`power loss while founding ${shim}`);

let writer: BuiltWriter;
beforeAll(async () => {
  writer = await buildWriter();
});
afterAll(() => {
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

const benchIn = (folder: string): Bench => ({
  folder,
  dataDirectory: join(folder, 'data'),
  path: join(folder, 'new.cachet'),
  remove: () => rmSync(folder, { recursive: true, force: true }),
});

const newBench = (): Bench => benchIn(mkdtempSync(join(tmpdir(), 'cachet-founding-')));

/** The last operations matter most: half of the cuts fall into the last tenth before the reply. */
function drawCuts(operations: readonly Operation[]): readonly number[] {
  const replied = operations.findIndex(isReply) + 1;
  const random = (from: number, to: number) => from + Math.floor(uniform(words) * (to - from + 1));
  return Array.from({ length: cutsDrawn }, (_, i) =>
    i % 2 === 0 ? random(0, replied) : random(Math.floor(replied * 0.9), replied),
  ).sort((a, b) => a - b);
}

const isReply = (operation: Operation): boolean =>
  operation.kind === 'say' && operation.text.includes('"kind":"ack"');

describe.skipIf(typeof shim === 'string')('a power cut while a study is founded', () => {
  it('leaves no study or a whole one', async () => {
    if (typeof shim === 'string') throw new Error(shim);
    console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
    const bench = newBench();
    const operations = await tracedWriter({
      program: writer.program,
      library: shim.library,
      bench,
      task: { seed, script: [foundStudy(bench.path)] },
      killAfterMs: null,
    });
    const start = newBench();
    const disk = new DiskModel(start.folder, bench.folder);
    const survivals: readonly Survival[] = [
      onlySynced,
      tornTail(() => uniform(words)),
      scattered(() => uniform(words)),
    ];
    let [at, whole] = [0, 0];
    for (const [i, cut] of drawCuts(operations).entries()) {
      for (; at < cut; at += 1) disk.apply(operations[at] as Operation);
      const left = newBench();
      mkdirSync(left.dataDirectory);
      disk.leave(left.folder, survivals[i % survivals.length] as Survival);
      if (operations.slice(0, cut).some(isReply)) expect(existsSync(left.path)).toBe(true);
      if (existsSync(left.path)) {
        whole += 1;
        await atWork(left, async (core) => expect(await failedChecks(core, true)).toEqual([]));
      }
      left.remove();
    }
    start.remove();
    bench.remove();
    expect(whole).toBeGreaterThan(0);
    expect(whole).toBeLessThan(cutsDrawn);
    figure({
      what: 'power cut while a study is founded',
      runs: `${counted(cutsDrawn)} cuts, seed ${seed}`,
      result: `${counted(whole)} left a whole one, ${counted(cutsDrawn - whole)} none`,
    });
  });
});
