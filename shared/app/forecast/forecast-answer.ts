import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type {
  ForecastAnswer,
  ForecastBand,
  ForecastEstimate,
  ForecastFigure,
  ForecastKitRow,
  ForecastPartial,
} from '../../contracts/forecast-answer.ts';
import type { CensoredFigure, Figure } from '../../engine/forecast/figure.ts';
import { shareOf } from '../../engine/forecast/figure.ts';
import { type KitFate, kitFates } from '../../engine/forecast/tally.ts';
import type { ForecastTotals } from '../../engine/forecast/totals.ts';
import type { WeekBand } from '../../engine/forecast/week-bands.ts';
import { engineVersion } from '../design-lab/engine-version.ts';
import { dayIn, ratesOf } from './compile-recruitment.ts';
import { lotRows, overageRows, packagingRows } from './forecast-plans.ts';
import type { ReadyScenario } from './read-scenario.ts';
import { transferPlan } from './transfer-plan.ts';

export const dateOf = ({ model }: ReadyScenario, day: number): IsoDate =>
  isoDateFromEpochDay(model.startDay + Math.floor(day));

const named = <T>([q05, q25, q50, q75, q95]: readonly T[]) => ({
  q05: q05 as T,
  q25: q25 as T,
  q50: q50 as T,
  q75: q75 as T,
  q95: q95 as T,
});

export const figureOf = ({ mean, sd, min, max, quantiles, errors }: Figure): ForecastFigure => ({
  mean,
  sd,
  min,
  max,
  ...named(quantiles),
  errors: { mean: errors.mean, ...named(errors.quantiles) },
});

const censoredOf = ({ mean, sd, min, max, quantiles, errors }: CensoredFigure) => ({
  mean,
  sd,
  min,
  max,
  ...named(quantiles),
  errors: { mean: errors.mean, ...named(errors.quantiles) },
});

const bandOf = (
  what: ForecastBand['what'],
  kitType: string | null,
  place: string | null,
  band: WeekBand,
): ForecastBand => ({
  what,
  kitType,
  place,
  mean: [...band.mean],
  ...named(band.quantiles.map((one) => [...one])),
  errors: {
    mean: [...band.meanError],
    ...named(band.quantileErrors.map((one) => [...one])),
  },
});

/** Every weekly figure with its name. */
function bandsOf({ scenario }: ReadyScenario, totals: ForecastTotals): ForecastBand[] {
  const { columns } = totals;
  const { kitTypes, depots, focus } = scenario;
  const byType = kitTypes.flatMap(({ id }, t) => [
    bandOf('used', id, null, totals.band(columns.used(t))),
    bandOf('sites', id, null, totals.band(columns.atSites(t))),
    ...depots.flatMap((depot, d) => [
      bandOf('depot', id, depot.id, totals.band(columns.atDepot(d, t))),
      bandOf('asked', id, depot.id, totals.band(columns.asked(d, t))),
    ]),
    ...focus.map((site, s) => bandOf('site', id, site, totals.band(columns.focus(s, t)))),
  ]);
  return [bandOf('randomized', null, null, totals.band(0)), ...byType];
}

const weeksOf = (ready: ReadyScenario, totals: ForecastTotals): IsoDate[] =>
  Array.from({ length: totals.weeks }, (_, week) =>
    dateOf(ready, Math.min(week * 7 + 6, ready.model.horizon - 1)),
  );

const finishedOf = ({ replicates, unfinished }: ForecastTotals) =>
  shareOf(replicates - unfinished, replicates);

/** What a run has so far: small, for a window that watches. */
export const partialOf = (
  ready: ReadyScenario,
  totals: ForecastTotals,
  of: number,
): ForecastPartial => ({
  replicates: totals.replicates,
  of,
  weeks: weeksOf(ready, totals),
  stockOut: totals.stockOutShare(),
  finished: finishedOf(totals),
  bands: bandsOf(ready, totals),
});

