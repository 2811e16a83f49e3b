// Requirements: PLT-01
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadDevice } from '../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../electron/node/demonstration/people.ts';
import { openKeyRing, readKeyRing } from '../../electron/node/key-ring.ts';
import { openStore, openStoreDatabase } from '../../electron/node/store-file/store-file.ts';
import type { Machine } from '../../electron/node/store-file/store-file.ts';
import { uniform, Xoshiro } from '../../shared/engine/prng/simulation/xoshiro.ts';
import { readHead } from '../../shared/store/ledger-store.ts';
import { coreOn, copyStudy, demonstrationBench, signIn } from '../builders/study-core.ts';
import type { Bench } from '../builders/study-core.ts';
import { tableDigests } from '../builders/table-digests.ts';
import { counted, figure } from './figures.ts';
import { atWork, failedChecks, isLong, newLane, runSeed } from './lane.ts';
import type { Lane } from './lane.ts';

const seed = runSeed(5_150);
const words = new Xoshiro().startReplicate(seed, 0, 0);
const drawnOffsets = 40;
/** Whose tables are compared too; each other cut is only opened. */
const looksEvery = isLong ? 16 : 4;
const flips = isLong ? 2_000 : 30;
/** A shorter log where every offset is tried. */
const lots = isLong ? ['CUT-1'] : ['CUT-1', 'CUT-2', 'CUT-3'];
const frameHead = 24;
const logHead = 32;
const pageSize = 4096;

/** The study after a commit: how long its log was then, and what stood in its tables. */
interface Commit {
  readonly logBytes: number;
  readonly entries: number;
  readonly digests: string;
}

interface Subject {
  readonly lane: Lane;
  readonly dataKey: Uint8Array;
  readonly machine: Machine;
  /** The machine with the anchor from before the commits. */
  readonly earlier: Machine;
  /** Copy of the study with its whole log. */
  readonly whole: string;
  readonly log: Buffer;
  readonly commits: readonly Commit[];
}

let original: Bench;
let subject: Subject;
beforeAll(async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  original = await demonstrationBench();
  subject = await committed(newLane(original));
});
afterAll(() => {
  subject.lane.remove();
  original.remove();
});

async function committed(lane: Lane): Promise<Subject> {
  const device = loadDevice(lane.dataDirectory);
  const { storeId } = readKeyRing(lane.path);
  const [anchors, earlier] = [join(lane.dataDirectory, 'anchors'), join(lane.folder, 'earlier')];
  mkdirSync(join(earlier, 'anchors'), { recursive: true });
  copyFileSync(join(anchors, `${storeId}.json`), join(earlier, 'anchors', `${storeId}.json`));
  const credentials = {
    user: 'maren',
    passphrase: demonstrationPassphrase,
    deviceSecret: device.secret,
  };
  const keys = await openKeyRing(readKeyRing(lane.path), credentials);
  const dataKey = (keys as { dataKey: Uint8Array }).dataKey;
  const whole = join(lane.folder, 'whole.cachet');
  const commits = [{ logBytes: 0, ...look(lane.path, dataKey) }];
  const core = coreOn(lane);
  const keep = () => {
    copyStudy(lane.path, whole);
    const logBytes = statSync(`${whole}-wal`).size;
    const aside = join(lane.folder, 'aside.cachet');
    copyStudy(whole, aside);
    commits.push({ logBytes, ...look(aside, dataKey) });
  };
  expect((await signIn(core)).kind).toBe('ok');
  keep();
  for (const lot of lots) {
    await core.must('lots.register', { lot, expiry: '2031-05-31' });
    keep();
    const quantities = [{ kitType: 'rescue', count: 2 }];
    await core.must('kits.generate', { lot, place: 'central', quantities });
    keep();
  }
  core.close();
  const machine = { dataDirectory: lane.dataDirectory, device };
  const log = readFileSync(`${whole}-wal`);
  return {
    lane,
    dataKey,
    machine,
    earlier: { ...machine, dataDirectory: earlier },
    whole,
    log,
    commits,
  };
}

/** What a study holds, by opening it without comparing it with the anchor. */
function look(path: string, dataKey: Uint8Array): { entries: number; digests: string } {
  const opened = openStoreDatabase(path, dataKey);
  if (!opened.ok) throw new Error(opened.error.rule);
  try {
    return {
      entries: readHead(opened.value, '').sequence,
      digests: JSON.stringify(tableDigests(opened.value)),
    };
  } finally {
    opened.value.close();
  }
}

/** Puts the study back with this log; null removes it. */
function withLog(log: Buffer | null): string {
  const path = join(subject.lane.folder, 'cut.cachet');
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  copyFileSync(subject.whole, path);
  if (log !== null) writeFileSync(`${path}-wal`, log);
  return path;
}

