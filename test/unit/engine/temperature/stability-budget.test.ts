// Requirements: CLD-06
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attribute } from '../../../../shared/engine/temperature/attribution.ts';
import type { Spans } from '../../../../shared/engine/temperature/attribution.ts';
import { judge, remainingSeconds } from '../../../../shared/engine/temperature/excursion-tier.ts';
import {
  budgetUse,
  unmonitoredLeg,
} from '../../../../shared/engine/temperature/stability-budget.ts';
import {
  bandOf,
  checkProfile,
  exampleProfiles,
  labelRange,
} from '../../../../shared/engine/temperature/stability-profile.ts';

const seed = 715_223;
const profile = exampleProfiles.refrigerated;
const hour = 3600;

const spansOf = (list: readonly (readonly [number, number | null])[]): Spans => ({
  seconds: Float64Array.from(list, ([seconds]) => seconds),
  centi: Int32Array.from(list, ([, centi]) => centi ?? 0),
  missing: Uint8Array.from(list, ([, centi]) => (centi === null ? 1 : 0)),
});

const cut = (spans: Spans, from: number, to: number): Spans => ({
  seconds: spans.seconds.slice(from, to),
  centi: spans.centi.slice(from, to),
  missing: spans.missing.slice(from, to),
});

const life = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1, max: 20_000 }),
      fc.option(fc.integer({ min: -300, max: 3_300 }), { nil: null, freq: 6 }),
    ),
    { minLength: 1, maxLength: 80 },
  )
  .map(spansOf);

describe('bands', () => {
  it('exclude their lower and include their upper end', () => {
    expect(
      [-1, 0, 199, 200, 800, 801, 2500, 2501, 3000, 3001].map((centi) => bandOf(profile, centi)),
    ).toEqual([-1, 0, 0, 1, 1, 2, 2, 3, 3, 4]);
    expect(labelRange(profile)).toEqual({ low: 200, high: 800 });
  });

  it('are refused where they leave a hole, overlap, or have no label range', () => {
    const [first, second, third] = profile.bands;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('bands');
    const rules = [
      [first, third],
      [first, { ...second, low: 100 }, third],
      [first, { ...second, allowedSeconds: 5 }, third],
      [{ ...first, low: 0.5 }, second],
      [{ ...first, allowedSeconds: -1 }, second],
      [],
    ].map((bands) => checkProfile({ bands }));
    expect(rules.every((one) => !one.ok && one.error.rule === 'profile-not-accepted')).toBe(true);
    for (const example of Object.values(exampleProfiles))
      expect(checkProfile(example).ok).toBe(true);
  });
});

describe('a budget over legs', () => {
  it(`is the same however the life is cut into legs (seed ${seed})`, () => {
    fc.assert(
      fc.property(life, fc.array(fc.nat(80), { maxLength: 6 }), (spans, marks) => {
        const edges = [
          0,
          ...marks.filter((mark) => mark < spans.seconds.length),
          spans.seconds.length,
        ].sort((a, b) => a - b);
        const legs = edges.slice(1).map((edge, i) => cut(spans, edges[i] as number, edge));
        expect(budgetUse(legs, profile)).toEqual(budgetUse([spans], profile));
      }),
      { seed, numRuns: 500 },
    );
  });

  it(`charges every second exactly once (seed ${seed})`, () => {
    fc.assert(
      fc.property(life, (spans) => {
        const use = budgetUse([spans], profile);
        const charged =
          use.used.reduce((sum, one) => sum + one, 0) + use.below + use.above + use.missing;
        expect(charged).toBe(spans.seconds.reduce((sum, one) => sum + one, 0));
      }),
      { seed, numRuns: 500 },
    );
  });

  it(`never gains from another leg, and missing time is never better than any measured one (seed ${seed})`, () => {
    fc.assert(
      fc.property(
        life,
        fc.integer({ min: -100, max: 3_000 }),
        fc.integer({ min: 1, max: 90_000 }),
        (spans, centi, seconds) => {
          const left = (legs: readonly Spans[]) =>
            remainingSeconds(judge(budgetUse(legs, profile), profile)) ?? 0;
          const measured = spansOf([[seconds, Math.max(0, centi)]]);
          expect(left([spans, measured])).toBeLessThanOrEqual(left([spans]));
          expect(left([spans, unmonitoredLeg(seconds)])).toBeLessThanOrEqual(
            left([spans, measured]),
          );
        },
      ),
      { seed, numRuns: 500 },
    );
  });

  it('shows the arithmetic: remaining = allowed − used − missing', () => {
    const legs = [
      spansOf([
        [10 * hour, 1200],
        [2 * hour, 500],
      ]),
      unmonitoredLeg(3 * hour),
      spansOf([[hour, 2600]]),
    ];
    const judgement = judge(budgetUse(legs, profile), profile);
    expect(judgement.bands.map(({ remaining }) => remaining)).toEqual([
      9 * hour,
      null,
      (72 - 10 - 3) * hour,
      (24 - 1 - 3) * hour,
    ]);
    expect(judgement.tier).toBe(1);
    expect(remainingSeconds(judgement)).toBe(9 * hour);
  });
});

