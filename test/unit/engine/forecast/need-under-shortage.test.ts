// Requirements: FCT-03
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastModel, LotModel } from '../../../../shared/engine/forecast/model.ts';
import type { KitFate } from '../../../../shared/engine/forecast/tally.ts';
import { fateAt, kitFates, rowLength } from '../../../../shared/engine/forecast/tally.ts';
import { ForecastTotals } from '../../../../shared/engine/forecast/totals.ts';
import {
  minMax,
  predictive,
  recruitingSite,
  smallModel,
} from '../../../builders/forecast-model.ts';

const planned = [0, 28, 56, 84];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** One site that randomizes on days 30, 50 and 70; one kit of the only type at each of four visits; trigger 2, ceiling 5. */
function threeSubjects(lots: readonly Omit<LotModel, 'kitType' | 'depot'>[]): ForecastModel {
  const base = smallModel({ sites: 1, target: 3, lines: [minMax(2, 5)] });
  return {
    ...base,
    horizon: 200,
    recruitment: {
      ...base.recruitment,
      isEven: true,
      sites: [
        recruitingSite({
          activation: { from: 10, to: 10, alpha: 1, beta: 1 },
          alpha: Infinity,
          beta: 20,
        }),
      ],
    },
    schedule: {
      ...base.schedule,
      isOnPlannedDay: true,
      plannedDay: planned,
      kits: planned.map(() => [[[1]], [[1]]]),
      dropoutPerDay: [0, 0],
    },
    supply: {
      ...base.supply,
      kitTypes: 1,
      depots: 1,
      sites: base.supply.sites.map((site) => ({
        ...site,
        depot: 0,
        leadDays: 3,
        doNotShip: 0,
        doNotCount: 0,
        doNotDispense: planned.map(() => 0),
        minimumShelfLifeDays: 0,
      })),
      calendar: { ...base.supply.calendar, runWeekdays: everyDay, workWeekdays: everyDay },
      lots: lots.map((lot) => ({ ...lot, kitType: 0, depot: 0 })),
      costs: { kit: [1], destruction: 0 },
    },
  };
}

function chunkOf(model: ForecastModel, replicates: number, seed = 1) {
  const runner = ForecastRunner.prepare(model);
  if (!runner.ok) throw new Error(runner.error.message);
  return runner.value.run(seed, 0, replicates);
}

function fatesOf(model: ForecastModel, fate: KitFate, type: number, replicates: number) {
  const { rows } = chunkOf(model, replicates);
  const length = rowLength(model.supply.kitTypes);
  const place = fateAt(type, kitFates.indexOf(fate));
  return Array.from({ length: replicates }, (_, r) => rows[r * length + place] as number);
}

/** By week, of a depot and type of the only replicate. */
function weekly(model: ForecastModel, what: 'asked' | 'short'): readonly number[] {
  const totals = new ForecastTotals(model);
  totals.add(chunkOf(model, 1));
  return totals.band(totals.columns[what](0, 0)).mean;
}