/** Everything that a run found, with the names of its scenario. */
export function answerOf(
  ready: ReadyScenario,
  totals: ForecastTotals,
  seed: number,
): ForecastAnswer {
  const { scenario } = ready;
  const figure = (name: Parameters<ForecastTotals['measure']>[0]): ForecastFigure =>
    figureOf(totals.measure(name));
  return {
    format: 'cachet-forecast-answer/1',
    name: scenario.name,
    engine: engineVersion,
    replicates: totals.replicates,
    seed,
    start: scenario.start,
    horizonDays: scenario.horizonDays,
    weeks: weeksOf(ready, totals),
    warnings: [...ready.warnings, ...playedWarnings(ready, totals)],
    recruitment: recruitmentOf(ready, totals),
    visits: figure('visits'),
    overtaken: figure('overtaken'),
    stockOut: stockOutOf(ready, totals),
    heat: heatOf(ready, totals),
    kits: scenario.kitTypes.map(({ id }, type) => kitRow(id, type, totals)),
    shipments: figure('shipments'),
    lostShipments: figure('lostShipments'),
    cost: costOf(totals),
    overage: overageRows(ready, totals),
    packaging: packagingRows(ready, totals),
    lots: lotRows(ready, totals),
    ...transferPlan(ready, totals),
    demand: demandOf(ready, totals),
    bands: bandsOf(ready, totals),
  };
}

const costOf = (totals: ForecastTotals): ForecastAnswer['cost'] => ({
  total: figureOf(totals.measure('cost')),
  kits: figureOf(totals.measure('costOfKits')),
  shipments: figureOf(totals.measure('costOfShipments')),
  destruction: figureOf(totals.measure('costOfDestruction')),
});

