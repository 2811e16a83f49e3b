import { type Cell, csvLine } from '../../shared/base/csv.ts';
import type { Sheet } from '../../shared/app/ports.ts';
import type { ForecastAnswer } from '../../shared/contracts/forecast-answer.ts';

interface WrittenFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const sheet = (
  name: string,
  header: readonly string[],
  rows: readonly (readonly (Cell | undefined)[])[],
): Sheet => ({ name, header, rows: rows.map((row) => row.map((one) => one ?? null)) });

/** The files of a forecast: the whole answer, and its tables for a spreadsheet, as text and as workbooks. */
export async function forecastFiles(
  answer: ForecastAnswer,
  xlsx: (sheet: Sheet) => Promise<Uint8Array>,
): Promise<readonly WrittenFile[]> {
  const files: WrittenFile[] = [
    { name: 'answer.json', content: `${JSON.stringify(answer, null, 1)}\n` },
  ];
  for (const table of tables.map((of) => of(answer))) {
    const text = [table.header, ...table.rows].map(csvLine).join('');
    files.push({ name: `${table.name}.csv`, content: text });
    files.push({ name: `${table.name}.xlsx`, content: await xlsx(table) });
  }
  return files;
}

const known = ['mean', 'q05', 'q25', 'q50', 'q75', 'q95'] as const;

const bands = (answer: ForecastAnswer): Sheet =>
  sheet(
    'bands',
    ['what', 'kit_type', 'place', 'week_end', ...known, ...known.map((name) => `${name}_error`)],
    answer.bands.flatMap((band) =>
      answer.weeks.map((week, i) => [
        band.what,
        band.kitType,
        band.place,
        week,
        ...known.map((name) => band[name][i]),
        ...known.map((name) => band.errors[name][i]),
      ]),
    ),
  );

const kits = ({ kits: rows }: ForecastAnswer): Sheet =>
  sheet(
    'kits',
    ['kit_type', 'fate', 'mean', 'error', 'q05', 'q50', 'q95'],
    rows.flatMap(({ kitType, wastePercent, ...fates }) => [
      ...Object.entries(fates).map(([fate, one]) => [
        kitType,
        fate,
        one.mean,
        one.errors.mean,
        one.q05,
        one.q50,
        one.q95,
      ]),
      [kitType, 'waste_percent', wastePercent.mean, wastePercent.error],
    ]),
  );

const stockOuts = ({ stockOut }: ForecastAnswer): Sheet =>
  sheet(
    'stock-outs',
    ['site', 'kit_type', 'probability', 'error', 'median_first'],
    stockOut.bySite.map((row) => [row.site, row.kitType, row.share, row.error, row.medianFirst]),
  );

const heat = (answer: ForecastAnswer): Sheet =>
  sheet(
    'heat',
    ['site', ...answer.weeks],
    answer.heat.sites.map((site, i) => [site, ...(answer.heat.share[i] ?? [])]),
  );

const lots = (answer: ForecastAnswer): Sheet =>
  sheet(
    'lots',
    ['lot', 'kit_type', 'depot', 'kits', 'release', 'expiry', 'expired', 'error', 'p_any'],
    answer.lots.map((row) => [
      row.lot,
      row.kitType,
      row.depot,
      row.kits,
      row.release,
      row.expiry,
      row.expired.mean,
      row.expired.error,
      row.any.share,
    ]),
  );

const packaging = (answer: ForecastAnswer): Sheet =>
  sheet(
    'packaging',
    ['kit_type', 'depot', 'risk', 'packaged', 'needed', 'error', 'needed_by', 'kits', 'kits_error'],
    answer.packaging.map((row) => [
      row.kitType,
      row.depot,
      row.risk,
      row.packaged,
      row.needed,
      row.error,
      row.neededBy,
      row.kits,
      row.kitsError,
    ]),
  );

const demand = ({ demand: asked, weeks }: ForecastAnswer): Sheet =>
  sheet(
    'demand',
    ['kit_type', 'site', 'week_end', 'kits', 'error'],
    asked.kits.flatMap((rows, type) =>
      rows.flatMap((row, site) =>
        row.map((kits, period) => [
          asked.kitTypes[type],
          asked.sites[site],
          weeks[Math.min(weeks.length, (period + 1) * asked.weeksAPeriod) - 1],
          kits,
          asked.errors[type]?.[site]?.[period] ?? 0,
        ]),
      ),
    ),
  );

const measured = [...known, ...known.map((name) => `${name}_error`)] as const;

type Spread = Readonly<Record<(typeof known)[number], number | null>>;

/** A figure under the columns `measured`. */
const figure = (of: Spread & { readonly errors: Spread }): readonly Cell[] => [
  ...known.map((name) => of[name]),
  ...known.map((name) => of.errors[name]),
];

/** Shares stand under mean; days that not every replicate reaches are left empty. */
const recruitment = ({ recruitment: of }: ForecastAnswer): Sheet =>
  sheet(
    'recruitment',
    ['what', 'date', ...measured],
    [
      share('finished', undefined, of.finished),
      ...(of.byTargetDate === null
        ? []
        : [share('by_target_date', of.byTargetDate.date, of.byTargetDate)]),
      ['days', of.dates.q50, ...figure(of.days)],
      ['screened', undefined, ...figure(of.screened)],
      ['randomized', undefined, ...figure(of.randomized)],
    ],
  );

const share = (
  what: string,
  date: string | undefined,
  { share: mean, error }: { readonly share: number; readonly error: number },
): readonly (Cell | undefined)[] => [
  what,
  date,
  ...measured.map((name) => (name === 'mean' ? mean : name === 'mean_error' ? error : undefined)),
];

const sites = ({ recruitment: { rates } }: ForecastAnswer): Sheet =>
  sheet(
    'sites',
    ['site', 'screened_a_day', 'sd'],
    rates.bySite.map(({ site, mean, sd }) => [site, mean, sd]),
  );

const cost = ({ cost: parts }: ForecastAnswer): Sheet =>
  sheet(
    'cost',
    ['part', ...measured],
    Object.entries(parts).map(([part, of]) => [part, ...figure(of)]),
  );

const overage = (answer: ForecastAnswer): Sheet =>
  sheet(
    'overage',
    ['kit_type', 'risk', 'kits', 'error', 'used', 'used_error', 'percent', 'percent_error'],
    answer.overage.map((row) => [
      row.kitType,
      row.risk,
      row.kits,
      row.error,
      row.usedOnAverage,
      row.usedError,
      row.percent,
      row.percentError,
    ]),
  );

const transfers = (answer: ForecastAnswer): Sheet =>
  sheet(
    'transfers',
    ['kit_type', 'from', 'to', 'kits', 'expired', 'error', 'p_stock_out', 'p_error', 'worth'],
    answer.transfers.map((row) => [
      row.kitType,
      row.from,
      row.to,
      row.kits,
      row.expired.mean,
      row.expired.error,
      row.stockOutAtTarget.share,
      row.stockOutAtTarget.error,
      row.worth,
    ]),
  );

const tables = [
  bands,
  kits,
  stockOuts,
  heat,
  lots,
  packaging,
  demand,
  recruitment,
  sites,
  cost,
  overage,
  transfers,
];
