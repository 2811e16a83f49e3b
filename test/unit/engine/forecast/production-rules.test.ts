// Requirements: FCT-03
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastChunk } from '../../../../shared/engine/forecast/chunk-shape.ts';
import { ExpectedNeed } from '../../../../shared/engine/forecast/expected-need.ts';
import type { ForecastModel, SupplyModel } from '../../../../shared/engine/forecast/model.ts';
import { Shelves } from '../../../../shared/engine/forecast/shelves.ts';
import { Subjects } from '../../../../shared/engine/forecast/subjects.ts';
import {
  SHIPPED,
  USED,
  fateAt,
  kitsUnaccounted,
  measureAt,
  rowLength,
} from '../../../../shared/engine/forecast/tally.ts';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { firstAllowedExpiry, selectKits } from '../../../../shared/engine/supply/kit-selection.ts';
import {
  newSubjectDemand,
  subjectDemand,
} from '../../../../shared/engine/supply/resupply/demand.ts';
import type { LineRule } from '../../../../shared/engine/supply/resupply/resupply-rule.ts';
import {
  minMax,
  predictive,
  recruitingSite,
  smallModel,
} from '../../../builders/forecast-model.ts';

const whole = (least: number, most: number) => fc.integer({ min: least, max: most });

describe('kits on simulated shelves', () => {
  const arbitrary = fc.record({
    lots: fc.array(fc.record({ expiryDay: whole(90, 130), kits: whole(0, 4) }), {
      minLength: 1,
      maxLength: 6,
    }),
    wanted: whole(1, 7),
    doNotDays: whole(0, 20),
    isBoundaryDayAllowed: fc.boolean(),
  });

  it('are dispensed as the selection rule of the living study chooses them', () => {
    fc.assert(
      fc.property(arbitrary, ({ lots: given, wanted, doNotDays, isBoundaryDayAllowed }) => {
        const day = 100;
        const lots = given.toSorted((a, b) => a.expiryDay - b.expiryDay);
        const model = smallModel({ sites: 1, target: 1, lines: [minMax(1, 2)] });
        const shelves = new Shelves({
          ...model.supply,
          kitTypes: 1,
          depots: 1,
          isBoundaryDayAllowed,
          lots: lots.map(({ expiryDay }) => ({
            kitType: 0,
            depot: 0,
            kits: 0,
            releaseDay: 0,
            expiryDay,
          })),
          sites: model.supply.sites.map((site) => ({
            ...site,
            stock: lots.map(({ kits }, lot) => ({ lot, kits })),
          })),
        });
        shelves.restart();
        const kits = lots.flatMap(({ expiryDay, kits: count }, lot) =>
          Array.from({ length: count }, (_, k) => ({
            id: lot * 10 + k,
            kitType: 0,
            place: 0,
            sequence: k,
            numberRank: k,
            expiryDay,
            budgetDay: Infinity,
            status: 'available' as const,
          })),
        );
        const { chosen } = selectKits(kits, {
          kitType: 0,
          place: 0,
          count: wanted,
          day,
          doNotDays,
          isBoundaryDayAllowed,
          budgetDaysNeeded: 0,
          tie: 'sequence',
        });
        const isEnough = chosen.length === wanted;
        const earliest = firstAllowedExpiry(day, doNotDays, isBoundaryDayAllowed);
        const first = shelves.firstUsable(0, 0, wanted, earliest);
        expect(first >= 0).toBe(isEnough);
        if (!isEnough) return;
        shelves.take(0, 0, wanted, first, day);
        const left = lots.map(
          (lot, i) => lot.kits - chosen.filter((id) => Math.floor(id / 10) === i).length,
        );
        // Lots of one expiry are alike: which of them goes first says nothing.
        const byExpiry = (counts: readonly number[]) =>
          lots.map(({ expiryDay }) =>
            counts.reduce((sum, n, i) => sum + (lots[i]?.expiryDay === expiryDay ? n : 0), 0),
          );
        expect(byExpiry(Array.from(shelves.stock))).toEqual(byExpiry(left));
      }),
      { seed: 4107, numRuns: 600 },
    );
  });
});

