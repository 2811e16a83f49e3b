import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spans } from '../../../../shared/engine/temperature/attribution.ts';
import {
  worstMeanKinetic,
  worstWindow,
} from '../../../../shared/engine/temperature/rolling-window.ts';

const seed = 99_104;

const spansOf = (list: readonly (readonly [number, number, boolean])[]): Spans => ({
  seconds: Float64Array.from(list, ([seconds]) => seconds),
  centi: Int32Array.from(list, ([, centi]) => centi),
  missing: Uint8Array.from(list, ([, , missing]) => (missing ? 1 : 0)),
});

/** Second by second, every window: slow and plain. */
function bruteForce(spans: Spans, length: number): number {
  const seconds: (number | null)[] = [];
  spans.seconds.forEach((span, i) => {
    for (let s = 0; s < span; s += 1)
      seconds.push(spans.missing[i] === 1 ? null : (spans.centi[i] as number));
  });
  const width = Math.min(length, seconds.length);
  let best = Number.NEGATIVE_INFINITY;
  for (let start = 0; start + width <= seconds.length; start += 1) {
    const known = seconds.slice(start, start + width).filter((one) => one !== null);
    if (known.length > 0)
      best = Math.max(best, known.reduce((sum, one) => sum + one, 0) / known.length);
  }
  return best;
}

const spans = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: -500, max: 3_000 }),
      fc.boolean().map((b) => b),
    ),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  .map(spansOf);

describe('rolling windows', () => {
  it(`find the same worst mean as trying every window (seed ${seed})`, () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 60 }), (one, length) => {
        const found = worstWindow(one, length, (i) => one.centi[i] as number);
        const expected = bruteForce(one, length);
        if (expected === Number.NEGATIVE_INFINITY) expect(found).toBeNull();
        else expect(found?.mean).toBeCloseTo(expected, 6);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  it('give the mean kinetic temperature of the hottest day', () => {
    const day = 86_400;
    const one = spansOf([
      [3 * day, 500, false],
      [day / 2, 2500, false],
      [3 * day, 500, false],
    ]);
    const worst = worstMeanKinetic(one, day);
    // Half a day at 25 °C and half at 5 °C.
    expect(worst?.celsius).toBeCloseTo(19.74, 1);
    expect(worst?.endSecond).toBeGreaterThanOrEqual(3.5 * day);
  });
});
