// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { planCentres } from '../../../../shared/app/forecast/plan-centres.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { ForecastScenarioInput } from '../../../../shared/contracts/forecast-scenario.ts';
import {
  forecastCentresShape,
  usualOpening,
} from '../../../../shared/contracts/forecast-studies.ts';

const usual = { ...usualOpening, probability: 0.8, most: 60, replicates: 60, seed: 2 };
const { recruitment, sites } = exampleScenario;

async function planned(scenario: ForecastScenarioInput, more: Partial<typeof usual> = {}) {
  const found = await planCentres(scenario, { ...usual, ...more }, {}, inProcessSimulation);
  if (!found.ok) throw new Error(found.error.message);
  return forecastCentresShape.parse(found.value);
}

describe('the sites that a target date needs', () => {
  it('are the fewest whose share is shown to reach the probability, and open when they can', async () => {
    const { needed, tried, opens, replicates, rate } = await planned(exampleScenario);
    const at = (added: number) => tried.find((one) => one.added === added);
    expect(at(needed ?? -1)?.lower).toBeGreaterThanOrEqual(0.8);
    expect(at((needed ?? 0) - 1)?.lower).toBeLessThan(0.8);
    expect(replicates).toBeGreaterThan(60);
    expect(opens).toEqual({ from: '2027-04-04', to: '2027-06-03' });
    expect(rate.mean).toBeCloseTo(0.035, 12);
    expect(rate.cv).toBeCloseTo(0.8, 12);
  });

  it('are counted with progress after each number that is tried, and can be stopped there', async () => {
    const told: (readonly [done: number, of: number])[] = [];
    const onProgress = (done: number, of: number): void => void told.push([done, of]);
    const ask = (run: Parameters<typeof planCentres>[2]) =>
      planCentres(exampleScenario, usual, run, inProcessSimulation);
    const found = await ask({ onProgress });
    expect(told.length).toBeGreaterThan(5);
    expect(told.map(([done]) => done)).toEqual(told.map((_, i) => i + 1));
    for (const [done, of] of told) expect(of).toBeGreaterThan(done);
    expect(found).toEqual(await ask({}));
    const stop = new AbortController();
    const stopAtThird = (done: number): void => {
      if (done === 3) stop.abort();
    };
    const stopped = await ask({ onProgress: stopAtThird, signal: stop.signal });
    expect(stopped.ok ? '' : stopped.error.rule).toBe('run-cancelled');
  });

  it('are more when they open later', async () => {
    const soon = await planned(exampleScenario, { opensAfter: 0, opensWithin: 0 });
    const late = await planned(exampleScenario, { opensAfter: 200, opensWithin: 0 });
    expect(late.needed ?? Infinity).toBeGreaterThan(soon.needed ?? Infinity);
  });

  it('are told where the caps of the sites there are leave no room', async () => {
    const full: ForecastScenarioInput = {
      ...exampleScenario,
      recruitment: { ...recruitment, policy: { kind: 'restricted', minimum: 0, maximum: 12 } },
      sites: sites.map((site) => ({ ...site, maximum: 1 })),
    };
    const { needed, tried } = await planned(full);
    expect(tried[0]?.share).toBe(0);
    expect(needed).toBeGreaterThan((240 - 24) / 12 - 1);
  });

  it('are told where every site is closed and recruitment goes on', async () => {
    const closed: ForecastScenarioInput = {
      ...exampleScenario,
      recruitment: { ...recruitment, goesOn: true, targetDate: '2028-12-31' },
      sites: sites.map((site) => ({ ...site, isClosed: true })),
    };
    const { needed, tried } = await planned(closed);
    expect(tried[0]).toMatchObject({ added: 0, share: 0, medianDate: null });
    expect(needed).toBeGreaterThan(10);
  });

  it('are told where rates have decayed so far that nobody comes to those there are', async () => {
    const over: ForecastScenarioInput = {
      ...exampleScenario,
      recruitment: { ...recruitment, decayPerDay: 0.02, target: 60, targetDate: '2028-12-31' },
      sites: sites.map((site) => ({ ...site, activation: { on: '2025-01-06' } })),
    };
    const { needed, tried } = await planned(over);
    expect(tried[0]?.share).toBe(0);
    expect(needed).toBeGreaterThan(0);
  });

  it('need a date, and a scenario that is one', async () => {
    const { targetDate: _, ...undated } = recruitment;
    const ask = async (scenario: unknown) => {
      const found = await planCentres(scenario, usual, {}, inProcessSimulation);
      return found.ok ? null : found.error.rule;
    };
    expect(await ask({ ...exampleScenario, recruitment: undated })).toBe('scenario-field-missing');
    expect(await ask({ ...exampleScenario, recruitment: 7 })).toBe('scenario-invalid');
    expect(await ask([])).toBe('scenario-invalid');
  });
});
