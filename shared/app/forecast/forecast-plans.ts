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

/** Of all kits of a lot, wherever they are. */
const AT_RISK = 0.1;

/** Kits of a lot that sites have at the start, or that are on the way to them. */
const kitsOut = ({ supply }: ForecastModel, lot: number): number =>
  supply.sites
    .flatMap(({ stock, inTransit }) => [...stock, ...inTransit])
    .reduce((sum, one) => (one.lot === lot ? sum + one.kits : sum), 0);

/** Lots in the order of the scenario with what is expected to expire of them. */
export function lotRows(
  { scenario, model }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['lots'] {
  const order = orderedLots(scenario);
  return scenario.lots.map((lot, index) => {
    const at = order.findIndex((one) => one.index === index);
    const { expired, any } = totals.lotRisk(at);
    return {
      lot: lot.id,
      kitType: lot.kitType,
      depot: lot.depot,
      kits: lot.kits,
      release: lot.release,
      expiry: lot.expiry,
      expired,
      any,
      isAtRisk: expired.mean > AT_RISK * (lot.kits + kitsOut(model, at)),
    };
  });
}
