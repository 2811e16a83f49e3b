// Requirements: RND-01
import { describe, expect, it } from 'vitest';
import { CASES, type Case, caseName, designOf } from './designs.ts';
import { countsAfter, enumeratePaths, marginals, sequenceProbabilities } from './enumerate.ts';

const paths = (item: Case, steps: number) => enumeratePaths(designOf(item), steps);
const total = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);
const equal = (code: string, raw: Case['raw'], n?: number): Case =>
  n === undefined ? { code, weights: [1, 1], raw } : { code, weights: [1, 1], raw, n };

const stepsOf = (item: Case): number =>
  item.n ?? (item.weights.length > 2 || item.raw['blocks'] !== undefined ? 8 : 12);

const everyPrefix = (
  item: Case,
  steps: number,
  holds: (counts: readonly number[], j: number) => boolean,
): boolean =>
  paths(item, steps).every((path) =>
    Array.from({ length: steps }, (_, i) => i + 1).every((j) =>
      holds(countsAfter(path.arms, item.weights, j), j),
    ),
  );

const difference = (counts: readonly number[]) => Math.abs((counts[0] ?? 0) - (counts[1] ?? 0));

describe('all sequences of every procedure', () => {
  it.each(CASES.map((item) => ({ item, name: caseName(item) })))(
    'have probabilities that sum to one: $name',
    ({ item }) => {
      const all = paths(item, stepsOf(item));
      expect(total(all.map((path) => path.probability))).toBeCloseTo(1, 12);
    },
  );
});

describe('the maximum tolerated imbalance', () => {
  it.each([
    { item: equal('bsd', { mti: 1 }), mti: 1 },
    { item: equal('bsd', { mti: 3 }), mti: 3 },
    { item: equal('bcdwit', { p: 0.7, mti: 2 }), mti: 2 },
    { item: equal('eud', { b: 2 }), mti: 2 },
    { item: equal('bud', { lambda: 3 }), mti: 3 },
    { item: equal('pbd', { block: 4 }), mti: 2 },
    { item: equal('mp', { mti: 2 }, 12), mti: 2 },
  ])('is reached and never passed: $item.code $mti', ({ item, mti }) => {
    expect(everyPrefix(item, 12, (counts) => difference(counts) <= mti)).toBe(true);
    expect(everyPrefix(item, 12, (counts) => difference(counts) < mti)).toBe(false);
  });

  it('is passed by a biased coin, which has none', () => {
    const item = equal('bcd', { p: 0.667 });
    expect(everyPrefix(item, 12, (counts) => difference(counts) <= 3)).toBe(false);
  });
});

describe('the random allocation rule', () => {
  it.each([
    { item: equal('rand', {}, 12), sequences: 924 },
    { item: { code: 'rand', weights: [2, 1], raw: {}, n: 12 }, sequences: 495 },
    {
      item: { code: 'rand', weights: [1, 2, 2], raw: {}, n: 10 },
      sequences: 3150,
    },
  ])('is uniform over $sequences sequences', ({ item, sequences }) => {
    const found = sequenceProbabilities(paths(item, item.n ?? 0));
    expect(found.size).toBe(sequences);
    for (const p of found.values()) expect(p).toBeCloseTo(1 / sequences, 12);
  });
});

