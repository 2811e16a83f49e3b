import { describe, expect, it } from 'vitest';
import { generateList } from '../../../../shared/engine/randomization/list.ts';
import { CASES, caseName, designOf } from './designs.ts';
import { enumeratePaths, sequenceProbabilities } from './enumerate.ts';
import { checkedOf, deriveKey, seedOf, specificationOf } from './list-fixtures.ts';

/** Exact probabilities of the first sequences against generated lists, by Pearson's chi-square. */
const STEPS = 5;
const STRATA = 6000;

/** Upper 0.1 % point of chi-square by Wilson and Hilferty; the seed is fixed, so it never flickers. */
const upperPoint = (freedom: number): number =>
  freedom * (1 - 2 / (9 * freedom) + 3.09 * Math.sqrt(2 / (9 * freedom))) ** 3;

const CHOSEN = CASES.filter((item) => (item.n ?? STEPS) >= STEPS);

describe.each(CHOSEN.map((item) => ({ item, name: caseName(item) })))(
  'lists by $name',
  ({ item }) => {
    it('begin with each sequence as often as its exact probability says', () => {
      const length = item.n ?? STEPS;
      const strata = Array.from({ length: STRATA }, (_, i) => ({
        name: `${i}`,
        length,
        reserve: 0,
      }));
      const checked = checkedOf(specificationOf(item.code, item.raw, item.weights, strata));
      const counts = new Map<string, number>();
      for (const { arm } of generateList(checked, seedOf(77), deriveKey).strata) {
        const name = arm.slice(0, STEPS).join('');
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
      const exact = sequenceProbabilities(enumeratePaths(designOf(item), STEPS));
      // Nothing impossible occurs, and rare sequences are pooled so that every cell expects five.
      expect([...counts.keys()].every((name) => exact.has(name))).toBe(true);
      const cells: { expected: number; observed: number }[] = [];
      const pool = { expected: 0, observed: 0 };
      for (const [name, p] of exact) {
        const cell = { expected: p * STRATA, observed: counts.get(name) ?? 0 };
        if (cell.expected >= 5) cells.push(cell);
        else {
          pool.expected += cell.expected;
          pool.observed += cell.observed;
        }
      }
      if (pool.expected > 0) cells.push(pool);
      const chiSquare = cells.reduce(
        (sum, c) => sum + (c.observed - c.expected) ** 2 / c.expected,
        0,
      );
      expect(cells.length).toBeGreaterThan(1);
      expect(chiSquare).toBeLessThan(upperPoint(cells.length - 1));
    });
  },
);

describe('the chi-square itself', () => {
  it('tells a fair coin from one with p = 0.55', () => {
    const biased = [0.55, 0.45].map((p) => (p * STRATA - STRATA / 2) ** 2 / (STRATA / 2));
    expect((biased[0] ?? 0) + (biased[1] ?? 0)).toBeGreaterThan(upperPoint(1));
    expect(upperPoint(1)).toBeCloseTo(10.8, 0);
    expect(upperPoint(30)).toBeCloseTo(59.7, 0);
  });
});
