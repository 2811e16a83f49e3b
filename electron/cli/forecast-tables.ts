import type { Cell } from '../../shared/base/csv.ts';
import type { Sheet } from '../../shared/app/ports.ts';
import type { ForecastAnswer } from '../../shared/contracts/forecast-answer.ts';

/** What a column shows of a row; nothing where it is undefined. */
type Columns<R> = Readonly<Record<string, (row: R) => Cell | undefined>>;

/** A table of rows under columns by name. */
export const table = <R>(name: string, rows: readonly R[], columns: Columns<R>): Sheet => ({
  name,
  header: Object.keys(columns),
  rows: rows.map((row) => Object.values(columns).map((of) => of(row) ?? null)),
});

const known = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;
type Known = (typeof known)[number];

/** Columns of a number over the replicates with its errors, as `spreadOf` finds them in a row. */
function spread<R>(
  spreadOf: (row: R, name: Known) => Cell | undefined,
  errorOf: (row: R, name: Known) => Cell | undefined,
): Columns<R> {
  return Object.fromEntries([
    ...known.map((name) => [name, (row: R) => spreadOf(row, name)] as const),
    ...known.map((name) => [`${name}_error`, (row: R) => errorOf(row, name)] as const),
  ]);
}

type Spread = Readonly<Record<Known, number | null>>;
/** A measure under its name, all columns that are not known left empty. */
interface Measured {
  readonly what: string;
  readonly date?: string | null;
  readonly figure: Partial<Spread> & { readonly errors: Partial<Spread> };
}
const measured = spread<Measured>(
  ({ figure }, name) => figure[name],
  ({ figure }, name) => figure.errors[name],
);

const bands = (answer: ForecastAnswer): Sheet =>
  table(
    'bands',
    answer.bands.flatMap((band) => answer.weeks.map((week, at) => ({ band, week, at }))),
    {
      what: ({ band }) => band.what,
      kit_type: ({ band }) => band.kitType,
      place: ({ band }) => band.place,
      week_end: ({ week }) => week,
      ...spread(
        ({ band, at }, name) => band[name][at],
        ({ band, at }, name) => band.errors[name][at],
      ),
    },
  );

const kits = (answer: ForecastAnswer): Sheet =>
  table(
    'kits',
    answer.kits.flatMap(({ kitType, wastePercent, ...fates }) => [
      ...Object.entries(fates).map(([fate, figure]) => ({ kitType, fate, ...figure })),
      { kitType, fate: 'waste_percent', ...onlyMean(wastePercent) },
    ]),
    {
      kit_type: (row) => row.kitType,
      fate: (row) => row.fate,
      mean: (row) => row.mean,
      error: (row) => row.errors.mean,
      q05: (row) => row.q05,
      q50: (row) => row.q50,
      q95: (row) => row.q95,
    },
  );

const onlyMean = ({ mean, error }: { readonly mean: number; readonly error: number }) => ({
  mean,
  q05: undefined,
  q50: undefined,
  q95: undefined,
  errors: { mean: error },
});

const stockOuts = ({ stockOut }: ForecastAnswer): Sheet =>
  table('stock-outs', stockOut.bySite, {
    site: (row) => row.site,
    kit_type: (row) => row.kitType,
    probability: (row) => row.share,
    error: (row) => row.error,
    median_first: (row) => row.medianFirst,
  });

const heat = (answer: ForecastAnswer): Sheet =>
  table(
    'heat',
    answer.heat.sites.map((site, at) => ({ site, share: answer.heat.share[at] })),
    {
      site: ({ site }) => site,
      ...Object.fromEntries(
        answer.weeks.map((week, at) => [
          week,
          ({ share }: { readonly share: readonly number[] | undefined }) => share?.[at],
        ]),
      ),
    },
  );

const lots = (answer: ForecastAnswer): Sheet =>
  table('lots', answer.lots, {
    lot: (row) => row.lot,
    kit_type: (row) => row.kitType,
    depot: (row) => row.depot,
    kits: (row) => row.kits,
    release: (row) => row.release,
    expiry: (row) => row.expiry,
    expired: (row) => row.expired.mean,
    error: (row) => row.expired.error,
    p_any: (row) => row.any.share,
  });

