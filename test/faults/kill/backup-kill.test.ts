// Requirements: PLT-02, PLT-03
import { copyFileSync, existsSync, mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';
import { signatureFor } from '../../builders/signature-for.ts';
import { counted, figure } from '../figures.ts';
import { atWork, entriesOf, failedChecks, isLong, newLane, runSeed } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Sent } from '../writer/random-commands.ts';
import { lastAcknowledged, spawnWriter } from '../writer/spawn-writer.ts';

const kills = isLong ? 200 : 4;
const seed = runSeed(8_808);
const words = new Xoshiro().startReplicate(seed, 0, 0);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  [original, writer] = [await demonstrationBench(), await buildWriter()];
});
afterAll(() => {
  original.remove();
  writer.remove();
});

/** Does one command in a program of its own, killed within a time after it began; says whether it was acknowledged. */
async function write(bench: Bench, sent: Sent, withinMs: number | null) {
  const running = spawnWriter(writer.program, {
    dataDirectory: bench.dataDirectory,
    path: bench.path,
    resources: resourcesDirectory(),
    seed,
    daysAhead: 0,
    commands: 0,
    script: [sent],
  });
  await running.until('try');
  const started = performance.now();
  if (withinMs !== null) {
    await wait(uniform(words) * withinMs);
    running.child.kill('SIGKILL');
  }
  const { said, stderr } = await running.ended;
  expect(stderr).toBe('');
  return { isAcknowledged: lastAcknowledged(said) !== undefined, ms: performance.now() - started };
}

const placeOf = (lane: Lane): string => join(lane.folder, 'backups');
const newPlace = (lane: Lane): string => {
  lane.reset();
  mkdirSync(placeOf(lane));
  return placeOf(lane);
};
/** Names that pass for a backup. */
const backupsIn = (place: string): readonly string[] =>
  readdirSync(place).filter((name) => name.endsWith('.cachet'));

/** Compares a backup with the study as the restore dialog does: it is opened, verified and held against it. */
const expectSound = (lane: Bench, backup: string): Promise<void> =>
  atWork(lane, async (core) => {
    const signature = signatureFor('backups.restore', 'maren');
    const { user, passphrase } = signature;
    const found = await core.must('backups.compare', { backup, user, passphrase });
    expect(found.backup.ok).toBe(true);
    expect(found.parted).toBe(false);
  });

it('makes a backup wholly or not at all, wherever it is killed', async () => {
  const lane = newLane(original);
  const place = newPlace(lane);
  const sent: Sent = { name: 'backups.make', input: { place }, requestId: 'made' };
  const { ms } = await write(lane, sent, null);
  expect(backupsIn(place)).toHaveLength(1);
  let none = 0;
  for (let run = 0; run < kills; run += 1) {
    newPlace(lane);
    const { isAcknowledged } = await write(lane, sent, run === 0 ? 0 : ms);
    const found = backupsIn(place);
    if (isAcknowledged) expect(found).toHaveLength(1);
    if (found.length === 0) none += 1;
    for (const name of found) await expectSound(lane, join(place, name));
    await atWork(lane, async (core) => {
      expect(await failedChecks(core, false)).toEqual([]);
      // What was half made stands in nobody's way.
      const { path } = await core.must('backups.make', { place });
      expect(existsSync(path)).toBe(true);
    });
  }
  lane.remove();
  if (isLong) expect(none).toBeGreaterThan(0);
  figure({
    what: 'kill -9 while a backup is made',
    runs: `${counted(kills)} kills, seed ${seed}`,
    result: `${counted(none)} left none, ${counted(kills - none)} a whole one; the next one is made each time`,
  });
});

it('would see a half-made backup that passes for a whole one (control)', async () => {
  const lane = newLane(original);
  const place = newPlace(lane);
  const { path } = await atWork(lane, (core) => core.must('backups.make', { place }));
  const half = join(place, 'half.cachet');
  for (const end of ['', '.keys']) copyFileSync(`${path}${end}`, `${half}${end}`);
  await expectSound(lane, half);
  truncateSync(half, 400_000);
  await expect(expectSound(lane, half)).rejects.toThrow();
  lane.remove();
});

it('restores a backup wholly or not at all, wherever it is killed', async () => {
  const lane = newLane(original);
  const place = placeOf(lane);
  const target = join(lane.folder, 'restored.cachet');
  /** A study that went on after its backup, and the command that restores it. */
  const prepare = async (): Promise<Sent> => {
    newPlace(lane);
    return atWork(lane, async (core) => {
      const { path: backup } = await core.must('backups.make', { place });
      await core.must('lots.register', { lot: 'AFTER-1', expiry: '2031-05-31' });
      const signature = signatureFor('backups.restore', 'maren');
      const reason = 'The disk failed.';
      const input = { backup, target, acceptsLoss: true, reason, signature };
      return { name: 'backups.restore', input, requestId: 'restored' };
    });
  };
  const { ms } = await write(lane, await prepare(), null);
  let old = 0;
  for (let run = 0; run < kills; run += 1) {
    const { isAcknowledged } = await write(lane, await prepare(), run === 0 ? 0 : ms);
    // One of the two files is the study, and works as it is.
    const core = coreOn(lane, lane.path);
    const reply = await signIn(core);
    const isOld = reply.kind === 'ok';
    if (isOld) {
      expect(isAcknowledged).toBe(false);
      expect(await failedChecks(core, false)).toEqual([]);
      expect(await entriesOf(core)).toBeGreaterThan(0);
      old += 1;
    }
    core.close();
    if (isOld) continue;
    const restored = { ...lane, path: target };
    await atWork(restored, async (at) => expect(await failedChecks(at, true)).toEqual([]));
  }
  lane.remove();
  if (isLong) expect(old).toBeGreaterThan(0);
  figure({
    what: 'kill -9 while a backup is restored',
    runs: `${counted(kills)} kills, seed ${seed}`,
    result: `${counted(old)} left the old file the study, ${counted(kills - old)} the restored one; each verifies`,
  });
});
