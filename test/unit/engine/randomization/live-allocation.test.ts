// Requirements: RND-09
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secondReplay } from '../../../../shared/engine/randomization/concordance/second-live.ts';
import type { SecondScheme } from '../../../../shared/engine/randomization/concordance/second-live.ts';
import {
  DRAW_RANGE,
  RunningCounts,
  armOfDraw,
  imbalanceOf,
  liveProbabilities,
  replayAllocations,
} from '../../../../shared/engine/randomization/live-allocation.ts';
import type {
  LiveAllocation,
  LiveScheme,
} from '../../../../shared/engine/randomization/live-allocation.ts';

/** The scheme in both descriptions. */
interface Both {
  readonly scheme: LiveScheme;
  readonly second: SecondScheme;
  readonly parts: number;
}

const dbr: fc.Arbitrary<Both> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
  .map((limits) => ({
    scheme: { procedure: 'dbr', balancing: { limits } },
    second: { weights: [1, 1], limits },
    parts: limits.length,
  }));

const minimization: fc.Arbitrary<Both> = fc
  .record({
    weights: fc.constantFrom([1, 1], [1, 2], [1, 1, 1], [2, 1, 1], [1, 2, 3, 1]),
    importance: fc.array(fc.constantFrom(0.5, 1, 2, 3), { minLength: 1, maxLength: 4 }),
    measure: fc.constantFrom('range' as const, 'variance' as const, 'marginal-total' as const),
    p: fc.constantFrom(0.6, 0.75, 0.8, 0.9, 1),
  })
  .map(({ weights, importance, measure, p }) => {
    const factors = importance.map((weight, i) => ({ name: `f${i}`, weight, levels: [] }));
    return {
      scheme: { procedure: 'minimization', minimization: { weights, factors, measure, p } },
      second: { weights, importance, measure, p },
      parts: importance.length,
    };
  });

const subjects = fc.array(
  fc.record({
    levels: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 4, maxLength: 4 }),
    draw: fc.integer({ min: 0, max: DRAW_RANGE - 1 }),
  }),
  { minLength: 2, maxLength: 40 },
);

/** Allocates subjects one by one, as a trial does. */
function trial(
  { scheme, second, parts }: Both,
  given: readonly { readonly levels: readonly string[]; readonly draw: number }[],
): LiveAllocation[] {
  const running = new RunningCounts(second.weights.length);
  return given.map(({ levels: all, draw }) => {
    const levels = all.slice(0, parts).map((level, part) => `${part}=${level}`);
    const counts = running.at(levels);
    const probabilities = liveProbabilities(scheme, counts);
    const arm = armOfDraw(probabilities, draw);
    running.add(levels, arm);
    return { levels, counts, probabilities, draw, arm };
  });
}

const settings = { seed: 20261121, numRuns: 300 };

describe('live allocation', () => {
  it('is made again from its draws, by both implementations', () => {
    fc.assert(
      fc.property(fc.oneof(dbr, minimization), subjects, (both, given) => {
        const made = trial(both, given);
        expect(replayAllocations(both.scheme, both.second.weights.length, made)).toBeNull();
        expect(secondReplay(both.second, made)).toBeNull();
      }),
      settings,
    );
  });

  it('does not follow when one arm is another, and says which', () => {
    fc.assert(
      fc.property(fc.oneof(dbr, minimization), subjects, fc.nat(), (both, given, at) => {
        const made = trial(both, given);
        const index = at % made.length;
        const arms = both.second.weights.length;
        const changed = made.map((one, i) =>
          i === index ? { ...one, arm: (one.arm + 1) % arms } : one,
        );
        expect(replayAllocations(both.scheme, arms, changed)).toMatchObject({ index, what: 'arm' });
        expect(secondReplay(both.second, changed)).toBe(index);
      }),
      settings,
    );
  });

  it('does not follow when a draw, a count or a probability is another', () => {
    const both: Both = {
      scheme: { procedure: 'dbr', balancing: { limits: [3] } },
      second: { weights: [1, 1], limits: [3] },
      parts: 1,
    };
    const given = [0.1, 0.9, 0.2, 0.3].map((u) => ({
      levels: ['a'],
      draw: Math.floor(u * DRAW_RANGE),
    }));
    const made = trial(both, given);
    const first = (change: Partial<LiveAllocation>) =>
      replayAllocations(
        both.scheme,
        2,
        made.map((one, i) => (i === 2 ? { ...one, ...change } : one)),
      );
    expect(made.map(({ arm }) => arm)).toEqual([0, 1, 0, 0]);
    expect(first({})).toBeNull();
    expect(first({ draw: DRAW_RANGE - 1 })).toMatchObject({ index: 2, what: 'arm' });
    expect(first({ counts: [[2, 0]] })).toEqual({
      index: 2,
      what: 'counts',
      expected: '[[1,1]]',
      found: '[[2,0]]',
    });
    expect(first({ probabilities: [0.4, 0.6] })).toMatchObject({ what: 'probabilities' });
    expect(first({ levels: ['0=b'] })).toMatchObject({ what: 'counts' });
  });

  it('asks the levels of dynamic balancing in their order', () => {
    const scheme: LiveScheme = { procedure: 'dbr', balancing: { limits: [2, 3] } };
    expect(
      liveProbabilities(scheme, [
        [2, 0],
        [0, 3],
      ]),
    ).toEqual([0, 1]);
    expect(
      liveProbabilities(scheme, [
        [1, 0],
        [0, 3],
      ]),
    ).toEqual([1, 0]);
    expect(
      liveProbabilities(scheme, [
        [1, 0],
        [0, 2],
      ]),
    ).toEqual([0.5, 0.5]);
  });
});

describe('the imbalance of a level', () => {
  it('compares counts in units of the ratio', () => {
    expect(imbalanceOf([1, 1], [5, 3])).toBe(2);
    expect(imbalanceOf([1, 2], [3, 6])).toBe(0);
    expect(imbalanceOf([1, 2, 1], [3, 2, 0])).toBe(3);
    expect(imbalanceOf([1, 1], [0, 0])).toBe(0);
  });
});
