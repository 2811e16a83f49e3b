// Requirements: HUB-20, HUB-22
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ForecastChunk } from '../../shared/engine/forecast/chunk-shape.ts';
import { inProcessSimulation } from '../../shared/app/simulation/in-process-simulation.ts';
import type { SimulationRun } from '../../shared/app/simulation/simulation-port.ts';
import { runForecast } from '../../shared/app/forecast/run-forecast.ts';
import { assessMulticentre } from '../../shared/app/design-lab/multicentre.ts';
import type { Device } from '../../electron/node/device.ts';
import { revokeMachine } from '../../electron/node/hub/enrolment.ts';
import type { DoneJob } from '../../electron/node/hub/jobs/job-doer.ts';
import { WrongWorker } from '../../electron/node/hub/jobs/hub-simulation.ts';
import { serverOf } from '../../electron/node/hub/jobs/job-session.ts';
import { startWorker } from '../../electron/node/hub/jobs/worker-at-work.ts';
import type { SimulationPool } from '../../electron/node/simulation-pool.ts';
import { rawClient } from './fresh-database.ts';
import { enrolled, makeTestHub, must, newMachine, refusedBy } from './machines.ts';
import type { MadeHub } from './machines.ts';
import {
  enrolledWorker,
  hubSimulation,
  rowsOf,
  smallScenario,
  threads,
  until,
  workerOf,
} from './job-machines.ts';

let made: MadeHub;
let console_: Device;
let here: string;
beforeAll(async () => {
  made = await makeTestHub();
  console_ = await enrolled(made, 'ZL-301', null);
  here = JSON.stringify(must(await runForecast(smallScenario, question, inProcessSimulation)));
});
afterAll(() => made.owner.close());

/** Nine chunks, of which three are for workers. */
const question = { replicates: 116, seed: 7, workers: 1 };

/** Asks the only worker of a console; gives the answer and where it was calculated. */
async function asked(accepted: readonly Device[]) {
  const simulation = hubSimulation(made, console_, accepted);
  const answer = must(await runForecast(smallScenario, question, simulation));
  return { answer: JSON.stringify(answer), calculated: simulation.calculated };
}

/** A worker alone at the hub, which calculates as `change` makes of it. */
async function aloneWorker(change?: (run: SimulationRun) => SimulationRun): Promise<Device> {
  const device = await enrolledWorker(made, 'ZL-301');
  const pool: SimulationPool = {
    run: (run) => threads.run(change === undefined ? run : change(run)),
    close: () => threads.close(),
  };
  await workerOf(made, device, { pool });
  await until(async () => (await rowsOf(made, 'pool')).length === 1);
  return device;
}

/** What a worker does that changes every chunk before it passes it on. */
const changing =
  (change: (chunk: ForecastChunk) => unknown) =>
  (run: SimulationRun): SimulationRun => ({
    ...run,
    accept: (result, chunk) => run.accept((result as readonly ForecastChunk[]).map(change), chunk),
  });

describe('a simulation on the workers of a hub', () => {
  it('is the same byte for byte as on this machine', async () => {
    const device = await aloneWorker();
    const { answer, calculated } = await asked([device]);
    expect(calculated).toEqual({ chunks: 9, byWorkers: 3, workers: [device.id], refusal: null });
    expect(answer).toBe(here);
    const scenario = {
      n: 40,
      centres: 8,
      activation_days: [0, 30],
      rate: { alpha: 1, beta: 1 },
      designs: ['C-BSD(2)'],
    };
    const many = { replicates: 1000, seed: 3, workers: 1 };
    const simulation = hubSimulation(made, console_, [device]);
    const there = must(await assessMulticentre(scenario, many, simulation));
    expect(simulation.calculated).toMatchObject({ byWorkers: 2, refusal: null });
    expect(there).toEqual(must(await assessMulticentre(scenario, many, inProcessSimulation)));
    for (const table of ['run', 'run_key', 'result']) expect(await rowsOf(made, table)).toEqual([]);
  });

  it.each([
    [
      'one figure',
      (chunk: ForecastChunk) => ({
        ...chunk,
        rows: chunk.rows.map((figure, i) => figure + (i === 5 ? 1 : 0)),
      }),
    ],
    ['too few', (chunk: ForecastChunk) => ({ ...chunk, rows: chunk.rows.slice(1) })],
    ['more than asked', (chunk: ForecastChunk) => ({ ...chunk, more: 1 })],
    ['nothing', () => null],
  ])('is refused when a worker returns other figures: %s', async (_, change) => {
    const device = await aloneWorker(changing(change));
    await expect(asked([device])).rejects.toBeInstanceOf(WrongWorker);
  });

  it('takes nothing that the hub changed, and says so', async () => {
    const device = await aloneWorker();
    const owner = await rawClient(made.url);
    await owner.query(`CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN new.content := set_byte(new.content, 40, 255 - get_byte(new.content, 40)); RETURN new; END $$;
      CREATE TRIGGER spoil BEFORE INSERT ON hub.result FOR EACH ROW EXECUTE FUNCTION spoil()`);
    onTestFinished(async () => {
      await owner.query('DROP FUNCTION spoil CASCADE');
      await owner.end();
    });
    const { answer, calculated } = await asked([device]);
    expect(calculated).toMatchObject({ byWorkers: 0, refusal: { rule: 'hub-result-forged' } });
    expect(answer).toBe(here);
  });

  it('ends everywhere when it is cancelled, in the middle of a chunk too', async () => {
    const told: DoneJob[] = [];
    let begun = (): void => undefined;
    const isBegun = new Promise<void>((resolve) => (begun = resolve));
    const endless: SimulationPool = {
      run: ({ signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve('cancelled'));
          begun();
        }),
      close: () => threads.close(),
    };
    const device = await enrolledWorker(made, 'ZL-301');
    await workerOf(made, device, { pool: endless, told: (job) => told.push(job) });
    await until(async () => (await rowsOf(made, 'pool')).length === 1);
    const stop = new AbortController();
    const asking = { ...question, signal: stop.signal };
    const running = runForecast(smallScenario, asking, hubSimulation(made, console_, [device]));
    await isBegun;
    stop.abort();
    expect(refusedBy(await running)).toBe('run-cancelled');
    expect(await rowsOf(made, 'run')).toEqual([]);
    expect(await rowsOf(made, '_private_jobs', 'graphile_worker')).toEqual([]);
    await until(async () => told.length > 0);
    expect(told.every(({ ending }) => ending === 'late')).toBe(true);
  });
});

