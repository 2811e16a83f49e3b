import type { ForecastAnswer } from '../../contracts/forecast-answer.ts';
import type { ForecastTotals, StockOutRisk } from '../../engine/forecast/totals.ts';
import type { SupplySite } from '../../engine/forecast/model.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import type { ReadyScenario } from './read-scenario.ts';

type Row = ForecastAnswer['transfers'][number];

const MOST_TRANSFERS = 20;
/** Of sums of means, far below a kit. */
const ROUNDING = 1e-6;

/** Kits of one lot, of which nothing can be used after that day of expiry. */
interface Part {
  readonly kits: number;
  readonly expiryDay: number;
}

/** Kits of a type on a shelf at the start, first expiring first. */
const onShelf = ({ model }: ReadyScenario, site: number, type: number): readonly Part[] =>
  (model.supply.sites[site]?.stock ?? [])
    .flatMap(({ lot, kits }) => {
      const one = model.supply.lots[lot];
      return one?.kitType === type ? [{ kits, expiryDay: one.expiryDay }] : [];
    })
    .toSorted((a, b) => a.expiryDay - b.expiryDay);

/** The first `most` kits of those on a shelf. */
function firstOf(parts: readonly Part[], most: number): readonly Part[] {
  let rest = most;
  return parts.flatMap(({ kits, expiryDay }) => {
    const taken = Math.min(kits, rest);
    rest -= taken;
    return taken === 0 ? [] : [{ kits: taken, expiryDay }];
  });
}

/** A site that can give, and what it can give. */
interface Giver {
  readonly site: number;
  readonly expired: Row['expired'];
  readonly spare: readonly Part[];
}

/** A site that can use more, and what others have promised it. */
interface Taker {
  readonly site: number;
  readonly risk: StockOutRisk;
  readonly need: number;
  /** Mean kits that visits ask for, by period. */
  readonly demand: readonly number[];
  promised: number;
}

const kitsOf = (parts: readonly Part[]): number => parts.reduce((sum, { kits }) => sum + kits, 0);

function giversOf(ready: ReadyScenario, totals: ForecastTotals, type: number): readonly Giver[] {
  return ready.sites.flatMap((_, site) => {
    const expired = totals.expiredAt(site, type);
    const spare = firstOf(onShelf(ready, site, type), Math.floor(expired.mean));
    return spare.length === 0 ? [] : [{ site, expired, spare }];
  });
}

/** Those who run short most, or need most, first. Who has kits to spare takes none. */
function takersOf(
  ready: ReadyScenario,
  totals: ForecastTotals,
  type: number,
  givers: readonly Giver[],
): readonly Taker[] {
  const types = ready.scenario.kitTypes.length;
  const risks = totals.stockOutRisks();
  return ready.sites
    .map((_, site) => {
      const need = Math.floor(totals.demandAt(site, type).mean);
      const demand = totals.demandOf(site, type).map(({ mean }) => mean);
      return { site, need, demand, promised: 0, risk: risks[site * types + type] as StockOutRisk };
    })
    .filter(({ site, need }) => need >= 1 && givers.every((giver) => giver.site !== site))
    .toSorted((a, b) => b.risk.share - a.risk.share || b.need - a.need);
}

/**
 * Kits that a site still can use of what expires on a day: what its visits ask for from the soonest arrival to the last
 * day of dispensing, by whole periods, less what it was promised.
 */
function openFor(
  { model }: ReadyScenario,
  totals: ForecastTotals,
  { site, demand, promised }: Taker,
  expiryDay: number,
): number {
  const { sites, isBoundaryDayAllowed } = model.supply;
  const { doNotDispense, lead } = sites[site] as SupplySite;
  const last = lastAllowedDay(expiryDay, Math.min(...doNotDispense), isBoundaryDayAllowed);
  const soonest = Math.min(...lead.days);
  const days = 7 * totals.weeksAPeriod;
  const usable = demand.reduce((sum, kits, period) => {
    const end = Math.min((period + 1) * days, model.horizon) - 1;
    return end >= soonest && end <= last ? sum + kits : sum;
  }, 0);
  return Math.floor(usable + ROUNDING) - promised;
}

/** What a site gets of a shelf, and what stays there. */
function promise(
  parts: readonly Part[],
  openOn: (expiryDay: number) => number,
): { readonly kits: number; readonly rest: readonly Part[] } {
  let kits = 0;
  const rest = parts.map((part) => {
    if (part.kits === 0) return part;
    const taken = Math.min(part.kits, Math.max(0, openOn(part.expiryDay) - kits));
    kits += taken;
    return { ...part, kits: part.kits - taken };
  });
  return { kits, rest };
}

/** Transfers of one kit type; a kit is given once, and nobody gets more than it will use. */
function ofType(ready: ReadyScenario, totals: ForecastTotals, type: number): readonly Row[] {
  const { id, cost } = ready.scenario.kitTypes[type] as (typeof ready.scenario.kitTypes)[number];
  const name = (site: number): string => ready.sites[site]?.name as string;
  const givers = giversOf(ready, totals, type).toSorted(
    (a, b) => kitsOf(b.spare) - kitsOf(a.spare),
  );
  const takers = takersOf(ready, totals, type, givers);
  return givers.flatMap(({ site, expired, spare }) => {
    let parts = spare;
    return takers.flatMap((taker) => {
      const { kits, rest } = promise(parts, (day) => openFor(ready, totals, taker, day));
      if (kits === 0) return [];
      parts = rest;
      taker.promised += kits;
      const { share, error } = taker.risk;
      return [
        {
          kitType: id,
          from: name(site),
          to: name(taker.site),
          kits,
          expired,
          stockOutAtTarget: { share, error },
          worth: kits * cost,
        },
      ];
    });
  });
}

/**
 * From shelves on which kits of the start are expected to expire, to the sites that run short most or need most; the
 * most worth of them, and what the others come to.
 */
export function transferPlan(
  ready: ReadyScenario,
  totals: ForecastTotals,
): Pick<ForecastAnswer, 'transfers' | 'moreTransfers'> {
  const all = ready.scenario.kitTypes
    .flatMap((_, type) => ofType(ready, totals, type))
    .toSorted((a, b) => b.worth - a.worth || b.kits - a.kits);
  const others = all.slice(MOST_TRANSFERS);
  const sum = (of: (row: Row) => number): number => others.reduce((so, row) => so + of(row), 0);
  return {
    transfers: all.slice(0, MOST_TRANSFERS),
    moreTransfers: {
      count: others.length,
      kits: sum(({ kits }) => kits),
      worth: sum(({ worth }) => worth),
    },
  };
}
