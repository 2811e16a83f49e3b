// Requirements: SUP-01
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderLeak } from '../../../../shared/engine/kit-numbers/order-leak.ts';

const inOrder = (types: readonly number[]) =>
  orderLeak(
    types,
    types.map((_, at) => at),
  );

/** Every arrangement of a small multiset, each once per labelled permutation. */
function permutations(items: readonly number[]): readonly (readonly number[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, at) =>
    permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]),
  );
}

describe('types along an order', () => {
  it.each([[[0, 0, 1, 1, 1]], [[0, 0, 1, 2]], [[0, 0, 0, 1, 1, 2, 2]], [[0, 1, 2, 3]]])(
    'has the moments of every arrangement of %j counted out',
    (items) => {
      const runs = permutations(items).map((order) => inOrder(order).runs);
      const mean = runs.reduce((sum, value) => sum + value, 0) / runs.length;
      const variance = runs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / runs.length;
      const { expectedRuns, deviation, runs: seen } = inOrder(items);
      expect(expectedRuns).toBeCloseTo(mean, 10);
      expect(deviation).toBeCloseTo(variance === 0 ? 0 : (seen - mean) / Math.sqrt(variance), 8);
    },
  );

  it('tells nothing in shuffled lists', () => {
    const list = fc.shuffledSubarray(
      Array.from({ length: 200 }, (_, at) => at),
      { minLength: 200 },
    );
    fc.assert(
      fc.property(list, (order) => {
        expect(
          orderLeak(
            order.map((_, at) => at % 3),
            order,
          ).tells,
        ).toBe(false);
      }),
      { seed: 111, numRuns: 300 },
    );
  });

  it('tells types apart in packaging blocks and in alternation', () => {
    const halves = Array.from({ length: 40 }, (_, at) => (at < 20 ? 0 : 1));
    expect(inOrder(halves).tells).toBe(true);
    expect(inOrder(Array.from({ length: 40 }, (_, at) => at % 2)).tells).toBe(true);
    expect(inOrder(Array.from({ length: 400 }, (_, at) => Math.floor(at / 10) % 2)).tells).toBe(
      true,
    );
    expect(inOrder(Array.from({ length: 40 }, () => 0)).tells).toBe(false);
    expect(inOrder([]).tells).toBe(false);
  });
});
