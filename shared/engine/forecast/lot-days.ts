import type { ForecastModel, LotModel } from './model.ts';

/** Something that happens to a lot on its own. */
export interface LotDay {
  readonly lot: number;
  readonly kind: 'release' | 'expiry' | 'count';
  readonly kits: number;
  /** Where kits cease to count. */
  readonly sites: readonly number[];
}

/** By day of the forecast. */
export function lotDaysOf({ horizon, supply }: ForecastModel): readonly (readonly LotDay[])[] {
  const days = Array.from({ length: horizon }, (): LotDay[] => []);
  const add = (day: number, what: LotDay): void => {
    if (day < horizon) days[Math.max(0, day)]?.push(what);
  };
  const byDays = new Map<number, number[]>();
  supply.sites.forEach(({ doNotCount }, site) => {
    byDays.set(doNotCount, [...(byDays.get(doNotCount) ?? []), site]);
  });
  supply.lots.forEach(({ kits, releaseDay, expiryDay }: LotModel, lot) => {
    add(releaseDay, { lot, kind: 'release', kits, sites: [] });
    for (const [doNotCount, sites] of byDays) {
      const last = expiryDay - doNotCount - (supply.isBoundaryDayAllowed ? 0 : 1);
      if (last >= 0) add(last + 1, { lot, kind: 'count', kits: 0, sites });
    }
    add(Math.max(expiryDay + 1, releaseDay), { lot, kind: 'expiry', kits: 0, sites: [] });
  });
  return days;
}
