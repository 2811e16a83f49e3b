import { describe, expect, it } from 'vitest';
import { exampleScenario } from '../../../../shared/app/forecast/example-scenario.ts';
import { optimiseScenario } from '../../../../shared/app/forecast/optimise-scenario.ts';
import type { OptimisationQuestion } from '../../../../shared/app/forecast/optimise-scenario.ts';
import { guaranteeOf, riskBound, worstOf } from '../../../../shared/app/forecast/risk-bound.ts';
import { inProcessSimulation } from '../../../../shared/app/simulation/in-process-simulation.ts';
import { forecastOptimisationShape } from '../../../../shared/contracts/forecast-studies.ts';

const question: OptimisationQuestion = {
  measure: 'missed-visits',
  limit: 0.02,
  triggerPlus: [0],
  ceilingPlus: [0],
  lotFactors: [1],
};

async function optimised(
  more: Partial<OptimisationQuestion>,
  replicates: number,
  scenario = exampleScenario,
) {
  const asked = { ...question, ...more };
  const options = { replicates, seed: 5, workers: 1 };
  const found = await optimiseScenario(scenario, asked, options, inProcessSimulation);
  if (!found.ok) throw new Error(found.error.message);
  return forecastOptimisationShape.parse(found.value);
}

/** Few subjects and kits without end: nobody ever goes without. */
const plenty = {
  ...exampleScenario,
  recruitment: { ...exampleScenario.recruitment, target: 8 },
  resupply: {
    ...exampleScenario.resupply,
    study: {
      ...exampleScenario.resupply.study,
      levels: { kind: 'min-max' as const, trigger: 9, ceiling: 12 },
    },
  },
};

describe('the cheapest settings within a limit', () => {
  it('lie on the frontier, and hold the limit again on replicates that nobody chose them by', async () => {
    const { points, best, prices, confirmed, guarantee } = await optimised(
      { triggerPlus: [-3, 0, 2], ceilingPlus: [-3, 0, 2] },
      30,
    );
    expect(points.length).toBe(9);
    const chosen = points[best ?? -1];
    expect(chosen?.isWithinLimit).toBe(true);
    expect(chosen?.bound).toBeLessThanOrEqual(0.02);
    expect(confirmed?.bound).toBeLessThanOrEqual(0.02);
    expect(confirmed?.risk).not.toEqual(chosen?.risk);
    expect(guarantee).toMatchObject({ replicates: 30, confidence: 0.95 });
    expect(points.every(({ risk, bound }) => bound > risk.mean)).toBe(true);
    expect(prices.map(({ setting, step }) => `${setting} ${step}`)).toEqual([
      'trigger 2',
      'ceiling 2',
    ]);
  }, 60_000);

  it('are not those of which too few replicates show nothing', async () => {
    for (const measure of ['any-stock-out', 'missed-visits'] as const) {
      const none = await optimised({ measure, limit: 0.01 }, 40, plenty);
      expect(none.points[0]?.risk).toEqual({ mean: 0, error: 0 });
      expect(none.points[0]).toMatchObject({ isWithinLimit: false });
      expect(none.points[0]?.bound).toBeCloseTo(1 - 0.05 ** (1 / 40), 9);
      expect(none).toMatchObject({ best: null, confirmed: null, rejected: 0 });
      expect(none.guarantee).toMatchObject({ worst: 1, replicatesNeeded: 299 });
    }
    const shown = await optimised({ measure: 'any-stock-out', limit: 0.01 }, 299, plenty);
    expect(shown).toMatchObject({ best: 0, confirmed: { risk: { mean: 0 } } });
  }, 60_000);
});

describe('the bound of a risk', () => {
  const seen = (risks: readonly number[]) => {
    const replicates = risks.length;
    const sum = risks.reduce((all, one) => all + one, 0);
    const mean = sum / replicates;
    const squares = risks.reduce((all, one) => all + (one - mean) ** 2, 0);
    const error = Math.sqrt(squares / (replicates - 1) / replicates);
    return { replicates, sum, mean, error, hits: risks.filter((one) => one > 0).length };
  };
  const zeros = Array.from({ length: 200 }, () => 0);

  it('goes by the worst that any combination showed, and by certainty where none showed any', () => {
    expect(worstOf([0, 0])).toBe(1);
    expect(worstOf([0, 0.2, 0.05])).toBe(0.2);
    expect(riskBound(seen(zeros), 0.2)).toBeCloseTo(0.2 * (1 - 0.05 ** (1 / 200)), 9);
    expect(guaranteeOf(0.01, 0.2, 200).replicatesNeeded).toBe(59);
    expect(guaranteeOf(0, 1, 200).replicatesNeeded).toBeNull();
  });

  it('grows with what was seen, and is that of the mean once much was seen', () => {
    const once = riskBound(seen([0.2, ...zeros.slice(1)]), 0.2);
    expect(once).toBeGreaterThan(riskBound(seen(zeros), 0.2));
    const often = seen(zeros.map((_, i) => (i % 4 === 0 ? 0.1 : 0)));
    expect(riskBound(often, 0.2)).toBeCloseTo(often.mean + 1.645 * often.error, 12);
  });
});
