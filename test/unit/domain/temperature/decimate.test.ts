import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimate } from '../../../../shared/domain/temperature/decimate.ts';

const seed = 5_252;

const series = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: -3_000, max: 4_000 })), {
    minLength: 1,
    maxLength: 600,
  })
  .map((list) => {
    let time = 0;
    return {
      at: Float64Array.from(list, ([step]) => (time += step)),
      centi: Int32Array.from(list, ([, centi]) => centi),
    };
  });

describe('decimation for a chart', () => {
  it(`keeps lowest and highest of every pixel column, ascending, within four a column (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        series,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(5_000),
        fc.integer({ min: 1, max: 9_000 }),
        (one, pixels, from, width) => {
          const to = from + width;
          const chosen = [...decimate(one, from, to, pixels)];
          expect(chosen.length).toBeLessThanOrEqual(4 * (pixels + 2));
          expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b));
          for (let pixel = 0; pixel < pixels; pixel += 1) {
            const inside = (i: number) =>
              (one.at[i] as number) >= from &&
              (one.at[i] as number) < to &&
              Math.min(
                pixels - 1,
                Math.floor((((one.at[i] as number) - from) / width) * pixels),
              ) === pixel;
            const all = [...one.at.keys()].filter(inside).map((i) => one.centi[i] as number);
            const kept = chosen.filter(inside).map((i) => one.centi[i] as number);
            expect([Math.min(...kept), Math.max(...kept)]).toEqual([
              Math.min(...all),
              Math.max(...all),
            ]);
          }
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  it('keeps one reading beyond either border, and everything when there is little', () => {
    const one = { at: [0, 10, 20, 30, 40], centi: [1, 2, 3, 4, 5] };
    expect([...decimate(one, 15, 25, 100)]).toEqual([1, 2, 3]);
    expect([...decimate(one, 0, 50, 100)]).toEqual([0, 1, 2, 3, 4]);
    expect(decimate(one, 5, 5, 100)).toHaveLength(0);
    expect(decimate({ at: [], centi: [] }, 0, 10, 100)).toHaveLength(0);
  });
});
