// Requirements: FCT-05
import { describe, expect, it } from 'vitest';
import { StudyLots } from '../../../../shared/app/forecast/live/study-stock.ts';
import type { StockSource } from '../../../../shared/app/queries/stock-cells.ts';
import { isoDateFromEpochDay } from '../../../../shared/base/iso-date.ts';

const today = 21_000;
const start = isoDateFromEpochDay(today);
const DEPOT = 1;
const SITE = 2;
const depot = { id: 'central' };
const site = { id: 'S001', country: 'FR', depot: 'central' };

/** One lot and its extension (datings 5 and 6), one kit type; ten kits of each at the depot, four of the first at the site. */
const source = {
  definition: { depots: [depot], sites: [site] },
  kitTypes: ['A'],
  lots: [
    { id: 5, code: 'L1', expiryDay: today + 100 },
    { id: 6, code: 'L1', expiryDay: today + 400 },
  ],
  counts: {
    at: (place: number, dating: number, group: number): number =>
      group !== 0 ? 0 : place === DEPOT ? 10 : dating === 5 ? 4 : 0,
  },
  limited: (place: number) => {
    const kit = { dating: 5, group: 0, type: 0, expiryDay: today + 100 };
    return place === DEPOT
      ? []
      : [
          { ...kit, endDay: today + 30 },
          { ...kit, endDay: today + 30 },
          { ...kit, endDay: 0 },
        ];
  },
  today: () => today,
} as unknown as StockSource;
const places = new Map([
  ['central', { id: DEPOT, code: 'central' }],
  ['S001', { id: SITE, code: 'S001' }],
]) as unknown as ConstructorParameters<typeof StudyLots>[2];

describe('the lots of a living study', () => {
  it('end with the stability budget of kits that have less of it than their expiry says', () => {
    const lots = new StudyLots(source, start, places);
    const { stock } = lots.holdingOf(site as never);
    const byExpiry = stock.map(({ lot, kits }) => [
      lots.lots.find(({ id }) => id === lot)?.expiry,
      kits,
    ]);
    // Four kits: one whose budget is over, two with 30 days left, and one as good as its lot.
    expect(byExpiry).toEqual([
      [isoDateFromEpochDay(today + 30), 2],
      [isoDateFromEpochDay(today + 100), 1],
    ]);
  });

  it('do not go where their extension is not approved, nor are they promised there', () => {
    const lots = new StudyLots(source, start, places, new Map([[6, new Set(['FR'])]]));
    expect(lots.lots.map(({ kits, notFor }) => [kits, notFor])).toEqual([
      [10, undefined],
      [10, ['FR']],
    ]);
    const sum = (promised: readonly { readonly kits: number }[]): number =>
      promised.reduce((all, { kits }) => all + kits, 0);
    expect(sum(lots.promise('central', 'A', 15, 'FR'))).toBe(10);
    expect(sum(lots.promise('central', 'A', 15, 'DE'))).toBe(10);
    expect(sum(lots.promise('central', 'A', 15, 'DE'))).toBe(0);
  });
});
