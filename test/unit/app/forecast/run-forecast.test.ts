import { afterAll, describe, expect, it } from 'vitest';
import { startSimulationPool } from '../../../../electron/node/simulation-pool.ts';
import { compareScenarios } from '../../../../shared/app/forecast/compare-scenarios.ts';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { runForecast } from '../../../../shared/app/forecast/run-forecast.ts';
import { WaitingRuns } from '../../../../shared/app/forecast/waiting-runs.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import type { ForecastPartial } from '../../../../shared/contracts/forecast-answer.ts';
import {
  forecastAnswerShape,
  forecastPartialShape,
} from '../../../../shared/contracts/forecast-answer.ts';

const pool = startSimulationPool();
afterAll(() => pool.close());
const run = { replicates: 40, seed: 5, workers: 1 };

async function answered(scenario: unknown, options = run) {
  const answer = await runForecast(scenario, options, inProcessSimulation);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

describe('a forecast', () => {
  it('is the same to the byte on none, 2 and 8 threads', async () => {
    const texts = [JSON.stringify(await answered(exampleScenario))];
    for (const workers of [2, 8]) {
      const answer = await runForecast(exampleScenario, { ...run, workers }, pool);
      texts.push(JSON.stringify(answer.ok && answer.value));
    }
    expect(new Set(texts).size).toBe(1);
    expect(JSON.stringify(await answered(exampleScenario, { ...run, seed: 6 }))).not.toBe(texts[0]);
  }, 60_000);

  it('answers in the shape of its contract, with an error beside every figure', async () => {
    const partials: ForecastPartial[] = [];
    const options = {
      ...run,
      onPartial: (partial: ForecastPartial) => void partials.push(partial),
    };
    const answer = await runForecast(exampleScenario, options, inProcessSimulation);
    if (!answer.ok) throw new Error(answer.error.message);
    const parsed = forecastAnswerShape.parse(answer.value);
    expect(partials.map((one) => forecastPartialShape.parse(one).replicates)).toEqual([
      4, 8, 16, 36,
    ]);
    expect(parsed.weeks.length).toBe(Math.ceil(730 / 7));
    expect(parsed.heat.share.length).toBe(24);
    expect(parsed.bands.filter(({ what }) => what === 'site').length).toBe(2 * 3);
    const { days } = parsed.recruitment;
    expect(days.errors.mean).toBeCloseTo((days.sd ?? 0) / Math.sqrt(40), 9);
    expect(days.errors.q50).toBeGreaterThan(0);
    for (const { packaged, used, wastePercent } of parsed.kits) {
      expect(wastePercent.mean).toBeCloseTo(100 * (1 - used.mean / packaged.mean), 9);
    }
    const last = (what: string) => parsed.bands.find((band) => band.what === what)?.mean.at(-1);
    expect(last('randomized')).toBeCloseTo(parsed.recruitment.randomized.mean, 9);
  }, 60_000);

  it('whose recruitment finishes in no replicate stops with the reason', async () => {
    const scenario = { ...exampleScenario, horizonDays: 240 };
    const slow = { ...scenario, recruitment: { ...scenario.recruitment, target: 175 } };
    const answer = await runForecast(slow, { ...run, replicates: 400 }, inProcessSimulation);
    expect(answer.ok ? '' : `${answer.error.rule}: ${answer.error.message}`).toMatch(
      /^recruitment-cannot-finish: .*none of 116 replicates: .* of 175 subjects on average/,
    );
  }, 60_000);
});

describe('scenarios side by side', () => {
  const higher = {
    ...exampleScenario,
    name: 'higher',
    resupply: {
      ...exampleScenario.resupply,
      study: {
        ...exampleScenario.resupply.study,
        levels: { kind: 'min-max' as const, trigger: 6, ceiling: 9 },
      },
    },
  };

  it('meet the same subjects, so that differences are known better than figures', async () => {
    const compared = await compareScenarios([exampleScenario, higher], run, inProcessSimulation);
    if (!compared.ok) throw new Error(compared.error.message);
    const { answers, differences } = compared.value;
    const of = (measure: string) =>
      differences.find((one) => one.measure === measure && one.kitType === null);
    expect(of('visits')?.difference).toEqual({ mean: 0, error: 0 });
    expect(of('days')?.difference).toEqual({ mean: 0, error: 0 });
    const [a, b] = answers.map(({ shipments }) => shipments);
    const alone = Math.hypot(a?.errors.mean ?? 0, b?.errors.mean ?? 0);
    const difference = of('shipments')?.difference;
    expect(difference?.mean).toBeCloseTo((b?.mean ?? 0) - (a?.mean ?? 0), 9);
    expect(difference?.error ?? 1).toBeLessThan(alone);
  }, 60_000);

  it('name the kit types that only one of them has', async () => {
    const text = JSON.stringify(exampleScenario).replaceAll('"P"', '"PLA"');
    const renamed = JSON.parse(text) as typeof exampleScenario;
    const few = { ...run, replicates: 2 };
    const compared = await compareScenarios([exampleScenario, renamed], few, inProcessSimulation);
    if (!compared.ok) throw new Error(compared.error.message);
    const { differences, unmatched } = compared.value;
    expect(unmatched).toEqual([
      { scenario: 1, kitType: 'P', onlyIn: 'first' },
      { scenario: 1, kitType: 'PLA', onlyIn: 'other' },
    ]);
    expect(new Set(differences.map(({ kitType }) => kitType))).toEqual(
      new Set([null, 'A-low', 'A-high']),
    );
  }, 60_000);

  it('are refused by number', async () => {
    const answer = await compareScenarios([exampleScenario, {}], run, inProcessSimulation);
    expect(answer.ok ? '' : answer.error.message).toMatch(/^Scenario 2: /);
  });
});

describe('a run that was stopped', () => {
  const long = { ...run, replicates: 60 };
  /** Plays until so many replicates are done. */
  const stoppedAfter = async (replicates: number, waiting: WaitingRuns, seed = long.seed) => {
    const stop = new AbortController();
    const onProgress = (done: number) => done >= replicates && stop.abort();
    const options = { ...long, seed, waiting, onProgress, signal: stop.signal };
    const ended = await runForecast(exampleScenario, options, inProcessSimulation);
    return ended.ok ? 'finished' : `${ended.error.message} ${ended.error.next}`;
  };

  it('goes on from there, to the same bytes, and however often', async () => {
    const waiting = new WaitingRuns();
    expect(await stoppedAfter(16, waiting)).toMatch(/after 16 of 60 .*go on from there/);
    expect(await stoppedAfter(36, waiting)).toMatch(/after 36 of 60/);
    const done: number[] = [];
    const onProgress = (replicates: number) => void done.push(replicates);
    const options = { ...long, waiting, onProgress };
    const rest = await runForecast(exampleScenario, options, inProcessSimulation);
    expect(done).toEqual([56, 60]);
    expect(rest.ok && JSON.stringify(rest.value)).toBe(
      JSON.stringify(await answered(exampleScenario, long)),
    );
  }, 60_000);

  it('is not taken for another', async () => {
    const waiting = new WaitingRuns();
    await stoppedAfter(16, waiting);
    const other = { ...exampleScenario, name: 'Other' };
    for (const [scenario, seed] of [
      [exampleScenario, 6],
      [other, long.seed],
    ] as const) {
      const options = { ...long, seed, waiting, replicates: 60 };
      const answer = await runForecast(scenario, options, inProcessSimulation);
      expect(answer.ok && JSON.stringify(answer.value)).toBe(
        JSON.stringify(await answered(scenario, { ...long, seed })),
      );
    }
  }, 60_000);
});
