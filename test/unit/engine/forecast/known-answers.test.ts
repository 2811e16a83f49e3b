// Requirements: FCT-02
import { describe, expect, it } from 'vitest';
import { ForecastRunner } from '../../../../shared/engine/forecast/runner.ts';
import type { ForecastModel } from '../../../../shared/engine/forecast/model.ts';
import {
  fateAt,
  kitFates,
  measureAt,
  rowLength,
} from '../../../../shared/engine/forecast/tally.ts';
import { minMax, recruitingSite, smallModel } from '../../../builders/forecast-model.ts';

/** One site, one arm, one kit at a single visit; shipments take two days and come on any day. */
function singleSite(given: {
  readonly rate: number;
  readonly s: number;
  readonly S: number;
  readonly horizon: number;
}): ForecastModel {
  const { rate, s, S, horizon } = given;
  const base = smallModel({ sites: 1, target: 100_000, lines: [minMax(s, S)] });
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  return {
    ...base,
    horizon,
    recruitment: {
      ...base.recruitment,
      sites: [recruitingSite({ alpha: Infinity, beta: 1 / rate })],
    },
    randomization: {
      kind: 'sequence',
      procedure: 'crd',
      parameters: {},
      ratio: [1, 1],
      stratumOfSite: [0],
      cellShares: [1],
    },
    schedule: {
      ...base.schedule,
      windowStart: [0],
      windowEnd: [0],
      plannedDay: [0],
      skip: [0],
      kits: [[[[1]], [[1]]]],
      titration: { levels: 1, start: [[1], [1]], steps: [[[1]], [[1]]], isTitrated: [false] },
      dropoutPerDay: [0, 0],
    },
    supply: {
      ...base.supply,
      kitTypes: 1,
      depots: 1,
      lots: [{ kitType: 0, depot: 0, kits: 1_000_000, releaseDay: 0, expiryDay: 100_000 }],
      sites: base.supply.sites.map((site) => ({
        ...site,
        depot: 0,
        wasSupplied: true,
        leadDays: 2,
        lead: { days: [2], probabilities: [1] },
        lines: [minMax(s, S, { initialStock: 0 })],
        stock: [{ lot: 0, kits: S }],
      })),
      calendar: { runWeekdays: everyDay, workWeekdays: everyDay, holidays: [], cutOffMinute: 1439 },
      costs: { kit: [1], destruction: 0 },
    },
  };
}

/** P(Poisson = k), and everything from `most` on at the end. */
function poissonCut(mean: number, most: number): readonly number[] {
  const p = [Math.exp(-mean)];
  for (let k = 1; k < most; k++) p.push(((p[k - 1] as number) * mean) / k);
  return [...p, 1 - p.reduce((sum, one) => sum + one, 0)];
}

interface Exact {
  missed: number;
  orders: number;
  stockOut: number;
}

/**
 * The (s, S) chain in full: state (on hand, due tomorrow, due the day after), a day being run, arrival, demand.
 * Demand above the stock is lost. Expected losses and orders by linear algebra over days; no randomness.
 */
function exactChain(rate: number, s: number, S: number, days: number): Exact {
  const found: Exact = { missed: 0, orders: 0, stockOut: 0 };
  let dry = new Map([[key(S, 0, 0), 1]]);
  let wet = new Map<string, number>();
  for (let day = 0; day < days; day++) {
    const next = [new Map<string, number>(), new Map<string, number>()] as const;
    [dry, wet].forEach((states, hadOne) => {
      for (const [state, p] of states) {
        const [onHand, soon, later] = state.split(' ').map(Number) as [number, number, number];
        const available = onHand + soon + later;
        const order = available <= s ? S - available : 0;
        if (order > 0) found.orders += p;
        const x = onHand + soon;
        poissonCut(rate, 25).forEach((q, demand) => {
          found.missed += p * q * Math.max(0, demand - x);
          const at = hadOne === 1 || demand > x ? next[1] : next[0];
          const to = key(Math.max(0, x - demand), later, order);
          at.set(to, (at.get(to) ?? 0) + p * q);
        });
      }
    });
    [dry, wet] = next;
  }
  found.stockOut = [...wet.values()].reduce((sum, p) => sum + p, 0);
  return found;
}

const key = (onHand: number, soon: number, later: number): string => `${onHand} ${soon} ${later}`;

