import { instantFromEpochMs } from '../../base/instant.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { ChartData } from '../../contracts/cold-chain-parts.ts';
import type { TimeWindow } from '../../engine/temperature/clip-spans.ts';
import type { PrintBlock } from '../ports.ts';
import type { KeptReadings } from './readings.ts';

/** More than these fill pages that nobody reads: then each day has a line. */
const listedSingly = 600;
const columns = 3;
const daySeconds = 86_400;

const degrees = (centi: number): string => (centi / 100).toFixed(2);
const minute = (second: number): string =>
  instantFromEpochMs(Math.round(second) * 1000)
    .slice(0, 16)
    .replace('T', ' ');

/** Every reading, to be read down each of three columns. */
function singly(at: Float64Array, centi: Int32Array): PrintBlock {
  const rows = Math.ceil(at.length / columns);
  return {
    kind: 'table',
    header: Array.from({ length: columns }, () => ['Time (UTC)', '°C']).flat(),
    rows: Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (__, column) => {
        const i = column * rows + row;
        return i < at.length ? [minute(at[i] as number), degrees(centi[i] as number)] : ['', ''];
      }).flat(),
    ),
  };
}

function byDay(at: Float64Array, centi: Int32Array): PrintBlock {
  const days = new Map<number, { count: number; low: number; high: number; sum: number }>();
  for (let i = 0; i < at.length; i += 1) {
    const value = centi[i] as number;
    const key = Math.floor((at[i] as number) / daySeconds);
    const day = days.get(key) ?? { count: 0, low: value, high: value, sum: 0 };
    day.count += 1;
    day.low = Math.min(day.low, value);
    day.high = Math.max(day.high, value);
    day.sum += value;
    days.set(key, day);
  }
  return {
    kind: 'table',
    header: ['Day (UTC)', 'Readings', 'Lowest °C', 'Mean °C', 'Highest °C'],
    rows: [...days].map(([day, { count, low, high, sum }]) => [
      isoDateFromEpochDay(day),
      String(count),
      degrees(low),
      degrees(sum / count),
      degrees(high),
    ]),
  };
}

const ofDays = (days: ChartData['days']): readonly PrintBlock[] =>
  days.length === 0
    ? []
    : [
        { kind: 'heading', text: 'Readings' },
        {
          kind: 'table',
          header: ['Day', 'Lowest °C', 'Highest °C'],
          rows: days.map(({ epochDay, min, max }) => [
            isoDateFromEpochDay(epochDay),
            min?.toFixed(2) ?? '–',
            max?.toFixed(2) ?? '–',
          ]),
        },
      ];

/**
 * The readings of the time that was judged: each of them where they are few, else each day's extremes and
 * mean. All of them are in the CSV of the file.
 */
export function readingBlocks(
  { at, centi }: KeptReadings,
  days: ChartData['days'],
  { from, to }: TimeWindow,
): readonly PrintBlock[] {
  const first = at.findIndex((time) => time >= from);
  const end = at.findIndex((time) => time > to);
  if (first < 0) return ofDays(days);
  const last = end < 0 ? at.length : end;
  const [times, values] = [at.subarray(first, last), centi.subarray(first, last)];
  const isFew = times.length <= listedSingly;
  const words = isFew ? 'Each of them:' : 'By day; each of them is in the CSV of the file:';
  return [
    { kind: 'heading', text: 'Readings' },
    { kind: 'text', text: `${times.length} readings in the time that was judged. ${words}` },
    isFew ? singly(times, values) : byDay(times, values),
  ];
}
