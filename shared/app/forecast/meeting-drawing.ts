import type { ForecastBand } from '../../contracts/forecast-answer.ts';

const size = { width: 495, height: 130, left: 34, foot: 16, top: 6 } as const;
const ink = '#1a2027';
const quiet = '#56606b';
const accent = '#12707b';

interface Drawn {
  readonly band: ForecastBand;
  /** End of each week. */
  readonly weeks: readonly string[];
  /** A level to be reached; null without one. */
  readonly level: number | null;
}

/** Median, middle half and middle nine tenths by week as SVG in black and one colour, with its two axes. */
export function meetingDrawing({ band, weeks, level }: Drawn): string {
  const { width, height, left, foot, top } = size;
  const most = Math.max(1, level ?? 0, ...band.q95);
  const x = (week: number): string =>
    (left + ((width - left) * week) / Math.max(1, weeks.length - 1)).toFixed(1);
  const y = (value: number): string =>
    (height - foot - ((height - foot - top) * value) / most).toFixed(1);
  const points = (values: readonly number[]): readonly string[] =>
    values.map((value, week) => `${x(week)},${y(value)}`);
  const area = (low: readonly number[], high: readonly number[], opacity: number): string =>
    `<polygon points="${[...points(high), ...points(low).toReversed()].join(' ')}" fill="${accent}" fill-opacity="${opacity}"/>`;
  const text = (at: string, value: string, anchor: string): string =>
    `<text x="${at}" y="${height - 3}" font-size="8" fill="${quiet}" text-anchor="${anchor}">${value}</text>`;
  const last = weeks.length - 1;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    area(band.q05, band.q95, 0.16),
    area(band.q25, band.q75, 0.28),
    `<polyline points="${points(band.q50).join(' ')}" fill="none" stroke="${accent}" stroke-width="1.5"/>`,
    level === null
      ? ''
      : `<line x1="${left}" x2="${width}" y1="${y(level)}" y2="${y(level)}" stroke="${quiet}" stroke-dasharray="4 3"/>`,
    `<line x1="${left}" x2="${width}" y1="${y(0)}" y2="${y(0)}" stroke="${ink}"/>`,
    `<text x="${left - 4}" y="${Number(y(most)) + 6}" font-size="8" fill="${quiet}" text-anchor="end">${Math.round(most)}</text>`,
    `<text x="${left - 4}" y="${y(0)}" font-size="8" fill="${quiet}" text-anchor="end">0</text>`,
    text(String(left), weeks[0] ?? '', 'start'),
    text(String(width), weeks[last] ?? '', 'end'),
    '</svg>',
  ].join('');
}
