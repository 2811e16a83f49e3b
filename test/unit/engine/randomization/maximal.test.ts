// Requirements: RND-03
import { describe, expect, it } from 'vitest';
import { compareLists } from '../../../../shared/engine/randomization/concordance/concordance.ts';
import { secondList } from '../../../../shared/engine/randomization/concordance/second-list.ts';
import { generateList } from '../../../../shared/engine/randomization/list.ts';
import { designOf } from './designs.ts';
import { checkedOf, deriveKey, seedOf, specificationOf } from './list-fixtures.ts';

const first = (weights: readonly number[], mti: number, n: number, counts: readonly number[]) => {
  const design = designOf({ code: 'mp', weights, raw: { mti }, n });
  const state = design.fromCounts(counts);
  if (!state.ok) throw new Error(state.error.message);
  return design.probabilities(state.value)[0] ?? Number.NaN;
};

/** Completions of `left` steps from D within the limit, by exact integers. */
const completions = (
  [w1, w2]: readonly [number, number],
  limit: number,
  d: number,
  left: number,
): bigint => {
  let ways = new Map(Array.from({ length: 2 * limit + 1 }, (_, i) => [i - limit, 1n]));
  for (let step = 0; step < left; step += 1) {
    ways = new Map(
      [...ways.keys()].map((at) => [at, (ways.get(at + w2) ?? 0n) + (ways.get(at - w1) ?? 0n)]),
    );
  }
  return ways.get(d) ?? 0n;
};

describe('the maximal procedure of long sequences', () => {
  it.each([
    { weights: [1, 1] as const, mti: 3, n: 1000, counts: [2, 0] },
    { weights: [1, 1] as const, mti: 10, n: 3000, counts: [5, 12] },
    { weights: [2, 3] as const, mti: 4, n: 1500, counts: [2, 5] },
    { weights: [1, 10] as const, mti: 30, n: 1200, counts: [1, 4] },
  ])('has the ratio of exact path counts: $weights $mti $n', ({ weights, mti, n, counts }) => {
    const [n1 = 0, n2 = 0] = counts;
    const d = n1 * weights[1] - n2 * weights[0];
    const left = n - n1 - n2 - 1;
    const limit = mti * weights[0];
    const after = completions(weights, limit, d + weights[1], left);
    const all = after + completions(weights, limit, d - weights[0], left);
    const exact = Number((after << 60n) / all) / 2 ** 60;
    expect(first(weights, mti, n, counts)).toBeCloseTo(exact, 12);
  });

  it('is a fair coin while the limit cannot bind, and certain where it does', () => {
    expect(first([1, 1], 50, 50, [10, 3])).toBe(0.5);
    expect(first([1, 1], 2, 1000, [2, 0])).toBe(0);
    expect(first([1, 1], 2, 1000, [0, 2])).toBe(1);
  });

  it('makes lists of thousands that the second implementation agrees with', () => {
    const strata = [{ name: 'all', length: 2500, reserve: 0 }];
    const specification = specificationOf('mp', { mti: 6 }, [1, 1], strata);
    const list = generateList(checkedOf(specification), seedOf(5), deriveKey);
    const second = secondList(specification, seedOf(5), deriveKey);
    expect(compareLists(list, second)).toMatchObject({ slots: 2500, agreeing: 2500 });
  });
});
