import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipSpans, windowsLeft } from '../../../../shared/engine/temperature/clip-spans.ts';

const seed = 90_210;
const interval = 60;

const spans = fc.array(
  fc.record({
    seconds: fc.integer({ min: 1, max: 600 }),
    centi: fc.integer({ min: -2_000, max: 4_000 }),
    missing: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 1, maxLength: 40 },
);
const packed = (parts: readonly { seconds: number; centi: number; missing: number }[]) => ({
  seconds: Float64Array.from(parts, ({ seconds }) => seconds),
  centi: Int32Array.from(parts, ({ centi }) => centi),
  missing: Uint8Array.from(parts, ({ missing }) => missing),
});
const sum = (values: Iterable<number>): number => [...values].reduce((all, one) => all + one, 0);

describe('spans cut to a window', () => {
  it(`cover the window but for edges of a reading and a half, and keep each second's temperature (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        spans,
        fc.integer({ min: -3_000, max: 3_000 }),
        fc.integer({ min: 1, max: 9_000 }),
        (parts, from, length) => {
          const window = { from, to: from + length };
          const cut = clipSpans(packed(parts), 0, window, interval);
          const total = sum(cut.seconds);
          expect(total).toBeLessThanOrEqual(length);
          expect(total).toBeGreaterThanOrEqual(length - 2 * 1.5 * interval);
          const end = sum(parts.map(({ seconds }) => seconds));
          const known = (kept: readonly number[], lost: ArrayLike<number>): number =>
            sum(kept.filter((_, i) => lost[i] === 0));
          const inside = Math.max(0, Math.min(end, window.to) - Math.max(0, window.from));
          expect(known([...cut.seconds], cut.missing)).toBeLessThanOrEqual(inside);
        },
      ),
      { seed },
    );
  });

  it('call the time before the first and after the last reading missing', () => {
    const one = packed([{ seconds: 600, centi: 500, missing: 0 }]);
    const cut = clipSpans(one, 1_000, { from: 0, to: 3_000 }, interval);
    expect([...cut.seconds]).toEqual([1_000, 600, 1_400]);
    expect([...cut.missing]).toEqual([1, 0, 1]);
    expect([...clipSpans(one, 1_000, { from: 1_100, to: 1_200 }, interval).seconds]).toEqual([100]);
    expect([...clipSpans(one, 5_000, { from: 0, to: 900 }, interval).missing]).toEqual([1]);
    expect(clipSpans(packed([]), 0, { from: 5, to: 5 }, interval).seconds).toHaveLength(0);
  });

  it('charge a window once where an earlier import already covers a part of it', () => {
    const day = { from: 0, to: 100 };
    expect(windowsLeft(day, [])).toEqual([day]);
    expect(windowsLeft(day, [{ from: 20, to: 30 }])).toEqual([
      { from: 0, to: 20 },
      { from: 30, to: 100 },
    ]);
    expect(
      windowsLeft(day, [
        { from: -5, to: 60 },
        { from: 60, to: 100 },
      ]),
    ).toEqual([]);
    expect(windowsLeft(day, [{ from: 200, to: 300 }])).toEqual([day]);
  });
});