describe('a simulation that workers cannot do', () => {
  const reasons: readonly (readonly [string, () => Promise<readonly Device[]>])[] = [
    ['hub-no-workers', async () => []],
    [
      'hub-workers-not-accepted',
      async () => {
        await aloneWorker();
        return [];
      },
    ],
    [
      'hub-workers-other-engine',
      async () => {
        const device = await enrolledWorker(made, 'ZL-301');
        await workerOf(made, device, { engine: 'cachet-engine-0' });
        await until(async () => (await rowsOf(made, 'pool')).length === 1);
        return [device];
      },
    ],
  ];

  it.each(reasons)('is calculated here, and it is said why: %s', async (rule, prepare) => {
    const accepted = await prepare();
    const { answer, calculated } = await asked(accepted);
    expect(calculated).toMatchObject({ byWorkers: 0, workers: [], refusal: { rule } });
    expect(answer).toBe(here);
  });

  it('is calculated here by a console that is not enrolled, or whose hub is a folder', async () => {
    const strange = hubSimulation(made, await enrolledWorker(made, 'OTHER'), []);
    must(await runForecast(smallScenario, question, strange));
    expect(strange.calculated.refusal?.rule).toBe('hub-not-enrolled');
    const unknown = hubSimulation(made, newMachine(), []);
    must(await runForecast(smallScenario, question, unknown));
    expect(unknown.calculated.refusal?.rule).toBe('hub-login');
    const office = { ...made, address: { kind: 'folder', folder: '/nowhere' } as const };
    const inFolder = hubSimulation(office, console_, []);
    must(await runForecast(smallScenario, question, inFolder));
    expect(inFolder.calculated.refusal?.rule).toBe('hub-jobs-folder');
  });
});

describe('a worker', () => {
  it('ends by itself when no job waits, if that was asked for', async () => {
    const device = await enrolledWorker(made, 'ZL-301');
    const worker = await workerOf(made, device, { untilIdle: true });
    expect(await worker.ended).toEqual({ ok: true, value: null });
    expect(await rowsOf(made, 'pool')).toEqual([]);
  });

  it('is none without the enrolment of one, and ends when it is revoked', async () => {
    const strange = { hub: made.hub, address: must(serverOf(made.address)), threads: 1 };
    const rest = { pool: threads, untilIdle: false, told: () => undefined };
    const unknown = await startWorker({ ...strange, ...rest, device: newMachine() });
    expect(refusedBy(unknown)).toBe('hub-login');
    const site = await enrolled(made, 'ZL-301', 'S001');
    const atSite = must(await startWorker({ ...strange, ...rest, device: site }));
    expect(refusedBy(await atSite.ended)).toBe('hub-not-a-worker');
    const device = await enrolledWorker(made, 'ZL-301');
    const worker = await workerOf(made, device);
    await until(async () => (await rowsOf(made, 'pool')).length === 1);
    must(await revokeMachine(made.owner.db, device.id, 'Stolen.'));
    expect(refusedBy(await worker.ended)).toBe('hub-away');
    const { calculated } = await asked([device]);
    expect(calculated.refusal?.rule).toBe('hub-no-workers');
  });
});