describe('what depots must have', () => {
  it('is the calculation by hand, whether they have it or not', () => {
    // Five at the opening, and three each after days 58, 86 and 114: 14 kits for 12 visits.
    for (const kits of [0, 1, 6, 13, 14, 1000]) {
      const model = threeSubjects([{ kits, releaseDay: 0, expiryDay: 5000 }]);
      expect(fatesOf(model, 'needed', 0, 1), `${kits} kits`).toEqual([14]);
      expect(fatesOf(model, 'wanted', 0, 1), `${kits} kits`).toEqual([12]);
      expect(weekly(model, 'asked').at(-1)).toBe(14);
      expect(weekly(model, 'short').at(-1), `short of ${kits} kits`).toBe(Math.max(0, 14 - kits));
    }
  });

  it('comes short on the day on which the kits run out, also when they expire', () => {
    // Nights 0, 59, 87 and 115 ask for 5, 3, 3 and 3 kits.
    const days = (model: ForecastModel) => weekly(model, 'short').findIndex((kits) => kits > 0);
    const lasting = { releaseDay: 0, expiryDay: 5000 };
    expect(days(threeSubjects([{ kits: 8, ...lasting }]))).toBe(Math.floor(87 / 7));
    expect(days(threeSubjects([{ kits: 14, ...lasting }]))).toBe(-1);
    // All expire after day 100, four on the site's shelf: it asks for five on day 101, and for three after day 126.
    const expiring = threeSubjects([
      { kits: 1000, releaseDay: 0, expiryDay: 100 },
      { kits: 0, ...lasting },
    ]);
    expect(days(expiring)).toBe(Math.floor(101 / 7));
    expect(weekly(expiring, 'short').at(-1)).toBe(8);
    expect(weekly(expiring, 'asked').at(-1)).toBe(5 + 3 + 3 + 8);
  });

  it('counts the kits that sites hold at the start', () => {
    const model = threeSubjects([{ kits: 1000, releaseDay: 0, expiryDay: 5000 }]);
    const sites = model.supply.sites.map((site) => ({
      ...site,
      wasSupplied: true,
      stock: [{ lot: 0, kits: 40 }],
      inTransit: [{ lot: 0, kits: 2, day: 3 }],
    }));
    const held = { ...model, supply: { ...model.supply, sites } };
    expect(fatesOf(held, 'needed', 0, 1)).toEqual([42]);
    expect(fatesOf(held, 'shipped', 0, 1)).toEqual([0]);
  });

  it('is, in every replicate, what depots send that have one lot more than they can empty', () => {
    const model = smallModel({
      sites: 6,
      target: 50,
      lines: [minMax(1, 3), predictive(14, 42, 1), minMax(2, 5)],
      supply: {
        transport: { loss: 0.05, damage: 0.05, excursion: 0.1, rejected: 0.5, quarantineDays: 40 },
        waitDays: 4,
      },
      site: { lead: { days: [2, 9], probabilities: [0.7, 0.3] } },
      schedule: { replacement: 0.05, late: 0.1, lateDays: 9, skip: [0, 0.1, 0.1, 0.1] },
    });
    const scarce = model.supply.lots.map((lot) => ({ ...lot, kits: 9 }));
    const further = [0, 1, 2].flatMap((kitType) =>
      [0, 1].map((depot) => ({
        kitType,
        depot,
        kits: 100_000,
        releaseDay: 0,
        expiryDay: 9_999_999,
      })),
    );
    const plenty = [...scarce, ...further].toSorted(
      (a, b) => a.kitType - b.kitType || a.expiryDay - b.expiryDay,
    );
    const withLots = (lots: readonly LotModel[]): ForecastModel => ({
      ...model,
      supply: { ...model.supply, lots },
    });
    for (const type of [0, 1, 2]) {
      const needed = fatesOf(withLots(scarce), 'needed', type, 8);
      expect(needed).toEqual(fatesOf(withLots(plenty), 'shipped', type, 8));
      const sent = fatesOf(withLots(scarce), 'shipped', type, 8);
      expect(sent.every((kits, r) => kits < (needed[r] as number))).toBe(true);
    }
  });

  it('is what depots sent where it is not looked for, and nothing else is otherwise', () => {
    const lots = [{ kits: 4, releaseDay: 0, expiryDay: 400 }];
    const model = threeSubjects(lots);
    const runner = ForecastRunner.prepare(model, [], { findsNeed: false });
    if (!runner.ok) throw new Error(runner.error.message);
    const rows = [...runner.value.run(1, 0, 1).rows];
    const looked = [...chunkOf(model, 1).rows];
    const needed = fateAt(0, kitFates.indexOf('needed'));
    const shipped = fateAt(0, kitFates.indexOf('shipped'));
    expect(rows[needed]).toBe(rows[shipped]);
    expect(looked[needed]).toBeGreaterThan(rows[needed] as number);
    expect(rows.with(needed, 0)).toEqual(looked.with(needed, 0));
  });
});

describe('kits that visits ask for', () => {
  it('are in all replicates those counted by site and week', () => {
    const model = smallModel({
      sites: 4,
      target: 40,
      lines: [minMax(1, 3), minMax(1, 3), minMax(2, 5)],
      supply: { waitDays: 3 },
      schedule: { replacement: 0.1 },
    });
    const scarce = model.supply.lots.map((lot) => ({ ...lot, kits: 9 }));
    const short = { ...model, supply: { ...model.supply, lots: scarce } };
    const totals = new ForecastTotals(short);
    totals.add(chunkOf(short, 6));
    for (const type of [0, 1, 2]) {
      const { mean } = totals.fate(type, kitFates.indexOf('wanted'));
      expect(mean).toBeCloseTo(totals.totalDemand(type), 9);
      expect(mean).toBeGreaterThan(totals.fate(type, kitFates.indexOf('used')).mean);
    }
  });
});
