import type { ForecastAnswer } from '../../contracts/forecast-answer.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { quantileError } from '../../engine/forecast/figure.ts';
import { NEEDED } from '../../engine/forecast/tally.ts';
import type { ForecastTotals } from '../../engine/forecast/totals.ts';
import { orderedLots } from './compile-supply.ts';
import type { ReadyScenario } from './read-scenario.ts';

/** Kits that a supply without shortage sends with the accepted probability at most, over those used on average. */
export function overageRows(
  { scenario }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['overage'] {
  const { risk } = scenario;
  return scenario.kitTypes.map(({ id }, type) => {
    const quantile = (p: number): number => totals.fateQuantile(type, NEEDED, p);
    const kits = quantile(1 - risk);
    const sites = totals.totalDemand(type);
    return {
      kitType: id,
      risk,
      kits,
      error: quantileError(1 - risk, totals.replicates, quantile),
      usedOnAverage: sites,
      percent: sites === 0 ? 0 : 100 * (kits / sites - 1),
    };
  });
}

/** When each depot needs a further campaign, and how large: by the quantile of what is asked of it so far. */
export function packagingRows(
  { scenario, model }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['packaging'] {
  const { risk } = scenario;
  const last = totals.weeks - 1;
  return scenario.depots.flatMap((depot, d) =>
    scenario.kitTypes.map(({ id }, type) => {
      const asked = totals.histogram(totals.columns.asked(d, type));
      const lots = model.supply.lots.filter((lot) => lot.depot === d && lot.kitType === type);
      const released = (week: number): number =>
        lots.reduce((sum, lot) => sum + (lot.releaseDay <= week * 7 + 6 ? lot.kits : 0), 0);
      const needed = asked.quantile(last, 1 - risk);
      const short = Array.from({ length: totals.weeks }, (_, week) => week).find(
        (week) => asked.quantile(week, 1 - risk) > released(week),
      );
      const packaged = released(last);
      return {
        kitType: id,
        depot: depot.id,
        risk,
        packaged,
        needed,
        error: quantileError(1 - risk, totals.replicates, (p) => asked.quantile(last, p)),
        neededBy: short === undefined ? null : isoDateFromEpochDay(model.startDay + short * 7),
        kits: Math.max(0, needed - packaged),
      };
    }),
  );
}

const AT_RISK = 0.1;

/** Lots in the order of the scenario with what is expected to expire of them. */
export function lotRows(
  { scenario }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['lots'] {
  const order = orderedLots(scenario);
  return scenario.lots.map((lot, index) => {
    const { expired, any } = totals.lotRisk(order.findIndex((one) => one.index === index));
    return {
      lot: lot.id,
      kitType: lot.kitType,
      depot: lot.depot,
      kits: lot.kits,
      release: lot.release,
      expiry: lot.expiry,
      expired,
      any,
      isAtRisk: lot.kits > 0 && expired.mean > AT_RISK * lot.kits,
    };
  });
}

const MOST_TRANSFERS = 20;

/** From shelves on which kits of the start are expected to expire, to the site that runs short most or needs most. */
export function transferRows(
  { scenario, model, sites }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['transfers'] {
  const types = scenario.kitTypes.length;
  const risks = totals.stockOutRisks();
  const needOf = (site: number, type: number): number =>
    totals.demandOf(site, type).reduce((sum, kits) => sum + kits, 0);
  const rows = sites.flatMap((from, site) =>
    scenario.kitTypes.flatMap(({ id, cost }, type) => {
      const onShelf = (model.supply.sites[site]?.stock ?? []).reduce(
        (sum, { lot, kits }) => sum + (model.supply.lots[lot]?.kitType === type ? kits : 0),
        0,
      );
      const expired = totals.expiredAt(site, type);
      const spare = Math.min(onShelf, Math.floor(expired.mean));
      if (spare < 1) return [];
      const best = sites
        .map((_, to) => ({ to, risk: risks[to * types + type], need: needOf(to, type) }))
        .filter(({ to, need }) => to !== site && need >= 1)
        .toSorted((a, b) => (b.risk?.share ?? 0) - (a.risk?.share ?? 0) || b.need - a.need)[0];
      if (best?.risk === undefined) return [];
      const kits = Math.min(spare, Math.floor(best.need));
      return [
        {
          kitType: id,
          from: from.name,
          to: sites[best.to]?.name as string,
          kits,
          expired,
          stockOutAtTarget: { share: best.risk.share, error: best.risk.error },
          worth: kits * cost,
        },
      ];
    }),
  );
  return rows.toSorted((a, b) => b.worth - a.worth || b.kits - a.kits).slice(0, MOST_TRANSFERS);
}