describe('expected need', () => {
  const arbitrary = fc.record({
    subjects: fc.array(
      fc.record({ randomizedDay: whole(-120, 0), arm: whole(0, 1), nextVisit: whole(0, 3) }),
      { maxLength: 8 },
    ),
    today: whole(0, 60),
    triggerDays: whole(1, 40),
    more: whole(0, 60),
    demandOf: fc.constantFrom('own-arm' as const, 'all-arms' as const),
  });

  it('is what the living study calculates', () => {
    fc.assert(
      fc.property(arbitrary, ({ subjects, today, triggerDays, more, demandOf }) => {
        const lines = Array.from({ length: 3 }, () =>
          predictive(triggerDays, triggerDays + more, 1),
        );
        const model = smallModel({ sites: 1, target: 1, lines, site: { demandOf } });
        const pool = new Subjects(model.schedule, 16, 1);
        pool.clear();
        for (const one of subjects)
          pool.addPresent({ ...one, site: 0, dose: 0 }, new Xoshiro().restart(1, 2, 3, 4));
        const need = new ExpectedNeed(model, pool, [1, 1]);
        need.reckon(0, today, true);
        const { schedule } = model;
        const plan = {
          ...schedule,
          ratio: [1, 1],
          kits: schedule.kits.map((arms) => arms.map(([kits = []]) => kits)),
          dropoutPerDay: 0.001,
        };
        const expected = (type: number, days: number): number =>
          subjects.reduce(
            (sum, one) =>
              sum +
              subjectDemand(plan, demandOf === 'own-arm' ? one : { ...one, arm: null }, type, {
                today,
                days,
              }),
            newSubjectDemand(plan, 0.03, type, days),
          );
        for (const type of [0, 1, 2]) {
          expect(need.triggerMilli[type]).toBe(expected(type, triggerDays));
          expect(need.resupplyMilli[type]).toBe(expected(type, triggerDays + more));
        }
      }),
      { seed: 4108, numRuns: 300 },
    );
  });
});

const runOf = (model: ForecastModel, looksEveryNight: boolean): ForecastChunk => {
  const runner = ForecastRunner.prepare(model, [0], { looksEveryNight });
  if (!runner.ok) throw new Error(runner.error.message);
  return runner.value.run(11, 0, 4);
};

describe('nights on which nothing changed', () => {
  const settings = {
    fixed: [minMax(1, 3), minMax(2, 4), minMax(2, 6, { packSize: 2 })],
    predicted: [predictive(14, 42, 1), predictive(21, 35, 0), predictive(10, 60, 2)],
    mixed: [minMax(1, 4), predictive(21, 49, 1), minMax(0, 2, { packRounding: 'up', packSize: 3 })],
    full: [minMax(3, 3), minMax(1, 4), minMax(1, 4)],
  };
  for (const [name, lines] of Object.entries(settings)) {
    for (const pooling of ['by-type', 'all-types'] as const) {
      for (const scope of ['all-types', 'triggered-types'] as const) {
        it(`may be skipped: ${name} levels, ${pooling}, ${scope}`, () => {
          const rule = { triggersAt: 'at-or-below' as const, scope, pooling };
          const model = smallModel({ sites: 8, target: 60, lines, site: { rule } });
          const supply = {
            ...model.supply,
            lots: model.supply.lots.map((lot) => ({ ...lot, kits: 25 })),
          };
          expect(runOf({ ...model, supply }, false)).toEqual(runOf({ ...model, supply }, true));
        });
      }
    }
  }

  // Kits that may be sent but do not count leave a site at its trigger, whatever it gets.
  const uncounted = { doNotShip: 10, doNotCount: 150, doNotDispense: [5, 5, 5, 5] };
  for (const [name, lines] of Object.entries(settings)) {
    for (const pooling of ['by-type', 'all-types'] as const) {
      for (const scope of ['all-types', 'triggered-types'] as const) {
        it(`may be skipped: ${name} levels with kits that do not count, ${pooling}, ${scope}`, () => {
          const rule = { triggersAt: 'at-or-below' as const, scope, pooling };
          const site = { ...uncounted, minimumShelfLifeDays: 0, rule };
          const model = smallModel({ sites: 6, target: 40, lines, site, supply: { waitDays: 5 } });
          expect(runOf(model, false)).toEqual(runOf(model, true));
        });
      }
    }
  }

  it('are none while kits that do not count are all that comes', () => {
    const model = smallModel({
      sites: 1,
      target: 1,
      lines: [minMax(0, 2), minMax(0, 2), minMax(0, 2)],
      recruitment: { isEven: true, sites: [recruitingSite({ alpha: Infinity, beta: 1000 })] },
      site: { ...uncounted, doNotCount: 900, minimumShelfLifeDays: 0, wasSupplied: true },
    });
    const kits = model.supply.lots.map((lot) => ({ ...lot, releaseDay: 0, kits: 1000 }));
    const days = 30;
    const { rows } = runOf(
      { ...model, horizon: days, supply: { ...model.supply, lots: kits } },
      false,
    );
    // Two kits of each type every night.
    expect(rows[measureAt('shipments')]).toBe(days);
    expect([0, 1, 2].map((type) => rows[fateAt(type, SHIPPED)])).toEqual([60, 60, 60]);
  });

  const rough: readonly (readonly [
    string,
    Partial<ForecastModel['schedule']>,
    Partial<SupplyModel>,
  ])[] = [
    ['visits that wait', {}, { waitDays: 5 }],
    ['kits that are replaced', { replacement: 0.1 }, {}],
    ['visits that are late or skipped', { late: 0.3, lateDays: 9, skip: [0, 0.2, 0.2, 0.2] }, {}],
    [
      'shipments that are lost, damaged or stopped',
      {},
      {
        waitDays: 3,
        transport: { loss: 0.1, damage: 0.05, excursion: 0.1, rejected: 0.5, quarantineDays: 20 },
      },
    ],
  ];
  for (const [what, schedule, supply] of rough) {
    for (const [name, lines] of Object.entries(settings)) {
      it(`may be skipped: ${name} levels with ${what}`, () => {
        const model = smallModel({ sites: 8, target: 60, lines, schedule, supply });
        const lots = model.supply.lots.map((lot) => ({ ...lot, kits: 25 }));
        const scarce = { ...model, supply: { ...model.supply, lots } };
        expect(runOf(scarce, false)).toEqual(runOf(scarce, true));
      });
    }
  }

  it('are the same for a buffer without days as for levels fixed at it', () => {
    const of = (lines: readonly LineRule[]) =>
      runOf(smallModel({ sites: 4, target: 30, lines, site: { demandOf: 'all-arms' } }), false);
    const buffer = Array.from({ length: 3 }, () => predictive(0, 0, 4, { initialStock: 4 }));
    const fixed = Array.from({ length: 3 }, () => minMax(4, 4, { initialStock: 4 }));
    const { rows } = of(buffer);
    expect(rows).toEqual(of(fixed).rows);
    expect(rows[fateAt(2, USED)]).toBeGreaterThan(4 * 4);
    expect(runOf(smallModel({ sites: 4, target: 30, lines: buffer }), false)).toEqual(
      runOf(smallModel({ sites: 4, target: 30, lines: buffer }), true),
    );
  });

  it('differ from nights without a run', () => {
    const model = smallModel({ sites: 8, target: 60, lines: settings.fixed });
    const calendar = { ...model.supply.calendar, runWeekdays: [1] };
    const weekly = { ...model, supply: { ...model.supply, calendar } };
    expect(runOf(weekly, false)).not.toEqual(runOf(model, false));
  });
});

