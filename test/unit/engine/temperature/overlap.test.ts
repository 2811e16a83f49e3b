// Requirements: CLD-04
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapOf } from '../../../../shared/engine/temperature/overlap.ts';

const seed = 17_171;

const series = fc
  .uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 40 })
  .chain((times) =>
    fc
      .array(fc.integer({ min: 0, max: 2 }), { minLength: times.length, maxLength: times.length })
      .map((centi) => ({ at: times.toSorted((a, b) => a - b), centi })),
  );

describe('overlap of two read-outs', () => {
  it(`counts as a plain comparison does, from either side (seed ${seed})`, () => {
    fc.assert(
      fc.property(series, series, (a, b) => {
        const found = overlapOf(a, b);
        const [from, to] = [
          Math.max(a.at[0] ?? Infinity, b.at[0] ?? Infinity),
          Math.min(a.at.at(-1) ?? -1, b.at.at(-1) ?? -1),
        ];
        if (a.at.length === 0 || b.at.length === 0 || from > to) {
          expect(found).toBeNull();
          return;
        }
        const inside = (times: readonly number[]) =>
          times.filter((time) => time >= from && time <= to);
        const shared = inside(a.at).filter((time) => b.at.includes(time));
        const differs = shared.filter(
          (time) => a.centi[a.at.indexOf(time)] !== b.centi[b.at.indexOf(time)],
        );
        expect(found).toEqual({
          from,
          to,
          same: shared.length - differs.length,
          different: differs.length,
          firstDifference: differs[0] ?? null,
          onlyFirst: inside(a.at).length - shared.length,
          onlySecond: inside(b.at).length - shared.length,
        });
        expect(overlapOf(b, a)).toMatchObject({
          same: found?.same,
          different: found?.different,
          onlyFirst: found?.onlySecond,
        });
      }),
      { seed, numRuns: 1_000 },
    );
  });
});
