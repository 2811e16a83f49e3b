import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDraw, encodeDraw } from '../../../shared/app/live-scheme/live-record.ts';
import { DRAW_RANGE } from '../../../shared/engine/randomization/live-allocation.ts';

const probability = fc
  .tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }))
  .map(([a, b]) => a / (a + b));
const sealed = fc.record({
  counts: fc.array(fc.tuple(fc.nat(999_999), fc.nat(999_999)), { minLength: 3, maxLength: 3 }),
  probabilities: fc.oneof(
    fc.constantFrom([0.5, 0.5], [1, 0], [0, 1]),
    probability.map((p) => [p, 1 - p]),
  ),
  draw: fc.integer({ min: 0, max: DRAW_RANGE - 1 }),
});

describe('the sealed record of a live draw', () => {
  it('gives every number back exactly', () => {
    fc.assert(
      fc.property(sealed, (given) => {
        expect(decodeDraw(encodeDraw(given))).toEqual(given);
      }),
      { seed: 41, numRuns: 500 },
    );
  });

  it('has one length whatever the numbers: a certain arm looks like a drawn one', () => {
    const length = (value: unknown) => JSON.stringify(value).length;
    const certain = { counts: [[2, 0]], probabilities: [0, 1], draw: 1 };
    const drawn = { counts: [[1234, 1233]], probabilities: [0.8125, 0.1875], draw: 2 ** 52 };
    expect(length(encodeDraw(certain))).toBe(length(encodeDraw(drawn)));
    expect(length(certain)).not.toBe(length(drawn));
  });

  it('is not read in another format', () => {
    const other = { ...(encodeDraw({ counts: [], probabilities: [], draw: 0 }) as object) };
    expect(() => decodeDraw({ ...other, format: 'cachet-live-2' })).toThrow('cachet-live-2');
  });
});