/** Replicates of one model, as rows by name. */
function replicatesOf(model: ForecastModel, count: number, seed: number) {
  const runner = ForecastRunner.prepare(model);
  if (!runner.ok) throw new Error(runner.error.message);
  const { rows } = runner.value.run(seed, 0, count);
  const length = rowLength(model.supply.kitTypes);
  return (place: number): readonly number[] =>
    Array.from({ length: count }, (_, r) => rows[r * length + place] as number);
}

function near(values: readonly number[], expected: number, what: string): void {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
  const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1);
  const error = Math.sqrt(variance / values.length);
  expect(Math.abs(mean - expected), `${what}: ${mean} for ${expected} ± ${error}`).toBeLessThan(
    4 * error,
  );
}

describe('one site and one kit type', () => {
  for (const [rate, s, S] of [
    [0.6, 2, 5],
    [1.1, 3, 4],
    [0.3, 0, 3],
  ] as const) {
    it(`with s = ${s}, S = ${S} and ${rate} subjects a day is the (s, S) chain`, () => {
      const days = 40;
      const exact = exactChain(rate, s, S, days);
      const column = replicatesOf(singleSite({ rate, s, S, horizon: days }), 3000, 7);
      near(column(measureAt('missed')), exact.missed, 'missed visits');
      near(column(measureAt('shipments')), exact.orders, 'orders');
      near(column(measureAt('stockOut')), exact.stockOut, 'probability of a stock-out');
      // The chain of another level is far off, so the comparison can fail.
      const other = exactChain(rate, s, S + 2, days).missed;
      expect(Math.abs(other - exact.missed)).toBeGreaterThan(0.05 * exact.missed);
    });
  }
});

describe('a study without any chance', () => {
  const planned = [0, 28, 56, 84];
  const base = smallModel({
    sites: 1,
    target: 3,
    lines: [minMax(1, 4), minMax(1, 4), minMax(2, 8)],
  });
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const model: ForecastModel = {
    ...base,
    horizon: 200,
    recruitment: {
      ...base.recruitment,
      isEven: true,
      // Opens on day 10 and recruits every 20 days: on days 30, 50 and 70.
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
      // Both arms alike, so that the arm drawn does not matter: one kit of type 2 a visit.
      kits: planned.map(() => [[[0, 0, 1]], [[0, 0, 1]]]),
      dropoutPerDay: [0, 0],
    },
    supply: {
      ...base.supply,
      sites: base.supply.sites.map((site) => ({
        ...site,
        lines: [minMax(0, 0), minMax(0, 0), minMax(2, 5)],
      })),
      calendar: { ...base.supply.calendar, runWeekdays: everyDay, workWeekdays: everyDay },
      lots: base.supply.lots.map((lot) => ({ ...lot, releaseDay: 0, expiryDay: 2000 })),
      costs: { kit: [2, 2, 2], destruction: 1 },
    },
  };

  it('is the calculation by hand', () => {
    const column = replicatesOf(model, 3, 1);
    const of = (place: number): number => {
      const values = column(place);
      expect(new Set(values).size).toBe(1);
      return values[0] as number;
    };
    const fate = (name: (typeof kitFates)[number]): number => of(fateAt(2, kitFates.indexOf(name)));
    // Three subjects with four visits: 12 kits, the last recruited on day 70.
    expect(of(measureAt('days'))).toBe(70);
    expect(of(measureAt('visits'))).toBe(12);
    expect(fate('used')).toBe(12);
    expect(of(measureAt('missed'))).toBe(0);
    // Five at the opening. Visits on days 30, 50, 58, 70, 78, 86, 98, 106, 114, 126, 134, 154.
    // Two are left after days 58, 86 and 114: three more each time. After day 154 nobody is treated any more.
    expect(of(measureAt('shipments'))).toBe(4);
    expect(fate('shipped')).toBe(14);
    expect(fate('leftAtSites')).toBe(2);
    expect(of(measureAt('costOfShipments'))).toBe(400);
    // 360 kits of each type at both depots: 1,080 at 2 each, of which 12 were used.
    expect(of(measureAt('costOfKits'))).toBe(2 * 1080);
    expect(of(measureAt('costOfDestruction'))).toBe(1080 - 12);
    expect(of(measureAt('cost'))).toBe(2 * 1080 + 400 + 1068);
  });
});
