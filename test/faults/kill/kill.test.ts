// Requirements: PLT-01
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { demonstrationBench } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { atWork, entriesOf, failedChecks, isLong, newLane, report, runSeed } from '../lane.ts';
import type { Lane } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import { acknowledged, lastAcknowledged, spawnWriter, underWay } from '../writer/spawn-writer.ts';
import type { Ended } from '../writer/spawn-writer.ts';

const kills = Number(process.env['CACHET_FAULT_KILLS'] ?? (isLong ? 10_000 : 100));
const lanes = 2;
/** Kills before the study starts anew from the original, so that its ledger stays short. */
const perStudy = 20;
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

interface Tally {
  kills: number;
  acknowledged: number;
  interrupted: number;
  /** Of the interrupted commands, those that had been stored whole before the reply. */
  stored: number;
}

const tally: Tally = { kills: 0, acknowledged: 0, interrupted: 0, stored: 0 };

/** A study's clock only goes forward. */
const daysAhead = (run: number): number => (run % perStudy) * 2;

/**
 * Lets a writer work and kills it: one in eight while it opens the study, every other one between a few
 * acknowledgements, the rest soon after it signed in.
 */
async function killed(lane: Lane, run: number, random: () => number): Promise<Ended> {
  const running = spawnWriter(writer.program, {
    dataDirectory: lane.dataDirectory,
    path: lane.path,
    resources: resourcesDirectory(),
    seed: seed + run,
    daysAhead: daysAhead(run),
    commands: null,
  });
  const kind = Math.floor(run / lanes) % 8;
  if (kind === 0) await wait(50 + random() * 150);
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
async function check(core: TestCore, ended: Ended, run: number): Promise<void> {
  const label = `run ${run}`;
  const entries = await entriesOf(core);
  expect(entries, label).toBeGreaterThanOrEqual(acknowledged(ended.said));
  expect(
    await failedChecks(core, Math.floor(run / lanes) % (perStudy / lanes) === perStudy / lanes - 1),
    label,
  ).toEqual([]);
  const last = lastAcknowledged(ended.said);
  if (last !== undefined) {
    const reply = await core.ask(last.sent.name, last.sent.input as never, last.sent.requestId);
    expect(reply, label).toEqual({ kind: 'ok', value: last.value });
    expect(await entriesOf(core), label).toBe(entries);
  }
  const open = underWay(ended.said);
  if (open === undefined) return;
  const { name, input, requestId } = open.sent;
  const reply = await core.ask(name, input as never, requestId);
  const after = await entriesOf(core);
  expect(['ok', 'refused'], label).toContain(reply.kind);
  expect(await core.ask(name, input as never, requestId), label).toEqual(reply);
  expect(await entriesOf(core), label).toBe(after);
  tally.interrupted += 1;
  if (reply.kind === 'ok' && after === entries) tally.stored += 1;
}

async function workLane(number: number): Promise<void> {
  const lane = newLane(original);
  const words = new Xoshiro().startReplicate(seed, number, 0);
  try {
    for (let run = number; run < kills; run += lanes) {
      if (Math.floor(run / lanes) % (perStudy / lanes) === 0) lane.reset();
      const ended = await killed(lane, run, () => uniform(words));
      await atWork(lane, (core) => check(core, ended, run), daysAhead(run));
      tally.kills += 1;
      tally.acknowledged += ended.said.filter(({ kind }) => kind === 'ack').length;
    }
    await atWork(lane, async (core) => expect(await failedChecks(core, true)).toEqual([]));
  } finally {
    lane.remove();
  }
}

it(`keeps everything acknowledged and nothing by half when it is killed ${kills} times`, async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  await Promise.all(Array.from({ length: lanes }, (_, number) => workLane(number)));
  report(
    `${tally.kills} kills; ${tally.acknowledged} commands acknowledged, all kept; ` +
      `${tally.interrupted} interrupted, ${tally.stored} of them stored before their reply`,
  );
  expect(tally.kills).toBe(kills);
  expect(tally.acknowledged).toBeGreaterThanOrEqual(kills / 2);
  expect(tally.interrupted).toBeGreaterThan(0);
}, 7_200_000);