describe('kits', () => {
  const rough = {
    transport: { loss: 0.05, damage: 0.05, excursion: 0.1, rejected: 0.5, quarantineDays: 40 },
    waitDays: 4,
  };

  it('are all accounted for in every replicate, whatever happens to them', () => {
    const model = smallModel({
      sites: 6,
      target: 50,
      lines: [minMax(1, 3), predictive(14, 42, 1), minMax(2, 5)],
      supply: rough,
      site: { lead: { days: [2, 9], probabilities: [0.7, 0.3] }, minimumShelfLifeDays: 0 },
      schedule: { replacement: 0.05, late: 0.1, lateDays: 9, skip: [0, 0.1, 0.1, 0.1] },
    });
    const { rows, replicates } = runOf(model, false);
    for (let r = 0; r < replicates; r++) {
      const row = rows.slice(r * rowLength(3), (r + 1) * rowLength(3));
      expect(kitsUnaccounted(row, 3)).toEqual([0, 0, 0]);
    }
  });

  it('that appear from nowhere are noticed', () => {
    const { rows } = runOf(
      smallModel({ sites: 2, target: 5, lines: [minMax(1, 3), minMax(1, 3), minMax(1, 3)] }),
      false,
    );
    const row = rows.slice(0, rowLength(3));
    const used = fateAt(2, USED);
    row[used] = (row[used] as number) + 1;
    expect(kitsUnaccounted(row, 3)).toEqual([0, 0, -1]);
  });
});

describe('a replicate', () => {
  it('depends on seed and number only, not on what was played before', () => {
    const model = smallModel({
      sites: 5,
      target: 30,
      lines: [minMax(1, 3), minMax(1, 3), predictive(21, 42, 1)],
    });
    const runner = ForecastRunner.prepare(model);
    if (!runner.ok) throw new Error(runner.error.message);
    const together = runner.value.run(3, 0, 6).rows;
    const alone = runner.value.run(3, 4, 1).rows;
    expect(together.slice(4 * rowLength(3), 5 * rowLength(3))).toEqual(alone);
    expect(runner.value.run(4, 4, 1).rows).not.toEqual(alone);
  });
});