function rule(path: string, machine: Machine): string {
  const opened = openStore(path, subject.dataKey, machine);
  if (!opened.ok) return opened.error.rule;
  opened.value.close();
  return 'ok';
}

const commitBefore = (bytes: number): Commit =>
  subject.commits.findLast(({ logBytes }) => logBytes <= bytes) as Commit;

/** The last whole commit is what opens; the newer anchor refuses it unless it is the very last. */
function expectPrefix(log: Buffer | null, commit: Commit, label: string, looks: boolean): void {
  const isWhole = commit === subject.commits.at(-1);
  expect(rule(withLog(log), subject.machine), label).toBe(isWhole ? 'ok' : 'store-rolled-back');
  if (!looks) return;
  expect(look(withLog(log), subject.dataKey), label).toEqual({
    entries: commit.entries,
    digests: commit.digests,
  });
}

/** Every offset in the long form; otherwise all ends of frames, their neighbours, and some at random. */
function offsets(): readonly number[] {
  const { log } = subject;
  if (isLong) return Array.from({ length: log.length + 1 }, (_, i) => i);
  const frame = frameHead + pageSize;
  const frames = (log.length - logHead) / frame;
  const edges = Array.from({ length: frames + 1 }, (_, i) => logHead + i * frame);
  const around = edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
  const drawn = Array.from({ length: drawnOffsets }, () => Math.floor(uniform(words) * log.length));
  return [0, 1, ...around, ...drawn].filter((offset) => offset <= log.length);
}

it('writes several commits to the log before it is cut', () => {
  expect(subject.commits.map(({ entries }) => entries)).toEqual(
    subject.commits.map((_, i) => (subject.commits[0]?.entries ?? 0) + i),
  );
  expect(subject.commits.at(-1)?.logBytes).toBe(subject.log.length);
});

it('opens a cut log at the last whole commit, and the anchor refuses it', () => {
  const cuts = offsets();
  for (const [i, offset] of cuts.entries()) {
    const log = subject.log.subarray(0, offset);
    expectPrefix(log, commitBefore(offset), `cut at ${offset}`, i % looksEvery === 0);
  }
  expectPrefix(null, subject.commits[0] as Commit, 'removed', true);
  figure({
    what: 'write-ahead log cut',
    runs: `${counted(cuts.length)} places of ${counted(subject.log.length)} bytes${isLong ? ', every one' : ''}, and removed`,
    result: 'each opens at the last whole commit; the anchor refuses all that lack one',
  });
}, 7_200_000);

it('lets what the earlier anchor has seen pass, and verifies it', async () => {
  for (const { logBytes, entries } of subject.commits) {
    const path = withLog(subject.log.subarray(0, logBytes));
    copyFileSync(`${subject.whole}.keys`, `${path}.keys`);
    expect(rule(path, subject.earlier)).toBe('ok');
    const lane = {
      ...subject.lane,
      path,
      dataDirectory: join(subject.lane.folder, 'earlier-machine'),
    };
    rmSync(lane.dataDirectory, { recursive: true, force: true });
    mkdirSync(join(lane.dataDirectory, 'anchors'), { recursive: true });
    copyFileSync(
      join(subject.machine.dataDirectory, 'device.json'),
      join(lane.dataDirectory, 'device.json'),
    );
    const [anchor = ''] = readdirSync(join(subject.earlier.dataDirectory, 'anchors'));
    copyFileSync(
      join(subject.earlier.dataDirectory, 'anchors', anchor),
      join(lane.dataDirectory, 'anchors', anchor),
    );
    await atWork(lane, async (core) => {
      expect((await core.must('trail.page', { limit: 1 })).total).toBe(entries + 1);
      expect(await failedChecks(core, true)).toEqual([]);
    });
  }
  const cuts = subject.commits.length - 1;
  figure({
    what: 'control: the log cut for a machine with the anchor of before',
    runs: `${cuts} cuts at commits`,
    result: `${cuts} open: nothing but the newer anchor catches them`,
  });
});

it('takes a log with one flipped bit up to the commit before it', () => {
  for (let run = 0; run < flips; run += 1) {
    const at = logHead + Math.floor(uniform(words) * (subject.log.length - logHead));
    const log = Buffer.from(subject.log);
    log[at] = (log[at] as number) ^ (1 << Math.floor(uniform(words) * 8));
    expectPrefix(log, commitBefore(at), `bit flipped at ${at}`, true);
  }
  figure({
    what: 'one bit flipped in the log',
    runs: `${counted(flips)} flips, seed ${seed}`,
    result: 'none passes',
  });
}, 3_600_000);
