// Requirements: RND-02
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Design } from '../../../../shared/engine/randomization/design.ts';
import { drawArm } from '../../../../shared/engine/randomization/draw.ts';
import { CASES, type Case, caseName, designOf } from './designs.ts';

const SEED = 20_260_301;
const uniforms = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
  minLength: 40,
  maxLength: 40,
});

interface Step {
  readonly before: unknown;
  readonly probabilities: readonly number[];
  readonly arm: number;
}

/** Walks a design by given uniforms, one for an arm and one for a concealed option. */
const walk = (design: Design, us: readonly number[]): readonly Step[] => {
  let state = design.initial;
  const steps: Step[] = [];
  for (const u of us.slice(0, design.steps ?? us.length)) {
    const options = design.concealedOptions(state);
    if (options > 0) state = design.settle(state, Math.floor(u * options));
    const probabilities = design.probabilities(state);
    const arm = drawArm(probabilities, u);
    steps.push({ before: state, probabilities, arm });
    state = design.next(state, arm);
  }
  return steps;
};

const isWithoutConcealment = (item: Case): boolean => item.raw['blocks'] === undefined;

describe.each(CASES.map((item) => ({ item, name: caseName(item) })))('$name', ({ item }) => {
  const design = designOf(item);

  it('gives probabilities that are numbers in [0, 1] and sum to one, wherever it goes', () => {
    fc.assert(
      fc.property(uniforms, (us) => {
        for (const { probabilities } of walk(design, us)) {
          expect(probabilities).toHaveLength(item.weights.length);
          expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
          expect(probabilities.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('never draws an arm that has probability zero', () => {
    fc.assert(
      fc.property(uniforms, (us) => {
        for (const { probabilities, arm } of walk(design, us)) {
          expect(probabilities[arm]).toBeGreaterThan(0);
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });

  it('leaves the state it came from as it was', () => {
    const state =
      design.concealedOptions(design.initial) > 0
        ? design.settle(design.initial, 0)
        : design.initial;
    const key = design.key(state);
    const before = design.probabilities(state);
    design.next(state, drawArm(before, 0));
    expect(design.key(state)).toBe(key);
    expect(design.probabilities(state)).toEqual(before);
  });
});

const unconcealed = CASES.filter(isWithoutConcealment);

describe.each(unconcealed.map((item) => ({ item, name: caseName(item) })))('$name', ({ item }) => {
  const design = designOf(item);

  it('finds the same state again from the counts', () => {
    fc.assert(
      fc.property(uniforms, (us) => {
        const counts = item.weights.map(() => 0);
        for (const { before, probabilities, arm } of walk(design, us)) {
          const found = design.fromCounts(counts);
          expect(found.ok).toBe(true);
          if (!found.ok) return;
          expect(design.key(found.value)).toBe(design.key(before));
          expect(design.probabilities(found.value)).toEqual(probabilities);
          counts[arm] = (counts[arm] ?? 0) + 1;
        }
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
