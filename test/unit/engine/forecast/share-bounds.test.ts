// Requirements: FCT-01
import { describe, expect, it } from 'vitest';
import {
  lowerShare,
  replicatesFor,
  upperShare,
} from '../../../../shared/engine/forecast/share-bounds.ts';

/** P(X ≤ k) of Binomial(n, p), term by term. */
function binomialUpTo(k: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p));
    sum += term;
  }
  return sum;
}

describe('the exact bounds of a share', () => {
  it('leave 5 % to what was seen or less, and to what was seen or more', () => {
    for (const [k, n] of [
      [1, 10],
      [5, 20],
      [40, 300],
      [260, 300],
    ] as const) {
      expect(binomialUpTo(k, n, upperShare(k, n))).toBeCloseTo(0.05, 9);
      expect(1 - binomialUpTo(k - 1, n, lowerShare(k, n))).toBeCloseTo(0.05, 9);
    }
  });

  it('agree with R 4.2: binom.test(5, 20, alternative = "less")$conf.int', () => {
    expect(upperShare(5, 20)).toBeCloseTo(0.4555824, 7);
    expect(lowerShare(5, 20)).toBeCloseTo(0.1040808, 7);
    expect(upperShare(799, 1000)).toBeCloseTo(0.8196730272671447, 10);
  });

  it('take none for no certainty, nor all', () => {
    expect(upperShare(0, 300)).toBeCloseTo(1 - 0.05 ** (1 / 300), 12);
    expect(lowerShare(300, 300)).toBeCloseTo(0.05 ** (1 / 300), 12);
    expect([lowerShare(0, 300), upperShare(300, 300)]).toEqual([0, 1]);
    expect([replicatesFor(0.01), replicatesFor(0.005), replicatesFor(1)]).toEqual([299, 598, 1]);
    expect(upperShare(0, replicatesFor(0.01))).toBeLessThanOrEqual(0.01);
    expect(upperShare(0, replicatesFor(0.01) - 1)).toBeGreaterThan(0.01);
  });
});
