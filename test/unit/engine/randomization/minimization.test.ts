// Requirements: RND-10
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkMinimization,
  imbalanceIfGiven,
  type Minimization,
  minimizationProbabilities,
  minimizationWarnings,
} from '../../../../shared/engine/randomization/minimization.ts';
import {
  emptyMinimization,
  levelsOf,
  marginalsAt,
  withSubject,
} from '../../../../shared/engine/randomization/minimization-state.ts';

const base: Minimization = {
  weights: [1, 1],
  factors: [
    { name: 'sex', weight: 1, levels: ['f', 'm'] },
    { name: 'age', weight: 2, levels: ['<65', '65+'] },
  ],
  measure: 'range',
  p: 0.8,
};

describe('imbalance if an arm were given', () => {
  // Counts at the subject's levels: sex 4:2, age 1:3.
  const marginals = [
    [4, 2],
    [1, 3],
  ];

  it('by range adds the weighted distances', () => {
    // Arm 1: |5-2| + 2|2-3| = 5; arm 2: |4-3| + 2|1-4| = 7.
    expect(imbalanceIfGiven(base, marginals)).toEqual([5, 7]);
  });

  it('by variance adds the weighted sample variances', () => {
    // Arm 1: 9/2 + 2·1/2 = 5.5; arm 2: 1/2 + 2·9/2 = 9.5.
    expect(imbalanceIfGiven({ ...base, measure: 'variance' }, marginals)).toEqual([5.5, 9.5]);
  });

  it('by marginal total adds the weighted counts of the arm itself', () => {
    // Arm 1: 5 + 2·2 = 9; arm 2: 3 + 2·4 = 11.
    expect(imbalanceIfGiven({ ...base, measure: 'marginal-total' }, marginals)).toEqual([9, 11]);
  });

  it('compares counts in units of the ratio', () => {
    const spec: Minimization = { ...base, weights: [2, 1], factors: base.factors.slice(0, 1) };
    // 3:1 at 2:1: arm 1 gives (2, 1), arm 2 gives (1.5, 2).
    expect(imbalanceIfGiven(spec, [[3, 1]])).toEqual([1, 0.5]);
  });
});

describe('the probabilities', () => {
  it('favour the arm with the least imbalance by p', () => {
    expect(
      minimizationProbabilities(base, [
        [4, 2],
        [1, 3],
      ]),
    ).toEqual([0.8, expect.closeTo(0.2, 12)]);
    expect(
      minimizationProbabilities({ ...base, p: 1 }, [
        [4, 2],
        [1, 1],
      ]),
    ).toEqual([0, 1]);
  });

  it('are the ratio where all arms tie', () => {
    expect(
      minimizationProbabilities(base, [
        [2, 2],
        [3, 3],
      ]),
    ).toEqual([0.5, 0.5]);
    const three: Minimization = { ...base, weights: [1, 1, 1] };
    for (const p of minimizationProbabilities(three, [
      [0, 0, 0],
      [0, 0, 0],
    ])) {
      expect(p).toBeCloseTo(1 / 3, 12);
    }
  });

  it('share the rest among the other arms, and ties at random among the best', () => {
    const three: Minimization = { ...base, weights: [1, 1, 1], factors: base.factors.slice(0, 1) };
    const one = minimizationProbabilities(three, [[0, 2, 2]]);
    expect(one[0]).toBeCloseTo(0.8, 12);
    expect(one[1]).toBeCloseTo(0.1, 12);
    // Arms 2 and 3 tie: each is the preferred one half of the time.
    const two = minimizationProbabilities(three, [[2, 0, 0]]);
    expect(two[0]).toBeCloseTo(0.1, 12);
    expect(two[1]).toBeCloseTo(0.45, 12);
    expect(two[2]).toBeCloseTo(0.45, 12);
  });

  it('sum to one for any counts, ratio and measure', () => {
    const measure = fc.constantFrom('range', 'variance', 'marginal-total' as const);
    fc.assert(
      fc.property(
        measure,
        fc.constantFrom([1, 1], [2, 1], [1, 2, 3]),
        fc.array(fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }), {
          minLength: 2,
          maxLength: 2,
        }),
        (chosen, weights, rows) => {
          const spec = { ...base, weights, measure: chosen as Minimization['measure'] };
          const probabilities = minimizationProbabilities(
            spec,
            rows.map((r) => r.slice(0, weights.length)),
          );
          expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
          expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
        },
      ),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('the state', () => {
  it('counts a subject at its levels only', () => {
    const levels = levelsOf(base, { sex: 'm', age: '<65' });
    if (!levels.ok) throw new Error('the levels are known');
    expect(levels.value).toEqual([1, 0]);
    const before = emptyMinimization(base);
    const after = withSubject(before, levels.value, 1);
    expect(marginalsAt(after, levels.value)).toEqual([
      [0, 1],
      [0, 1],
    ]);
    expect(marginalsAt(after, [0, 1])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(before).toEqual(emptyMinimization(base));
  });

  it.each([
    [{ sex: 'f' }, 'factor-missing', 'age'],
    [{ sex: null, age: '65+' }, 'factor-missing', 'sex'],
    [{ sex: 'x', age: '65+' }, 'factor-level-unknown', 'f, m'],
  ])('refuses a subject whose factor is missing or unknown: %j', (values, rule, named) => {
    const levels = levelsOf(base, values);
    expect(levels.ok ? null : levels.error.rule).toBe(rule);
    expect(levels.ok ? '' : levels.error.next).toContain(named);
  });
});

describe('the specification', () => {
  it.each([
    [{ p: 0.5 }, 'parameter-out-of-range'],
    [{ p: 1.1 }, 'parameter-out-of-range'],
    [{ p: Number.NaN }, 'parameter-out-of-range'],
    [{ factors: [] }, 'factors-invalid'],
    [{ factors: [base.factors[0], base.factors[0]] }, 'factors-invalid'],
    [{ factors: [{ name: 'sex', weight: 0, levels: [] }] }, 'factor-weight-out-of-range'],
    [{ measure: 'mean' }, 'measure-unknown'],
    [{ weights: [2, 2] }, 'weights-not-coprime'],
  ])('is refused outside its range: %j', (change, rule) => {
    const checked = checkMinimization({ ...base, ...change } as Minimization);
    expect(checked.ok ? null : checked.error.rule).toBe(rule);
  });

  it('may be certain, with a warning', () => {
    expect(checkMinimization({ ...base, p: 1 }).ok).toBe(true);
    expect(minimizationWarnings({ ...base, p: 1 })).toHaveLength(1);
    expect(minimizationWarnings(base)).toEqual([]);
  });
});
