// Requirements: PLT-01, TRU-05
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import {
  keyRingPath,
  readKeyRing,
  withPassphrase,
  writeKeyRing,
} from '../../../electron/node/key-ring.ts';
import type { KeyRing } from '../../../electron/node/key-ring.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { coreOn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { compileShim } from '../disk/shim.ts';
import { counted, figure } from '../figures.ts';
import { foundStudy } from '../kill/founded-study.ts';
import { isLong, report, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Sent } from '../writer/random-commands.ts';
import { DiskModel, onlySynced, scattered, tornTail } from './disk-model.ts';
import type { Survival } from './disk-model.ts';
import type { Operation } from './trace.ts';
import { tracedWriter } from './traced-writer.ts';

const seed = runSeed(2_604);
const words = new Xoshiro().startReplicate(seed, 0, 0);

const shim = compileShim();
if (typeof shim === 'string') report(`power loss while a passphrase changes ${shim}`);

/** What Maren's passphrase was and becomes. */
const passphrases = [demonstrationPassphrase, 'the second secret words', 'and now the third ones'];
const changes: readonly Sent[] = [1, 2].map((nth) => ({
  name: 'session.changePassphrase',
  input: { current: passphrases[nth - 1], next: passphrases[nth] },
  requestId: `change-${nth}`,
}));

const benchIn = (folder: string): Bench => ({
  folder,
  dataDirectory: join(folder, 'data'),
  path: join(folder, 'new.cachet'),
  remove: () => rmSync(folder, { recursive: true, force: true }),
});
const newBench = (): Bench => benchIn(mkdtempSync(join(tmpdir(), 'cachet-ring-')));

let writer: BuiltWriter;
let original: Bench;
let firstRing: string;
beforeAll(async () => {
  writer = await buildWriter();
  original = newBench();
  const core = coreOn(original);
  const { name, input } = foundStudy(original.path);
  await core.must(name as 'store.create', input as never);
  core.close();
  firstRing = join(original.folder, 'first.keys');
  copyFileSync(keyRingPath(original.path), firstRing);
});
afterAll(() => {
  writer.remove();
  original.remove();
  if (typeof shim !== 'string') shim.remove();
});

const ruleOf = async (left: Bench, user: string, passphrase: string): Promise<string> => {
  const core = coreOn(left);
  try {
    const reply = await core.ask('session.signIn', { user, passphrase });
    return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
  } finally {
    core.close();
  }
};

/** Which of the passphrases open what a cut left: exactly one must. */
async function opening(left: Bench): Promise<readonly number[]> {
  const rules: string[] = [];
  for (const passphrase of passphrases) rules.push(await ruleOf(left, 'maren', passphrase));
  return rules.flatMap((rule, i) => (rule === 'ok' ? [i] : []));
}

const said = (operations: readonly Operation[], kind: 'ack' | 'try'): number =>
  operations.filter((one) => one.kind === 'say' && one.text.includes(`{"kind":"${kind}"`)).length;

/** Between any two steps of the changes that a disk can tell apart; the long form after every write as well. */
function cutsOf(operations: readonly Operation[]): readonly number[] {
  const first = operations.findIndex((one) => said([one], 'try') > 0);
  return operations.flatMap(({ kind }, i) =>
    i >= first && (isLong || kind !== 'write') ? [i + 1] : [],
  );
}

/** The passphrase that opens after a cut: the last that was acknowledged, or the one that was under way. */
async function openingAfter(
  disk: DiskModel,
  survival: Survival,
  before: readonly Operation[],
): Promise<number> {
  const left = newBench();
  try {
    mkdirSync(left.dataDirectory);
    disk.leave(left.folder, survival);
    const all = await opening(left);
    expect(all).toHaveLength(1);
    const found = all[0] as number;
    expect(found).toBeGreaterThanOrEqual(said(before, 'ack'));
    expect(found).toBeLessThanOrEqual(said(before, 'try'));
    expect(await ruleOf(left, 'ada', demonstrationPassphrase)).toBe('ok');
    if (found > 0) {
      copyFileSync(firstRing, keyRingPath(left.path));
      expect(await ruleOf(left, 'maren', demonstrationPassphrase)).toBe('ring-rolled-back');
    }
    return found;
  } finally {
    left.remove();
  }
}

describe.skipIf(typeof shim === 'string')('a power cut while a passphrase changes', () => {
  it('leaves exactly one passphrase that opens, at every step, and never one that was replaced', async () => {
    if (typeof shim === 'string') throw new Error(shim);
    console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
    const bench = newBench();
    cpSync(original.folder, bench.folder, { recursive: true });
    const operations = await tracedWriter({
      program: writer.program,
      library: shim.library,
      bench,
      task: { seed, script: changes },
      killAfterMs: null,
    });
    const start = newBench();
    cpSync(original.folder, start.folder, { recursive: true });
    const disk = new DiskModel(start.folder, bench.folder);
    const survivals: readonly Survival[] = [
      onlySynced,
      tornTail(() => uniform(words)),
      scattered(() => uniform(words)),
    ];
    const cuts = cutsOf(operations);
    let at = 0;
    const left = new Map<number, number>();
    for (const [i, cut] of cuts.entries()) {
      for (; at < cut; at += 1) disk.apply(operations[at] as Operation);
      for (const survival of isLong ? survivals : [survivals[i % 3] as Survival]) {
        const found = await openingAfter(disk, survival, operations.slice(0, cut));
        left.set(found, (left.get(found) ?? 0) + 1);
      }
    }
    start.remove();
    bench.remove();
    // Cuts fell before, between and after the changes.
    expect([...left.keys()].toSorted()).toEqual([0, 1, 2]);
    const tried = [...left.values()].reduce((a, b) => a + b);
    figure({
      what: 'power cut at each step of two changes of a passphrase',
      runs: `${counted(tried)} cuts, seed ${seed}`,
      result: 'exactly one passphrase opens after each, and no key ring of before',
    });
  });

  it('would be seen where the ring came before its entry (control)', async () => {
    const left = newBench();
    cpSync(original.folder, left.folder, { recursive: true });
    const changed = await withPassphrase(readKeyRing(left.path), {
      user: 'maren',
      passphrase: demonstrationPassphrase,
      next: passphrases[1] as string,
      deviceSecret: loadDevice(left.dataDirectory).secret,
    });
    writeKeyRing(left.path, changed as KeyRing);
    expect(await opening(left)).toEqual([]);
    left.remove();
  });
});
