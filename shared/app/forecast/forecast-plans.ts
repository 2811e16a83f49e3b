import type { ForecastAnswer } from '../../contracts/forecast-answer.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { quantileError } from '../../engine/forecast/figure.ts';
import { NEEDED, WANTED } from '../../engine/forecast/tally.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import type { ForecastTotals } from '../../engine/forecast/totals.ts';
import { orderedLots } from './compile-supply.ts';
import type { ReadyScenario } from './read-scenario.ts';

/**
 * Kits that must exist so that running short has at most the accepted probability: those that sites hold at the start
 * and those that depots without shortage would send, over the kits that visits ask for on average.
 */
export function overageRows(
  { scenario }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['overage'] {
  const { risk } = scenario;
  return scenario.kitTypes.map(({ id }, type) => {
    const quantile = (p: number): number => totals.fateQuantile(type, NEEDED, p);
    const kits = quantile(1 - risk);
    const error = quantileError(1 - risk, totals.replicates, quantile);
    const wanted = totals.fate(type, WANTED);
    const ratio = wanted.mean === 0 ? 0 : kits / wanted.mean;
    // Both grow with the subjects, so leaving out their covariance makes the error rather too large.
    const relative = kits === 0 ? 0 : Math.hypot(error / kits, wanted.errors.mean / wanted.mean);
    return {
      kitType: id,
      risk,
      kits,
      error,
      usedOnAverage: wanted.mean,
      usedError: wanted.errors.mean,
      percent: wanted.mean === 0 ? 0 : 100 * (ratio - 1),
      percentError: 100 * ratio * relative,
    };
  });
}

/** When each depot needs a further campaign, and how large: by what is asked of it that its lots cannot give. */
export function packagingRows(
  { scenario, model }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['packaging'] {
  const { risk } = scenario;
  const last = totals.weeks - 1;
  const errorOf = (quantile: (p: number) => number): number =>
    quantileError(1 - risk, totals.replicates, quantile);
  return scenario.depots.flatMap((depot, d) =>
    scenario.kitTypes.map(({ id }, type) => {
      const asked = totals.histogram(totals.columns.asked(d, type));
      const short = totals.histogram(totals.columns.short(d, type));
      const week = Array.from({ length: totals.weeks }, (_, w) => w).find(
        (w) => short.quantile(w, 1 - risk) > 0,
      );
      return {
        kitType: id,
        depot: depot.id,
        risk,
        packaged: packagedAt(model, d, type),
        needed: asked.quantile(last, 1 - risk),
        error: errorOf((p) => asked.quantile(last, p)),
        neededBy: week === undefined ? null : isoDateFromEpochDay(model.startDay + week * 7),
        kits: short.quantile(last, 1 - risk),
        kitsError: errorOf((p) => short.quantile(last, p)),
      };
    }),
  );
}

/** Kits of all lots that come to a depot within the horizon. */
const packagedAt = ({ supply, horizon }: ForecastModel, depot: number, kitType: number): number =>
  supply.lots
    .filter((lot) => lot.depot === depot && lot.kitType === kitType && lot.releaseDay < horizon)
    .reduce((sum, { kits }) => sum + kits, 0);

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
  const needOf = (site: number, type: number): number => totals.demandAt(site, type).mean;
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
