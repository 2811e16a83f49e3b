// Requirements: PLT-01
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { compileShim } from '../disk/shim.ts';
import { counted, figure } from '../figures.ts';
import { entriesOf, failedChecks, isLong, newLane, report, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import { acknowledged, readLines } from '../writer/spawn-writer.ts';
import { DiskModel, onlySynced, scattered, tornTail } from './disk-model.ts';
import type { Survival } from './disk-model.ts';
import type { Operation } from './trace.ts';
import { tracedWriter } from './traced-writer.ts';

const runs = isLong ? 100 : 5;
const cutsPerRun = isLong ? 40 : 10;
const seed = runSeed(77);

const shim = compileShim();
if (typeof shim === 'string') report(`power loss ${shim}`);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  [original, writer] = [await demonstrationBench(), await buildWriter()];
});
afterAll(() => {
  original.remove();
  writer.remove();
  if (typeof shim !== 'string') shim.remove();
});

/** A power cut: after how many operations, and what of the unsynced survives. */
interface Cut {
  readonly after: number;
  readonly survival: Survival;
}

/** `refused`: the checkpoint outside the file told that entries are lost; `silent`: nothing did. */
type Verdict = 'kept' | 'refused' | 'silent' | 'damaged';

const isLost = (verdict: Verdict): boolean => verdict === 'refused' || verdict === 'silent';

/** The trace of a writer that was killed at work, after about a hundred commands at the latest. */
function traced(bench: Bench, run: number, options: object): Promise<readonly Operation[]> {
  if (typeof shim === 'string') throw new Error(shim);
  return tracedWriter({
    program: writer.program,
    library: shim.library,
    bench,
    task: { seed: seed + run, daysAhead: run % 20, ...options },
    killAfterMs: 150 + (run % 5) * 150,
  });
}

/** What was acknowledged before each operation. */
function acknowledgedBefore(operations: readonly Operation[]): readonly number[] {
  let sequence = 0;
  return operations.map((operation) => {
    const before = sequence;
    if (operation.kind === 'say') {
      sequence = Math.max(sequence, acknowledged(readLines(operation.text)));
    }
    return before;
  });
}

/** Cuts right after acknowledgements, and at any operation; each with its own idea of what the disk kept. */
function drawCuts(operations: readonly Operation[], random: () => number): readonly Cut[] {
  const spoken = operations.flatMap(({ kind }, i) => (kind === 'say' ? [i + 1] : []));
  const survivals = [onlySynced, onlySynced, tornTail(random), scattered(random)];
  return Array.from({ length: cutsPerRun }, (_, i) => {
    const after =
      i % 2 === 0
        ? (spoken[Math.floor(random() * spoken.length)] ?? 0)
        : Math.floor(random() * operations.length);
    return { after, survival: survivals[(i >> 1) % survivals.length] as Survival };
  }).sort((a, b) => a.after - b.after);
}

/** Opens what a cut left: whether everything acknowledged is there, and the rest is sound. */
async function examine(folder: string, expected: number, replay: boolean): Promise<Verdict> {
  const path = join(folder, basename(original.path));
  const dataDirectory = join(folder, basename(original.dataDirectory));
  const core = coreOn({ folder, dataDirectory, path, remove: () => undefined });
  try {
    const reply = await signIn(core);
    if (reply.kind === 'refused') {
      return reply.refusal.rule === 'store-rolled-back' ? 'refused' : 'damaged';
    }
    if (reply.kind !== 'ok') return 'damaged';
    // The sign-in that we just did is the last entry.
    if ((await entriesOf(core)) - 1 < expected) return 'silent';
    return (await failedChecks(core, replay)).length === 0 ? 'kept' : 'damaged';
  } finally {
    core.close();
  }
}

/** The verdicts over all cuts of one run. */
async function cutPower(run: number, options: object): Promise<readonly Verdict[]> {
  const lane = newLane(original);
  const words = new Xoshiro().startReplicate(seed, run, 0);
  const images = mkdtempSync(join(tmpdir(), 'cachet-image-'));
  try {
    const operations = await traced(lane, run, options);
    const before = acknowledgedBefore(operations);
    const disk = new DiskModel(original.folder, lane.folder);
    const verdicts: Verdict[] = [];
    let at = 0;
    for (const { after, survival } of drawCuts(operations, () => uniform(words))) {
      for (; at < after; at += 1) disk.apply(operations[at] as Operation);
      const folder = join(images, String(verdicts.length));
      mkdirSync(folder);
      disk.leave(folder, survival);
      const expected = before[after] ?? before.at(-1) ?? 0;
      verdicts.push(await examine(folder, expected, verdicts.length % 5 === 4));
    }
    return verdicts;
  } finally {
    lane.remove();
    rmSync(images, { recursive: true });
  }
}

describe.skipIf(typeof shim === 'string')('a power cut', () => {
  it('loses nothing that was acknowledged', async () => {
    console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
    const verdicts: Verdict[] = [];
    for (let run = 0; run < runs; run += 1) verdicts.push(...(await cutPower(run, {})));
    expect(verdicts).toHaveLength(runs * cutsPerRun);
    expect(verdicts.filter((verdict) => verdict !== 'kept')).toEqual([]);
    figure({
      what: 'power cut at work (only synced bytes survive; torn tails; writes out of order)',
      runs: `${counted(verdicts.length)} cuts in ${runs} runs, seed ${seed}`,
      result: 'everything acknowledged kept, all verify',
    });
  }, 3_600_000);

  it('would be seen to lose commands if the store synced less (control)', async () => {
    const verdicts = await cutPower(1_000, { syncsLess: true });
    const lost = verdicts.filter(isLost).length;
    expect(lost).toBeGreaterThan(0);
    figure({
      what: 'control: a store that syncs less (`synchronous=NORMAL`)',
      runs: `${verdicts.length} cuts`,
      result: `${lost} lose acknowledged commands: caught`,
    });
  });

  it.each([
    ['names at sign-in what a disk lost that only said it had synced (control)', true, 'refused'],
    ['keeps everything when the same disk tells the truth', false, 'kept'],
  ] as const)('%s', async (_, lies, expected) => {
    if (typeof shim === 'string') throw new Error(shim);
    const lane = newLane(original);
    const images = mkdtempSync(join(tmpdir(), 'cachet-image-'));
    const { program } = writer;
    const task = { seed: seed + 2_000, commands: 20 };
    const run = { program, library: shim.library, bench: lane, task, killAfterMs: null };
    const operations = await tracedWriter(run);
    const disk = new DiskModel(original.folder, lane.folder);
    // The checkpoints are on another disk, as where the data of the program does not lie beside the study.
    const isLie = ({ kind, ...rest }: Operation): boolean =>
      lies && kind === 'sync-file' && 'path' in rest && rest.path.startsWith(lane.path);
    for (const operation of operations) if (!isLie(operation)) disk.apply(operation);
    disk.leave(images, onlySynced);
    const said = acknowledgedBefore(operations).at(-1) ?? 0;
    const verdict = await examine(images, said, true);
    for (const folder of [lane.folder, images]) rmSync(folder, { recursive: true });
    expect(verdict).toBe(expected);
    if (!lies) return;
    figure({
      what: 'control: a disk that says it has synced, and kept nothing',
      runs: '1 power cut after 20 commands',
      result: 'named at sign-in: the checkpoint outside the file has seen more',
    });
  });
});