describe('tiers', () => {
  const tierOf = (...list: (readonly [number, number | null])[]) =>
    judge(budgetUse([spansOf(list)], profile), profile);

  it('are 1 at the limit, 2 beyond it in time, 3 beyond it in temperature', () => {
    expect(tierOf([24 * hour, 1500]).tier).toBe(1);
    expect(tierOf([24 * hour + 1, 1500]).reasons).toEqual([
      '(8, 25] °C: the longest stay of 24 h exceeds 24 h.',
    ]);
    const summed = tierOf(
      [24 * hour, 1500],
      [1, 500],
      [24 * hour, 1500],
      [1, 500],
      [24 * hour, 1500],
      [1, 500],
      [60, 900],
    );
    expect(summed.tier).toBe(2);
    expect(summed.reasons[0]).toContain('exceed the 72 h allowed');
    expect(tierOf([1, 3000]).tier).toBe(1);
    const hot = tierOf([1, 3001]);
    expect(hot.tier).toBe(3);
    expect(hot.reasons[0]).toContain('above the hard limit of 30 °C');
    expect(tierOf([1, -1]).tier).toBe(3);
    expect(remainingSeconds(hot)).toBe(0);
  });

  it('let missing time lengthen the stay beside it', () => {
    expect(tierOf([23 * hour, 1500], [2 * hour, null], [hour, 500]).tier).toBe(2);
    expect(tierOf([23 * hour, 1500], [hour, 500], [2 * hour, null]).tier).toBe(1);
  });
});

describe('attribution of time to readings', () => {
  const label = { low: 200, high: 800 };
  const readings = { at: [0, 600, 1200, 6000, 6600], centi: [500, 900, 500, 700, 100] };
  const table = (rule: 'hold' | 'midpoint' | 'worst') => {
    const spans = attribute(readings, 600, rule, label);
    return Array.from(spans.seconds, (seconds, i) => [
      seconds,
      spans.missing[i] === 1 ? null : spans.centi[i],
    ]);
  };

  it('follows the stated rule and leaves the rest of a gap missing', () => {
    expect(table('hold')).toEqual([
      [600, 500],
      [600, 900],
      [600, 500],
      [4200, null],
      [600, 700],
      [600, 100],
    ]);
    expect(table('worst')).toEqual([
      [600, 900],
      [600, 900],
      [600, 500],
      [4200, null],
      [600, 100],
      [600, 100],
    ]);
    expect(table('midpoint').filter(([, centi]) => centi === null)).toEqual([[4200, null]]);
  });

  it(`covers the same time by every rule, and the worst rule never finds less outside (seed ${seed})`, () => {
    const series = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 3_000 }), fc.integer({ min: -100, max: 1_500 })), {
        minLength: 1,
        maxLength: 50,
      })
      .map((list) => {
        let time = 0;
        return { at: list.map(([step]) => (time += step)), centi: list.map(([, centi]) => centi) };
      });
    const outside = (spans: Spans) =>
      spans.seconds.reduce((sum, seconds, i) => {
        const centi = spans.centi[i] as number;
        return spans.missing[i] === 0 && (centi < label.low || centi > label.high)
          ? sum + seconds
          : sum;
      }, 0);
    fc.assert(
      fc.property(series, (one) => {
        const [hold, worst] = [
          attribute(one, 600, 'hold', label),
          attribute(one, 600, 'worst', label),
        ];
        const total = (spans: Spans) => spans.seconds.reduce((sum, seconds) => sum + seconds, 0);
        expect(total(worst)).toBe(total(hold));
        expect(total(hold)).toBe((one.at.at(-1) as number) - (one.at[0] as number) + 600);
        expect(outside(worst)).toBeGreaterThanOrEqual(outside(hold));
      }),
      { seed, numRuns: 500 },
    );
  });
});
