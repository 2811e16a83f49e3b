// Requirements: FCT-01
import { expect, test } from 'vitest';
import { planCentres } from '../../../../shared/app/forecast/plan-centres.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { certainScenario, lot } from '../../../builders/certain-scenario.ts';

test('a run and the count of sites mean the same by a target date', async () => {
  // The third subject comes on day 70, Friday 12 March 2027, in a week that ends on day 76.
  for (const [targetDate, share] of [
    ['2027-03-11', 0],
    ['2027-03-12', 1],
    ['2027-03-18', 1],
  ] as const) {
    const scenario = certainScenario(3, [lot('L1', 100)]);
    const dated = { ...scenario, recruitment: { ...scenario.recruitment, targetDate } };
    const options = { replicates: 5, seed: 1, workers: 1 };
    const run = await runForecast(dated, options, inProcessSimulation);
    expect(run.ok && run.value.recruitment.byTargetDate?.share, targetDate).toBe(share);
    const question = {
      probability: 0.5,
      most: 1,
      replicates: 100,
      seed: 1,
      opensAfter: 60,
      opensWithin: 30,
    };
    const count = await planCentres(dated, question, {}, inProcessSimulation);
    if (!count.ok) throw new Error(count.error.message);
    const asItIs = count.value.tried.find(({ added }) => added === 0);
    expect(asItIs?.share, targetDate).toBe(share);
  }
}, 60_000);
