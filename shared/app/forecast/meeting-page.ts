import type { ForecastAnswer } from '../../contracts/forecast-answer.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { meetingDrawing } from './meeting-drawing.ts';

/** So many rows of each table leave all on one page. */
const mostRows = 4;

const amount = (value: number): string =>
  value.toFixed(Math.abs(value) >= 100 ? 0 : 1).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
const share = (one: { readonly share: number; readonly error: number }): string =>
  `${percent(one.share)} ± ${percent(one.error)}`;
const mean = (one: { readonly mean: number; readonly errors: { readonly mean: number } }): string =>
  `${amount(one.mean)} ± ${amount(one.errors.mean)}`;

function factsOf(answer: ForecastAnswer): PrintBlock {
  const { recruitment, stockOut, shipments, cost, kits, start, horizonDays } = answer;
  const { dates, byTargetDate, target, finished } = recruitment;
  const waste = kits.map(
    ({ kitType, wastePercent }) =>
      `${kitType} ${amount(wastePercent.mean)} % ± ${amount(wastePercent.error)} %`,
  );
  return {
    kind: 'facts',
    rows: [
      ['Looks ahead', `${horizonDays} days from ${start}`],
      [
        `${target} subjects`,
        `${share(finished)} within the horizon; last one ${dates.q50 ?? 'later'}, nine of ten ${dates.q05 ?? 'later'} to ${dates.q95 ?? 'later'}`,
      ],
      ...(byTargetDate === null ? [] : [[`By ${byTargetDate.date}`, share(byTargetDate)] as const]),
      ['Any stock-out', share(stockOut.any)],
      ['Visits missed', mean(stockOut.missed)],
      ['Not used', waste.join(', ')],
      ['Shipments, cost', `${mean(shipments)}, ${mean(cost.total)}`],
    ],
  };
}

function tableOf(
  title: string,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  notListed = 0,
): readonly PrintBlock[] {
  if (rows.length === 0) return [{ kind: 'text', text: `${title}: none.` }];
  const more = rows.length > mostRows ? ` (${mostRows} of ${rows.length + notListed})` : '';
  return [
    { kind: 'text', text: `${title}${more}` },
    { kind: 'table', header, rows: rows.slice(0, mostRows) },
  ];
}

const risky = ({ stockOut }: ForecastAnswer): readonly PrintBlock[] =>
  tableOf(
    'Sites at risk',
    ['Site', 'Kit type', 'First due', 'Probability'],
    stockOut.bySite
      .filter((row) => row.share > 0)
      .toSorted((a, b) => b.share - a.share)
      .map((row) => [row.site, row.kitType, row.medianFirst ?? '–', share(row)]),
  );

const campaigns = ({ packaging }: ForecastAnswer): readonly PrintBlock[] =>
  tableOf(
    `Kits to pack beyond the lots, at a risk of ${percent(packaging[0]?.risk ?? 0)} of running short`,
    ['Depot', 'Kit type', 'By', 'Kits'],
    packaging
      .filter(({ neededBy }) => neededBy !== null)
      .map((row) => [row.depot, row.kitType, row.neededBy ?? '', String(row.kits)]),
  );

const transfers = (answer: ForecastAnswer): readonly PrintBlock[] =>
  tableOf(
    'Transfers worth making',
    ['From', 'To', 'Kit type', 'Kits'],
    answer.transfers.map((row) => [row.from, row.to, row.kitType, String(row.kits)]),
    answer.moreTransfers.count,
  );

/** What a supply meeting needs of a forecast, on one page; it names kit types and so is unblinded. */
export function meetingPage(answer: ForecastAnswer, digest: string): PrintDocument {
  const recruited = answer.bands.find(({ what }) => what === 'randomized');
  const drawing: readonly PrintBlock[] =
    recruited === undefined
      ? []
      : [
          {
            kind: 'text',
            text: 'Subjects randomized: median, middle half and middle nine tenths of the replicates',
          },
          {
            kind: 'drawing',
            svg: meetingDrawing({
              band: recruited,
              weeks: answer.weeks,
              level: answer.recruitment.target,
            }),
          },
        ];
  return {
    title: answer.name,
    language: 'en',
    watermark: 'UNBLINDED',
    blocks: [
      { kind: 'heading', text: answer.name },
      factsOf(answer),
      ...campaigns(answer),
      ...drawing,
      ...risky(answer),
      ...transfers(answer),
      {
        kind: 'text',
        text: `${answer.replicates} replicates, seed ${answer.seed}, ${answer.engine}, answer ${digest.slice(0, 16)}. Behind ±: Monte-Carlo standard error.`,
      },
    ],
  };
}