/** What only shows in the replicates. */
const playedWarnings = (
  ready: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['warnings'] => [
  ...unfinishedWarning(ready, totals),
  ...targetDateWarning(ready, totals),
  ...overtakenWarning(totals),
];

function unfinishedWarning(
  { scenario }: ReadyScenario,
  { unfinished, replicates }: ForecastTotals,
): ForecastAnswer['warnings'] {
  if (unfinished === 0) return [];
  const percent = ((100 * unfinished) / replicates).toFixed(1);
  return [
    {
      path: 'horizonDays',
      rule: 'recruitment-not-finished',
      message: `In ${percent} % of the replicates recruitment does not reach ${scenario.recruitment.target} subjects within ${scenario.horizonDays} days.`,
    },
  ];
}

/** Days after those that are played are known only once every replicate has finished before. */
const isKnownOn = (
  { model }: ReadyScenario,
  { unfinished }: ForecastTotals,
  day: number,
): boolean => day < model.horizon || unfinished === 0;

function targetDateWarning(
  ready: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['warnings'] {
  const { scenario } = ready;
  const { targetDate } = scenario.recruitment;
  if (targetDate === undefined) return [];
  const day = dayIn(scenario, targetDate);
  if (isKnownOn(ready, totals, day)) return [];
  return [
    {
      path: 'recruitment.targetDate',
      rule: 'target-date-beyond-horizon',
      message: `The probability of finishing by ${targetDate} is unknown: only ${scenario.horizonDays} days are played. Set horizonDays to ${day + 1} or more.`,
    },
  ];
}

function byTargetDate(
  ready: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['recruitment']['byTargetDate'] {
  const { targetDate } = ready.scenario.recruitment;
  if (targetDate === undefined) return null;
  const day = dayIn(ready.scenario, targetDate);
  return isKnownOn(ready, totals, day) ? { date: targetDate, ...totals.finishedBy(day) } : null;
}

function overtakenWarning(totals: ForecastTotals): ForecastAnswer['warnings'] {
  const { mean } = totals.measure('overtaken');
  if (mean === 0) return [];
  return [
    {
      path: 'subjects.lateDays',
      rule: 'visits-overtaken',
      message: `On average ${mean.toFixed(1)} visits of a replicate fall out: the visit before comes so late that their windows are over.`,
    },
  ];
}

function recruitmentOf(
  ready: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['recruitment'] {
  const { target } = ready.scenario.recruitment;
  const days = totals.daysToFinish();
  const date = (day: number | null): IsoDate | null => (day === null ? null : dateOf(ready, day));
  return {
    target,
    finished: finishedOf(totals),
    days: censoredOf(days),
    dates: named(days.quantiles.map(date)),
    byTargetDate: byTargetDate(ready, totals),
    screened: figureOf(totals.measure('screened')),
    randomized: figureOf(totals.measure('randomized')),
    sitesByCount: totals.sitesWith().map(({ mean }) => mean),
    sitesByCountErrors: totals.sitesWith().map(({ error }) => error),
    rates: siteRates(ready),
  };
}

/** The distribution of rates between sites, and what is believed of each. */
function siteRates({
  scenario,
  sites,
  model,
}: ReadyScenario): ForecastAnswer['recruitment']['rates'] {
  const { alpha, beta } = ratesOf(scenario, sites);
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    alpha: finite(alpha),
    beta: finite(beta),
    isFitted: scenario.recruitment.fitRate,
    bySite: model.recruitment.sites.map((one, i) => {
      const isAlike = one.alpha === Infinity;
      const mean = one.isClosed ? 0 : isAlike ? 1 / one.beta : one.alpha / one.beta;
      const sd = one.isClosed || isAlike ? 0 : Math.sqrt(one.alpha) / one.beta;
      return { site: sites[i]?.name as string, mean, sd };
    }),
  };
}

const percentOf = ({ mean, error }: ForecastEstimate): ForecastEstimate => ({
  mean: 100 * mean,
  error: 100 * error,
});

function stockOutOf(ready: ReadyScenario, totals: ForecastTotals): ForecastAnswer['stockOut'] {
  const any = totals.stockOutShare();
  const first = totals.measure('firstStockOut');
  const [q05, , q50, , q95] = first.quantiles as readonly number[];
  const date = (day: number | undefined): IsoDate => dateOf(ready, day ?? 0);
  return {
    any,
    missed: figureOf(totals.measure('missed')),
    delayed: figureOf(totals.measure('delayed')),
    missedPercent: percentOf(totals.missedShare()),
    first:
      any.share === 0
        ? null
        : { day: figureOf(first), q05: date(q05), q50: date(q50), q95: date(q95) },
    bySite: totals.stockOutRisks().map(({ site, kitType, share, error, medianDay }) => ({
      site: ready.sites[site]?.name as string,
      kitType: ready.scenario.kitTypes[kitType]?.id as string,
      share,
      error,
      medianFirst: medianDay === null ? null : dateOf(ready, medianDay),
    })),
  };
}

function heatOf({ sites }: ReadyScenario, totals: ForecastTotals): ForecastAnswer['heat'] {
  const share = totals.heat().map((row) => [...row]);
  const n = totals.replicates;
  return {
    sites: sites.map(({ name }) => name),
    share,
    error: share.map((row) => row.map((p) => shareOf(Math.round(p * n), n).error)),
  };
}

function kitRow(kitType: string, type: number, totals: ForecastTotals): ForecastKitRow {
  const figures = Object.fromEntries(
    kitFates.map((fate, i) => [fate, totals.fate(type, i)]),
  ) as unknown as Record<KitFate, Figure>;
  const used = totals.usedShare(type);
  const mean = figures.packaged.mean === 0 ? 0 : 1 - used.mean;
  const shown = Object.fromEntries(
    Object.entries(figures).map(([fate, one]) => [fate, figureOf(one)]),
  ) as Record<KitFate, ForecastFigure>;
  return { kitType, ...shown, wastePercent: percentOf({ mean, error: used.error }) };
}

/** Five figures, which no Monte-Carlo error exceeds; rows without the zeros at their end. */
function shortRow(values: readonly number[]): number[] {
  const end = values.findLastIndex((value) => value !== 0) + 1;
  return values.slice(0, end).map((value) => Number(value.toPrecision(5)));
}

function demandOf(
  { sites, scenario }: ReadyScenario,
  totals: ForecastTotals,
): ForecastAnswer['demand'] {
  const types = scenario.kitTypes.map((_, type) => type);
  const rows = types.map((type) => sites.map((_, site) => totals.demandOf(site, type)));
  const sums = types.map((type) => sites.map((_, site) => totals.demandAt(site, type)));
  return {
    sites: sites.map(({ name }) => name),
    kitTypes: scenario.kitTypes.map(({ id }) => id),
    weeksAPeriod: totals.weeksAPeriod,
    kits: rows.map((of) => of.map((row) => shortRow(row.map(({ mean }) => mean)))),
    errors: rows.map((of) => of.map((row) => shortRow(row.map(({ error }) => error)))),
    totals: sums.map((row) => row.map(({ mean }) => mean)),
    totalErrors: sums.map((row) => row.map(({ error }) => error)),
  };
}
