import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spans } from '../../../../shared/engine/temperature/attribution.ts';
import { worstCaseOfDays } from '../../../../shared/engine/temperature/daily-extremes.ts';
import { judge } from '../../../../shared/engine/temperature/excursion-tier.ts';
import { budgetUse } from '../../../../shared/engine/temperature/stability-budget.ts';
import {
  exampleProfiles,
  labelRange,
} from '../../../../shared/engine/temperature/stability-profile.ts';
import { staysOutside } from '../../../../shared/engine/temperature/stays.ts';

const seed = 424_207;
const profile = exampleProfiles.refrigerated;
const hour = 3600;

const spansOf = (list: readonly (readonly [number, number | null])[]): Spans => ({
  seconds: Float64Array.from(list, ([seconds]) => seconds),
  centi: Int32Array.from(list, ([, centi]) => centi ?? 0),
  missing: Uint8Array.from(list, ([, centi]) => (centi === null ? 1 : 0)),
});

describe('stays outside the label range', () => {
  it('are listed with their extremes, cold and warm', () => {
    const spans = spansOf([
      [600, 500],
      [600, 900],
      [600, 1200],
      [600, null],
      [600, 100],
      [600, 50],
      [600, 3100],
      [600, 500],
    ]);
    expect(staysOutside(spans, 1_000, profile)).toEqual([
      { kind: 'band', band: 2, from: 1_600, to: 2_800, extreme: 1200 },
      { kind: 'missing', band: -1, from: 2_800, to: 3_400, extreme: null },
      { kind: 'band', band: 0, from: 3_400, to: 4_600, extreme: 50 },
      { kind: 'above', band: -1, from: 4_600, to: 5_200, extreme: 3100 },
    ]);
  });

  it(`add up to what the budget charges (seed ${seed})`, () => {
    const list = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 9_999 }),
        fc.option(fc.integer({ min: -300, max: 3_300 }), { nil: null }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(list, fc.nat(1e9), (parts, start) => {
        const spans = spansOf(parts);
        const use = budgetUse([spans], profile);
        const stays = staysOutside(spans, start, profile);
        const total = (kind: string, band = -1) =>
          stays
            .filter((stay) => stay.kind === kind && stay.band === band)
            .reduce((sum, { from, to }) => sum + to - from, 0);
        expect([total('below'), total('above'), total('missing')]).toEqual([
          use.below,
          use.above,
          use.missing,
        ]);
        for (const band of [0, 2, 3]) expect(total('band', band)).toBe(use.used[band]);
      }),
      { seed, numRuns: 500 },
    );
  });
});

describe('daily extremes', () => {
  const label = labelRange(profile);
  const day = (epochDay: number, min: number | null, max: number | null, blindSeconds = 0) => ({
    epochDay,
    min,
    max,
    blindSeconds,
  });

  it('charge what is not known as missing', () => {
    const spans = worstCaseOfDays(
      [day(12, 150, 900), day(10, 250, 790), day(13, 200, 800, 2 * hour), day(15, null, 500)],
      label,
    );
    const table = Array.from(spans.seconds, (seconds, i) => [
      seconds,
      spans.missing[i] === 1 ? null : spans.centi[i],
    ]);
    expect(table).toEqual([
      [24 * hour, 790],
      [24 * hour, null],
      [60, 150],
      [60, 900],
      [24 * hour - 120, null],
      [22 * hour, 800],
      [2 * hour, null],
      [24 * hour, null],
      [24 * hour, null],
    ]);
  });

  it(`are never kinder than the readings behind them (seed ${seed})`, () => {
    const hourly = fc.array(
      fc.array(fc.integer({ min: -100, max: 3_100 }), { minLength: 24, maxLength: 24 }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(hourly, (days) => {
        const readings = spansOf(days.flat().map((centi) => [hour, centi] as const));
        const extremes = days.map((one, i) => day(i, Math.min(...one), Math.max(...one)));
        const outside = (spans: Spans) => {
          const use = budgetUse([spans], profile);
          return (
            use.missing +
            use.below +
            use.above +
            (use.used[0] ?? 0) +
            (use.used[2] ?? 0) +
            (use.used[3] ?? 0)
          );
        };
        const worst = worstCaseOfDays(extremes, label);
        expect(outside(worst)).toBeGreaterThanOrEqual(outside(readings));
        const tier = (spans: Spans) => judge(budgetUse([spans], profile), profile).tier;
        if (tier(worst) === 1) expect(tier(readings)).toBe(1);
      }),
      { seed, numRuns: 300 },
    );
  });
});