const packaging = (answer: ForecastAnswer): Sheet =>
  table('packaging', answer.packaging, {
    kit_type: (row) => row.kitType,
    depot: (row) => row.depot,
    risk: (row) => row.risk,
    packaged: (row) => row.packaged,
    needed: (row) => row.needed,
    error: (row) => row.error,
    needed_by: (row) => row.neededBy,
    kits: (row) => row.kits,
    kits_error: (row) => row.kitsError,
  });

const demand = ({ demand: asked, weeks }: ForecastAnswer): Sheet =>
  table(
    'demand',
    asked.kits.flatMap((rows, type) =>
      rows.flatMap((row, site) => row.map((count, period) => ({ type, site, count, period }))),
    ),
    {
      kit_type: ({ type }) => asked.kitTypes[type],
      site: ({ site }) => asked.sites[site],
      week_end: ({ period }) =>
        weeks[Math.min(weeks.length, (period + 1) * asked.weeksAPeriod) - 1],
      kits: ({ count }) => count,
      error: ({ type, site, period }) => asked.errors[type]?.[site]?.[period] ?? 0,
    },
  );

interface Share {
  readonly share: number;
  readonly error: number;
}
const shareOf = ({ share, error }: Share): Measured['figure'] => ({
  mean: share,
  errors: { mean: error },
});

/** Shares stand under mean; days that not every replicate reaches are left empty. */
function recruitment({ recruitment: of }: ForecastAnswer): Sheet {
  const byDate = of.byTargetDate;
  const rows: readonly Measured[] = [
    { what: 'finished', figure: shareOf(of.finished) },
    ...(byDate === null
      ? []
      : [{ what: 'by_target_date', date: byDate.date, figure: shareOf(byDate) }]),
    { what: 'days', date: of.dates.q50, figure: of.days },
    { what: 'screened', figure: of.screened },
    { what: 'randomized', figure: of.randomized },
  ];
  return table('recruitment', rows, {
    what: ({ what }) => what,
    date: ({ date }) => date,
    ...measured,
  });
}

const sites = ({ recruitment: { rates } }: ForecastAnswer): Sheet =>
  table('sites', rates.bySite, {
    site: (row) => row.site,
    screened_a_day: (row) => row.mean,
    sd: (row) => row.sd,
  });

const cost = (answer: ForecastAnswer): Sheet =>
  table<Measured>(
    'cost',
    Object.entries(answer.cost).map(([what, figure]) => ({ what, figure })),
    { part: ({ what }) => what, ...measured },
  );

const overage = (answer: ForecastAnswer): Sheet =>
  table('overage', answer.overage, {
    kit_type: (row) => row.kitType,
    risk: (row) => row.risk,
    kits: (row) => row.kits,
    error: (row) => row.error,
    used: (row) => row.usedOnAverage,
    used_error: (row) => row.usedError,
    percent: (row) => row.percent,
    percent_error: (row) => row.percentError,
  });

const transfers = (answer: ForecastAnswer): Sheet =>
  table('transfers', answer.transfers, {
    kit_type: (row) => row.kitType,
    from: (row) => row.from,
    to: (row) => row.to,
    kits: (row) => row.kits,
    expired: (row) => row.expired.mean,
    error: (row) => row.expired.error,
    p_stock_out: (row) => row.stockOutAtTarget.share,
    p_error: (row) => row.stockOutAtTarget.error,
    worth: (row) => row.worth,
  });

/** All tables of a forecast. */
export const forecastTables = (answer: ForecastAnswer): readonly Sheet[] => [
  bands(answer),
  kits(answer),
  stockOuts(answer),
  heat(answer),
  lots(answer),
  packaging(answer),
  demand(answer),
  recruitment(answer),
  sites(answer),
  cost(answer),
  overage(answer),
  transfers(answer),
];
