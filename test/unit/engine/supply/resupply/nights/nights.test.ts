import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Xoshiro } from '../../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { compareNights } from '../../../../../../shared/engine/supply/resupply/nights/compare-nights.ts';
import { simulateNights } from '../../../../../../shared/engine/supply/resupply/nights/simulate-site.ts';
import type {
  NightRules,
  NightStart,
} from '../../../../../../shared/engine/supply/resupply/nights/simulate-site.ts';
import { drawVisitPath } from '../../../../../../shared/engine/supply/resupply/nights/visit-path.ts';
import type { LineRule } from '../../../../../../shared/engine/supply/resupply/resupply-rule.ts';

const levels = (trigger: number, ceiling: number): LineRule => ({
  levels: { kind: 'min-max', trigger, ceiling },
  packSize: 1,
  packRounding: 'down',
  initialStock: 0,
});
const plan = {
  windowStart: [0, 10],
  windowEnd: [0, 12],
  ratio: [1, 1],
  kits: [0, 1].map(() => [
    [1, 0],
    [0, 1],
  ]),
  dropoutPerDay: 0,
};
const rules = (line: LineRule, newSubjectsPerDay = 0): NightRules => ({
  rule: { triggersAt: 'at-or-below', scope: 'triggered-types', pooling: 'by-type' },
  lines: [line, line],
  plan,
  demandOf: 'all-arms',
  newSubjectsPerDay,
  calendar: {
    runWeekdays: [1, 2, 3, 4, 5, 6, 7],
    workWeekdays: [1, 2, 3, 4, 5, 6, 7],
    holidays: [],
    cutOffMinute: 1439,
    leadDays: 3,
  },
  start: 'running',
});
const begin = (kits: number, changes: Partial<NightStart> = {}): NightStart => ({
  today: 100,
  nights: 30,
  shelf: [0, 1].map(() => [{ lastDay: 1000, kits }]),
  coming: [0, 0],
  freshLastDay: [1000, 1000],
  ...changes,
});
const visits = (...days: readonly number[]) => ({
  subjects: days.map((day) => ({ randomizedDay: day, arm: 0, nextVisit: 0, lastDay: Infinity })),
  visits: days.map((day, subject) => ({ day, subject, visit: 0 })),
});

describe('nights that a person can follow', () => {
  it('orders in the evening of the use that reached the trigger', () => {
    // 2 kits of each type, trigger 1: the first visit triggers, 2 arrive three days later
    const path = visits(100, 101, 104);
    expect(simulateNights(rules(levels(1, 3)), begin(2), path)).toEqual({
      shipments: 2,
      shipped: 4,
      used: 3,
      missed: 0,
      expired: 0,
      left: 5,
      sentByNight: Array.from({ length: 30 }, (_, night) => ([0, 4].includes(night) ? 2 : 0)),
    });
  });

  it('misses a visit when kits are still on their way', () => {
    expect(simulateNights(rules(levels(0, 1)), begin(1), visits(100, 102))).toMatchObject({
      used: 1,
      missed: 1,
    });
    expect(simulateNights(rules(levels(0, 1)), begin(1), visits(100, 103))).toMatchObject({
      used: 2,
      missed: 0,
    });
  });

  it('throws expired kits away and counts them', () => {
    const shelf = [0, 1].map(() => [{ lastDay: 105, kits: 2 }]);
    const figures = simulateNights(rules(levels(0, 2)), begin(0, { shelf }), visits(105, 106));
    expect(figures).toMatchObject({ used: 1, missed: 1, expired: 3, shipped: 4 });
  });
});

describe('any nights', () => {
  it('keep the balance: start + coming + shipped = used + expired + left', () => {
    fc.assert(
      fc.property(
        fc.nat(5),
        fc.nat(6),
        fc.nat(6),
        fc.nat(3),
        fc.integer({ min: 100, max: 140 }),
        fc.nat(1000),
        (trigger, more, kits, coming, lastDay, replicate) => {
          const source = new Xoshiro().startReplicate(3, replicate, 0);
          const own = rules(levels(trigger, trigger + more), 0.4);
          const start = begin(0, {
            shelf: [0, 1].map(() => [{ lastDay, kits }]),
            coming: [coming, 0],
            freshLastDay: [lastDay + 9, 1000],
          });
          const path = drawVisitPath(
            { plan, today: 100, nights: 30, newSubjectsPerDay: 0.4 },
            [{ randomizedDay: 95, arm: 1, nextVisit: 1 }],
            source,
          );
          const { shipped, used, expired, left, missed } = simulateNights(own, start, path);
          expect(2 * kits + coming + shipped).toBe(used + expired + left);
          expect(used + missed).toBe(path.visits.length);
        },
      ),
      { seed: 41, numRuns: 300 },
    );
  });
});

describe('comparing settings', () => {
  const site = (before: LineRule, after: LineRule) => ({
    before: rules(before, 0.3),
    after: rules(after, 0.3),
    begin: begin(2),
    subjects: [{ randomizedDay: 95, arm: 0, nextVisit: 1 }],
  });
  const run = { replicates: 60, seed: 8 };

  it('finds exactly no difference between equal settings', () => {
    const { difference } = compareNights([site(levels(1, 3), levels(1, 3))], run);
    for (const { mean, error } of Object.values(difference)) expect([mean, error]).toEqual([0, 0]);
  });

  it('finds that more stock ships more and misses less, with a smaller error than apart', () => {
    const lean = levels(0, 1);
    const { before, after, difference } = compareNights([site(lean, levels(3, 6))], run);
    expect(difference.missed.mean).toBeLessThan(-3 * difference.missed.error);
    expect(difference.shipped.mean).toBeGreaterThan(3 * difference.shipped.error);
    expect(difference.shipped.mean).toBeCloseTo(after.shipped.mean - before.shipped.mean, 9);
    const apart = Math.hypot(before.shipped.error, after.shipped.error);
    expect(difference.shipped.error).toBeLessThan(apart);
    expect(after.stockOut.mean).toBeLessThan(before.stockOut.mean);
  });

  it('meets new subjects at the given rate', () => {
    const source = new Xoshiro().startReplicate(1, 1, 1);
    const scope = { plan, today: 0, nights: 2000, newSubjectsPerDay: 0.5 };
    const { subjects } = drawVisitPath(scope, [], source);
    // Poisson(1000): four standard deviations
    expect(Math.abs(subjects.length - 1000)).toBeLessThan(4 * Math.sqrt(1000));
  });
});
