// Requirements: PLT-01
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { counted, figure } from '../figures.ts';
import { atWork, entriesOf, failedChecks, isLong, newLane, runSeed } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import { acknowledged, lastAcknowledged, spawnWriter, underWay } from '../writer/spawn-writer.ts';
import type { Ended } from '../writer/spawn-writer.ts';
import type { WriterTask } from '../writer/writer.ts';
import { addTally, killsSoFar, noKills } from './kills-so-far.ts';
import type { KillsSoFar, Tally } from './kills-so-far.ts';

/** Kills before the study starts anew from the original, so that its ledger stays short. */
const perStudy = 20;
/** Kills from one verification of the study to the next; the last of each study also replays it. */
const looksEvery = 5;
const studies = Math.ceil(
  Number(process.env['CACHET_FAULT_KILLS'] ?? (isLong ? 10_000 : 60)) / perStudy,
);
/** The long form leaves the rest of the machine to others. */
const lanes = isLong ? 1 : 2;
const seed = runSeed(1_402);

let original: Bench;
let writer: BuiltWriter;
beforeAll(async () => {
  [original, writer] = [await demonstrationBench(), await buildWriter()];
});
afterAll(() => {
  original.remove();
  writer.remove();
});

/** What our own looking adds to the ledger: the sign-in. */
const signInEntries = 1;

const task = (lane: Lane, kill: number, run: number): WriterTask => ({
  dataDirectory: lane.dataDirectory,
  path: lane.path,
  resources: resourcesDirectory(),
  seed: seed + run,
  daysAhead: daysAhead(kill),
  commands: null,
});

/** A study's clock only goes forward. */
const daysAhead = (kill: number): number => kill * 2;

/** One kill: which one of a study, and its number among all of them, which draws its commands. */
interface Turn {
  readonly kill: number;
  readonly run: number;
  readonly random: () => number;
}

/**
 * Lets a writer work and kills it: one in eight while it opens the study, every other one between a few
 * acknowledgements, the rest soon after it signed in.
 */
async function killed(lane: Lane, { kill, run, random }: Turn): Promise<Ended> {
  const running = spawnWriter(writer.program, task(lane, kill, run));
  const kind = run % 8;
  if (kind === 0) await wait(30 + random() * 120);
  else if (kind % 2 === 0) {
    await running.until('ready');
    await wait(random() * 40);
  } else {
    await running.until('ack', 1 + Math.floor(random() * 5));
    await wait(random() * 10);
  }
  running.child.kill('SIGKILL');
  const ended = await running.ended;
  expect(ended.signal, `run ${run} ended by itself: ${ended.stderr}`).toBe('SIGKILL');
  return ended;
}

/** Everything that was acknowledged is there, once; what was under way is there as a whole or not at all. */
async function check(core: TestCore, ended: Ended, { kill, run }: Turn): Promise<Tally> {
  const label = `run ${run}`;
  const entries = await entriesOf(core);
  expect(entries - signInEntries, label).toBeGreaterThanOrEqual(acknowledged(ended.said));
  // Harm stays in the study, so that a later look finds it too.
  if ((kill + 1) % looksEvery === 0) {
    expect(await failedChecks(core, kill === perStudy - 1), label).toEqual([]);
  }
  const last = lastAcknowledged(ended.said);
  if (last !== undefined) {
    const reply = await core.ask(last.sent.name, last.sent.input as never, last.sent.requestId);
    expect(reply, label).toEqual({ kind: 'ok', value: last.value });
    expect(await entriesOf(core), label).toBe(entries);
  }
  const known = ended.said.filter(({ kind }) => kind === 'ack').length;
  const open = underWay(ended.said);
  if (open === undefined) return { ...noKills, kills: 1, acknowledged: known };
  const { name, input, requestId } = open.sent;
  const reply = await core.ask(name, input as never, requestId);
  const after = await entriesOf(core);
  expect(['ok', 'refused'], label).toContain(reply.kind);
  expect(await core.ask(name, input as never, requestId), label).toEqual(reply);
  expect(await entriesOf(core), label).toBe(after);
  const stored = reply.kind === 'ok' && after === entries ? 1 : 0;
  return { kills: 1, acknowledged: known, interrupted: 1, stored };
}

/** All kills of one study, from the original on. */
async function workStudy(lane: Lane, study: number): Promise<Tally> {
  const words = new Xoshiro().startReplicate(seed, study, 0);
  let sum = noKills;
  lane.reset();
  for (let kill = 0; kill < perStudy; kill += 1) {
    const turn: Turn = { kill, run: study * perStudy + kill, random: () => uniform(words) };
    const ended = await killed(lane, turn);
    sum = addTally(sum, await atWork(lane, (core) => check(core, ended, turn), daysAhead(kill)));
  }
  return sum;
}

async function workLane(number: number, soFar: KillsSoFar): Promise<void> {
  const lane = newLane(original);
  try {
    for (let study = number; study < studies; study += lanes) {
      if (soFar.has(study)) continue;
      soFar.add(study, await workStudy(lane, study));
    }
  } finally {
    lane.remove();
  }
}

it(`keeps everything acknowledged and nothing by half when it is killed ${studies * perStudy} times`, async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  const soFar = killsSoFar({ seed, studies, isLong });
  await Promise.all(Array.from({ length: lanes }, (_, number) => workLane(number, soFar)));
  const { kills, interrupted, stored, ...sum } = soFar.sum();
  figure({
    what: 'kill -9 during drawn commands',
    runs: `${counted(kills)} kills, seed ${seed}`,
    result:
      `${counted(sum.acknowledged)} commands acknowledged, all kept; ${counted(interrupted)} interrupted, ` +
      `${counted(stored)} of these stored whole before their reply; each repeated request acted once`,
  });
  expect(kills).toBe(studies * perStudy);
  expect(sum.acknowledged).toBeGreaterThanOrEqual(kills / 2);
  expect(interrupted).toBeGreaterThan(0);
}, 86_400_000);

it('finds a program that acknowledges before the entry is on the disk (control)', async () => {
  const lane = newLane(original);
  const controls = isLong ? 100 : 2;
  for (let run = 0; run < controls; run += 1) {
    lane.reset();
    const running = spawnWriter(writer.program, { ...task(lane, 0, run), acksEarly: true });
    const ended = await running.ended;
    expect(ended.signal, ended.stderr).toBe('SIGKILL');
    const entries = await atWork(lane, entriesOf);
    expect(entries - signInEntries).toBeLessThan(acknowledged(ended.said));
  }
  lane.remove();
  figure({
    what: 'control: acknowledges just before it commits',
    runs: `${controls} kills, seed ${seed}`,
    result: `${controls} lose an acknowledged command: caught`,
  });
});
