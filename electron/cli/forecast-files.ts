import type { ForecastAnswer } from '../../shared/contracts/forecast-answer.ts';

interface TextFile {
  readonly name: string;
  readonly text: string;
}

const cell = (value: unknown): string => {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const csv = (header: readonly string[], rows: readonly (readonly unknown[])[]): string =>
  `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** The files of a forecast: the whole answer, and its tables for a spreadsheet. */
export const forecastFiles = (answer: ForecastAnswer): readonly TextFile[] => [
  { name: 'answer.json', text: `${JSON.stringify(answer, null, 1)}\n` },
  { name: 'bands.csv', text: bands(answer) },
  { name: 'kits.csv', text: kits(answer) },
  { name: 'stock-outs.csv', text: stockOuts(answer) },
  { name: 'heat.csv', text: heat(answer) },
  { name: 'lots.csv', text: lots(answer) },
  { name: 'packaging.csv', text: packaging(answer) },
];

const bands = (answer: ForecastAnswer): string =>
  csv(
    [
      'what',
      'kit_type',
      'place',
      'week_end',
      'mean',
      'q05',
      'q25',
      'q50',
      'q75',
      'q95',
      'mean_error',
    ],
    answer.bands.flatMap((band) =>
      answer.weeks.map((week, i) => [
        band.what,
        band.kitType,
        band.place,
        week,
        band.mean[i],
        band.q05[i],
        band.q25[i],
        band.q50[i],
        band.q75[i],
        band.q95[i],
        band.errors.mean[i],
      ]),
    ),
  );

const kits = ({ kits: rows }: ForecastAnswer): string =>
  csv(
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

const stockOuts = ({ stockOut }: ForecastAnswer): string =>
  csv(
    ['site', 'kit_type', 'probability', 'error', 'median_first'],
    stockOut.bySite.map((row) => [row.site, row.kitType, row.share, row.error, row.medianFirst]),
  );

const heat = (answer: ForecastAnswer): string =>
  csv(
    ['site', ...answer.weeks],
    answer.heat.sites.map((site, i) => [site, ...(answer.heat.share[i] ?? [])]),
  );

const lots = (answer: ForecastAnswer): string =>
  csv(
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

const packaging = (answer: ForecastAnswer): string =>
  csv(
    ['kit_type', 'depot', 'risk', 'packaged', 'needed', 'error', 'needed_by', 'kits'],
    answer.packaging.map((row) => [
      row.kitType,
      row.depot,
      row.risk,
      row.packaged,
      row.needed,
      row.error,
      row.neededBy,
      row.kits,
    ]),
  );
