// Requirements: FCT-04
import { expect, test } from 'vitest';
import { compareScenarios } from '../../../../shared/app/forecast/compare-scenarios.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { forecastComparisonShape } from '../../../../shared/contracts/forecast-studies.ts';
import { certainScenario, lot } from '../../../builders/certain-scenario.ts';

/** Three subjects, one every so many days from day 10 on. */
function everyDays(days: number, horizonDays: number) {
  const scenario = certainScenario(3, [lot('L1', 100)]);
  const recruitment = { ...scenario.recruitment, rate: { mean: 1 / days, cv: 0 }, goesOn: true };
  return { ...scenario, horizonDays, recruitment };
}

async function laterBy(first: object, other: object) {
  const options = { replicates: 4, seed: 1, workers: 1 };
  const compared = await compareScenarios([first, other], options, inProcessSimulation);
  if (!compared.ok) throw new Error(compared.error.message);
  const { differences } = forecastComparisonShape.parse(compared.value);
  const of = (name: string) => differences.find(({ measure }) => measure === name)?.difference;
  return { days: of('days'), randomized: of('randomized') };
}

test('the last subject comes later by days only where it comes at all in both', async () => {
  // Last subjects on days 70 and 130.
  expect(await laterBy(everyDays(20, 364), everyDays(40, 364))).toEqual({
    days: { mean: 60, error: 0 },
    randomized: { mean: 0, error: 0 },
  });
  const late = { days: null, randomized: { mean: -1, error: 0 } };
  expect(await laterBy(everyDays(20, 100), everyDays(40, 100))).toEqual(late);
  const early = { days: null, randomized: { mean: 1, error: 0 } };
  expect(await laterBy(everyDays(40, 100), everyDays(20, 100))).toEqual(early);
});
