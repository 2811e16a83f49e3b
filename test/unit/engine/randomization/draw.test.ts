import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawArm } from '../../../../shared/engine/randomization/draw.ts';

const BELOW_ONE = 1 - 2 ** -53;

describe('drawing an arm', () => {
  it('takes the first arm whose cumulative probability exceeds the uniform', () => {
    expect(
      [0, 0.199, 0.2, 0.599, 0.601, BELOW_ONE].map((u) => drawArm([0.2, 0.4, 0.4], u)),
    ).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('never takes an arm with probability zero, at either end or by rounding', () => {
    expect(drawArm([0, 1, 0], 0)).toBe(1);
    expect(drawArm([0, 1, 0], BELOW_ONE)).toBe(1);
    // Ten times 0.1 adds up to less than one.
    const tenths = [...Array.from({ length: 10 }, () => 0.1), 0];
    expect(tenths.reduce((a, b) => a + b, 0)).toBeLessThan(1);
    expect(drawArm(tenths, BELOW_ONE)).toBe(9);
  });

  it('takes each arm for the share of uniforms that is its probability', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 2, maxLength: 6 }), (weights) => {
        const total = weights.reduce((a, b) => a + b, 0);
        fc.pre(total > 0);
        const grid = Array.from({ length: total }, (_, i) => (i + 0.5) / total);
        const drawn = grid.map((u) =>
          drawArm(
            weights.map((w) => w / total),
            u,
          ),
        );
        weights.forEach((w, k) => expect(drawn.filter((arm) => arm === k)).toHaveLength(w));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('rejects what is no uniform and no distribution', () => {
    expect(() => drawArm([0.5, 0.5], 1)).toThrow(RangeError);
    expect(() => drawArm([0.5, 0.5], -0.1)).toThrow(RangeError);
    expect(() => drawArm([0.5, 0.5], Number.NaN)).toThrow(RangeError);
    expect(() => drawArm([0, 0], 0.5)).toThrow(RangeError);
    expect(() => drawArm([Number.NaN, Number.NaN], 0.5)).toThrow(RangeError);
  });
});
