import type { ForecastAnswer } from '../../contracts/forecast-answer.ts';
import type { ForecastTotals, StockOutRisk } from '../../engine/forecast/totals.ts';
import type { ReadyScenario } from './read-scenario.ts';

type Row = ForecastAnswer['transfers'][number];

const MOST_TRANSFERS = 20;

/** Kits of a type on a shelf at the start. */
function onShelf({ model }: ReadyScenario, site: number, type: number): number {
  return (model.supply.sites[site]?.stock ?? []).reduce(
    (sum, { lot, kits }) => sum + (model.supply.lots[lot]?.kitType === type ? kits : 0),
    0,
  );
}

/** A site that can give, and what it can give. */
interface Giver {
  readonly site: number;
  readonly expired: Row['expired'];
  readonly spare: number;
}

/** A site that can use more, and how much is still open. */
interface Taker {
  readonly site: number;
  readonly risk: StockOutRisk;
  readonly need: number;
  open: number;
}

function giversOf(ready: ReadyScenario, totals: ForecastTotals, type: number): readonly Giver[] {
  return ready.sites.flatMap((_, site) => {
    const expired = totals.expiredAt(site, type);
    const spare = Math.min(onShelf(ready, site, type), Math.floor(expired.mean));
    return spare < 1 ? [] : [{ site, expired, spare }];
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
      return { site, need, open: need, risk: risks[site * types + type] as StockOutRisk };
    })
    .filter(({ site, need }) => need >= 1 && givers.every((giver) => giver.site !== site))
    .toSorted((a, b) => b.risk.share - a.risk.share || b.need - a.need);
}

/** Transfers of one kit type; a kit is given once, and nobody gets more than it will use. */
function ofType(ready: ReadyScenario, totals: ForecastTotals, type: number): readonly Row[] {
  const { id, cost } = ready.scenario.kitTypes[type] as (typeof ready.scenario.kitTypes)[number];
  const name = (site: number): string => ready.sites[site]?.name as string;
  const givers = giversOf(ready, totals, type).toSorted((a, b) => b.spare - a.spare);
  const takers = takersOf(ready, totals, type, givers);
  return givers.flatMap(({ site, expired, spare }) => {
    let rest = spare;
    return takers.flatMap((taker) => {
      const kits = Math.min(rest, taker.open);
      if (kits === 0) return [];
      rest -= kits;
      taker.open -= kits;
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
