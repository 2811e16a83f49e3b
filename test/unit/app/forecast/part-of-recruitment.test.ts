import { expect, test } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';

const { recruitment } = exampleScenario;
const halfYear = { ...exampleScenario, horizonDays: 182 };
const options = { replicates: 40, seed: 5, workers: 1 };

test('a look at half a year of recruitment is no recruitment that cannot finish', async () => {
  const whole = await runForecast(halfYear, options, inProcessSimulation);
  expect(whole).toMatchObject({ ok: false, error: { rule: 'recruitment-cannot-finish' } });

  const part = { ...halfYear, recruitment: { ...recruitment, goesOn: true } };
  const answer = await runForecast(part, options, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  expect(answer.value.recruitment.finished.share).toBe(0);
  expect(answer.value.warnings.map(({ path }) => path)).toContain('horizonDays');
}, 60_000);

test('minimum numbers that cannot be met are refused all the same', async () => {
  const [first, ...others] = exampleScenario.sites;
  if (first === undefined) throw new Error('the example has no site');
  const sites = [{ ...first, minimum: recruitment.target }, ...others];
  const scenario = { ...halfYear, sites, recruitment: { ...recruitment, goesOn: true } };
  const answer = await runForecast(scenario, options, inProcessSimulation);
  expect(answer).toMatchObject({ ok: false, error: { rule: 'recruitment-minimum-too-high' } });
}, 60_000);
