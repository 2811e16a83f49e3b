// Requirements: HUB-20
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inProcessSimulation } from '../../shared/app/simulation/in-process-simulation.ts';
import { runForecast } from '../../shared/app/forecast/run-forecast.ts';
import type { Device } from '../../electron/node/device.ts';
import { enrolled, makeTestHub, must } from './machines.ts';
import type { MadeHub } from './machines.ts';
import { enrolledWorker, hubSimulation, smallScenario, until, workerOf } from './job-machines.ts';

let made: MadeHub;
let console_: Device;
beforeAll(async () => {
  made = await makeTestHub();
  console_ = await enrolled(made, 'ZL-301', null);
});
afterAll(() => made.owner.close());

const question = { replicates: 300, seed: 7, workers: 1 };

const poolsThere = async (pools: number): Promise<boolean> => {
  const rows = await made.owner.db
    .selectFrom('hub.pool' as never)
    .selectAll()
    .execute();
  return rows.length >= pools;
};

describe('a forecast on the workers of a hub', () => {
  it('is the same byte for byte as on this machine', async () => {
    const device = await enrolledWorker(made, 'ZL-301');
    await workerOf(made, device);
    await until(() => poolsThere(1));
    const simulation = hubSimulation(made, console_, [device]);
    const answer = must(await runForecast(smallScenario, question, simulation));
    expect(simulation.calculated).toMatchObject({ refusal: null, workers: [device.id] });
    expect(simulation.calculated.byWorkers).toBeGreaterThan(5);
    const here = must(await runForecast(smallScenario, question, inProcessSimulation));
    expect(JSON.stringify(answer)).toBe(JSON.stringify(here));
  });
});
