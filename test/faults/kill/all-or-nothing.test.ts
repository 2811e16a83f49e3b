// Requirements: PLT-01
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';
import { coreOn } from '../../builders/study-core.ts';
import type { Bench, TestCore } from '../../builders/study-core.ts';
import { counted, figure } from '../figures.ts';
import { atWork, failedChecks, isLong, newLane, runSeed } from '../lane.ts';
import { buildWriter } from '../writer/built-writer.ts';
import type { BuiltWriter } from '../writer/built-writer.ts';
import type { Sent } from '../writer/random-commands.ts';
import { acknowledged, lastAcknowledged, spawnWriter } from '../writer/spawn-writer.ts';
import type { Ended } from '../writer/spawn-writer.ts';
import { foundStudy, importKits } from './founded-study.ts';

const creations = isLong ? 500 : 15;
const imports = isLong ? 200 : 8;
const kits = 20_000;
const seed = runSeed(311);
const words = new Xoshiro().startReplicate(seed, 0, 0);

let writer: BuiltWriter;
let founded: Bench;

const emptyBench = (): Bench => {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-found-'));
  return {
    folder,
    dataDirectory: join(folder, 'data'),
    path: join(folder, 'new.cachet'),
    remove: () => rmSync(folder, { recursive: true }),
  };
};

async function must(core: TestCore, sent: Sent): Promise<void> {
  const reply = await core.ask(sent.name, sent.input as never, sent.requestId);
  expect(reply).toMatchObject({ kind: 'ok' });
}

beforeAll(async () => {
  console.log(`seed ${seed} (CACHET_FAULT_SEED repeats it)`);
  [writer, founded] = [await buildWriter(), emptyBench()];
  const core = coreOn(founded);
  await must(core, foundStudy(founded.path));
  core.close();
});
afterAll(() => {
  writer.remove();
  founded.remove();
});

/** Lets a writer do one command; kills it up to `withinMs` after it began, or lets it end and says how long it took. */
async function write(
  bench: Bench,
  sent: Sent,
  withinMs: number | null,
): Promise<Ended & { readonly span: number }> {
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
  const ended = await running.ended;
  expect(ended.stderr).toBe('');
  return { ...ended, span: performance.now() - started };
}

/** How long the command takes here when nobody disturbs it: kills are drawn from that span. */
async function timed(bench: Bench, sent: Sent): Promise<number> {
  const { said, span } = await write(bench, sent, null);
  expect(said.at(-1)).toEqual({ kind: 'done' });
  return span;
}

it('founds a study wholly or not at all', async () => {
  const first = emptyBench();
  const span = await timed(first, foundStudy(first.path));
  first.remove();
  let absent = 0;
  for (let run = 0; run < creations; run += 1) {
    const bench = emptyBench();
    const { said } = await write(bench, foundStudy(bench.path), run === 0 ? 0 : span);
    if (!existsSync(bench.path)) {
      expect(lastAcknowledged(said)).toBeUndefined();
      absent += 1;
      const core = coreOn(bench);
      await must(core, foundStudy(bench.path));
      core.close();
    }
    await atWork(bench, async (core) => expect(await failedChecks(core, true)).toEqual([]));
    bench.remove();
  }
  expect(absent).toBeGreaterThan(0);
  figure({
    what: 'kill -9 while a study is founded',
    runs: `${counted(creations)} kills, seed ${seed}`,
    result: `${counted(absent)} left none, ${counted(creations - absent)} a whole one`,
  });
});

it(`imports ${kits} kits wholly or not at all`, async () => {
  const lane = newLane(founded);
  const sent = importKits(kits);
  const span = await timed(lane, sent);
  let absent = 0;
  for (let run = 0; run < imports; run += 1) {
    lane.reset();
    const { said } = await write(lane, sent, run === 0 ? 0 : span);
    const found = await atWork(lane, async (core) => {
      expect(await failedChecks(core, run === imports - 1)).toEqual([]);
      const { lots } = await core.must('lots.page', {});
      const { total } = await core.must('kits.page', { limit: 1 });
      expect(lots).toHaveLength(total === 0 ? 0 : 2);
      expect((await core.must('trail.page', { limit: 1 })).total).toBeGreaterThanOrEqual(
        acknowledged(said),
      );
      return total;
    });
    expect([0, kits]).toContain(found);
    if (found === 0) absent += 1;
    if (lastAcknowledged(said) !== undefined) expect(found).toBe(kits);
  }
  await atWork(lane, async (core) => {
    await must(core, sent);
    expect((await core.must('kits.page', { limit: 1 })).total).toBe(kits);
  });
  lane.remove();
  expect(absent).toBeGreaterThan(0);
  figure({
    what: `kill -9 during an import of ${counted(kits)} kits`,
    runs: `${counted(imports)} kills, seed ${seed}`,
    result: `${counted(absent)} left none, ${counted(imports - absent)} all`,
  });
});