describe('the maximal procedure', () => {
  const admissible = (weights: readonly [number, number], mti: number, n: number): string[] =>
    Array.from({ length: 2 ** n }, (_, bits) =>
      Array.from({ length: n }, (__, j) => (bits >> j) & 1),
    )
      .filter((arms) => {
        let d = 0;
        return arms.every((arm) => {
          d += arm === 0 ? weights[1] : -weights[0];
          return Math.abs(d) <= mti * weights[0];
        });
      })
      .map((arms) => arms.join(''));

  it.each([
    { weights: [1, 1] as const, mti: 1, n: 12 },
    { weights: [1, 1] as const, mti: 3, n: 12 },
    { weights: [1, 1] as const, mti: 4, n: 11 },
    { weights: [2, 1] as const, mti: 1, n: 12 },
    { weights: [1, 2] as const, mti: 1, n: 12 },
    { weights: [3, 2] as const, mti: 1, n: 11 },
    { weights: [1, 4] as const, mti: 3, n: 12 },
  ])('is uniform over all sequences within the limit: $weights $mti $n', ({ weights, mti, n }) => {
    const wanted = admissible(weights, mti, n);
    const found = sequenceProbabilities(paths({ code: 'mp', weights, raw: { mti }, n }, n));
    expect([...found.keys()].toSorted()).toEqual(wanted.toSorted());
    for (const p of found.values()) expect(p).toBeCloseTo(1 / wanted.length, 13);
  });
});

describe('permuted blocks', () => {
  it.each([
    { weights: [1, 1], block: 4, orders: 6 },
    { weights: [1, 2], block: 6, orders: 15 },
    { weights: [1, 1, 2], block: 4, orders: 12 },
  ])('hold the ratio at each block end, every order equally likely: $weights', (item) => {
    const { weights, block, orders } = item;
    const twice = { code: 'pbd', weights, raw: { block } };
    const lambda = block / weights.reduce((a, b) => a + b, 0);
    for (const end of [block, Math.min(2 * block, 8)].filter((e) => e % block === 0)) {
      const ends = paths(twice, end).map((path) => countsAfter(path.arms, weights, end));
      const wanted = weights.map((w) => (w * lambda * end) / block);
      expect(ends.every((counts) => counts.join() === wanted.join())).toBe(true);
    }
    const first = sequenceProbabilities(paths(twice, block));
    expect(first.size).toBe(orders);
    for (const p of first.values()) expect(p).toBeCloseTo(1 / orders, 13);
  });

  it('of random sizes are balanced where the concealed block ends', () => {
    const design = designOf(equal('pbd', { blocks: '2,4,6' }));
    const atEnd = enumeratePaths(design, 6).filter((path) => design.startsBlock(path.state));
    expect(atEnd.length).toBeGreaterThan(0);
    expect(atEnd.every((p) => difference(countsAfter(p.arms, [1, 1], 6)) === 0)).toBe(true);
    // Sizes that add up to 6: 6, 2+4, 4+2, 2+2+2.
    expect(total(atEnd.map((p) => p.probability))).toBeCloseTo(1 / 3 + 2 / 9 + 1 / 27, 13);
  });
});

describe('the truncated binomial design', () => {
  it('ends balanced and gives each sequence 2 to the minus tosses', () => {
    for (const path of paths(equal('tbd', {}, 8), 8)) {
      expect(difference(countsAfter(path.arms, [1, 1], 8))).toBe(0);
      const tosses = path.arms.findIndex(
        (_, j) => Math.max(...countsAfter(path.arms, [1, 1], j + 1)) === 4,
      );
      expect(path.probability).toBe(2 ** -(tosses + 1));
    }
  });
});

describe('the allocation ratio', () => {
  it.each(
    CASES.filter((item) => item.code !== 'mp' && !(item.code === 'bud' && item.weights[1] === 2)),
  )('holds unconditionally at every step: $code $weights $raw', (item) => {
    const steps = Math.min(8, stepsOf(item));
    const sum = total(item.weights);
    for (const row of marginals(paths(item, steps), item.weights.length, steps)) {
      row.forEach((p, k) => expect(p).toBeCloseTo((item.weights[k] ?? 0) / sum, 12));
    }
  });

  it('does not hold at every step in a block urn of an unequal ratio, as is known', () => {
    const item = { code: 'bud', weights: [1, 2], raw: { lambda: 2 } };
    const drift = marginals(paths(item, 10), 2, 10).map((row) => Math.abs((row[0] ?? 0) - 1 / 3));
    expect(Math.max(...drift)).toBeGreaterThan(1e-4);
  });
});
