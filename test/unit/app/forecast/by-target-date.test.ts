// Requirements: FCT-01
import { expect, test } from 'vitest';
import { planCentres } from '../../../../shared/app/forecast/plan-centres.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { usualOpening } from '../../../../shared/contracts/forecast-studies.ts';
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

async function runUntil(horizonDays: number, targetDate: string) {
  const scenario = certainScenario(3, [lot('L1', 100)]);
  const recruitment = { ...scenario.recruitment, targetDate, goesOn: true };
  const options = { replicates: 5, seed: 1, workers: 1 };
  const run = await runForecast(
    { ...scenario, horizonDays, recruitment },
    options,
    inProcessSimulation,
  );
  if (!run.ok) throw new Error(run.error.message);
  const { warnings, recruitment: found } = run.value;
  return { share: found.byTargetDate?.share ?? null, rules: warnings.map(({ rule }) => rule) };
}

test('a target date beyond the days that are played is unknown while anybody is still to come', async () => {
  // Day 70 decides. Of 60 days the last is 1 March 2027.
  expect(await runUntil(60, '2027-06-01')).toEqual({
    share: null,
    rules: expect.arrayContaining(['target-date-beyond-horizon']),
  });
  const known = await runUntil(60, '2027-03-01');
  expect(known.share).toBe(0);
  expect(known.rules).not.toContain('target-date-beyond-horizon');
  expect((await runUntil(60, '2027-03-02')).share).toBeNull();
  const all = await runUntil(71, '2027-06-01');
  expect(all.share).toBe(1);
  expect(all.rules).not.toContain('target-date-beyond-horizon');
});

test('sites are not counted for a target date beyond the days that are looked at', async () => {
  const asked = async (targetDate: string) => {
    const scenario = certainScenario(3, [lot('L1', 100)]);
    const dated = { ...scenario, recruitment: { ...scenario.recruitment, targetDate } };
    const question = { probability: 0.5, most: 1, replicates: 100, seed: 1, ...usualOpening };
    const count = await planCentres(dated, question, {}, inProcessSimulation);
    return count.ok ? 'counted' : [count.error.rule, count.error.next];
  };
  // 5,000 days from 1 January 2027 on.
  expect(await asked('2040-09-08')).toBe('counted');
  expect(await asked('2040-09-09')).toEqual([
    'target-date-too-far',
    'Give a day up to 2040-09-08.',
  ]);
}, 60_000);
