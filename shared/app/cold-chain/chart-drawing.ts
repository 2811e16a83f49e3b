import { instantFromEpochMs } from '../../base/instant.ts';
import type { StayOutside } from '../../contracts/cold-chain-parts.ts';
import { decimate } from '../../domain/temperature/decimate.ts';
import type { TimedReadings } from '../../domain/temperature/decimate.ts';

const size = { width: 500, height: 190, left: 38, right: 8, top: 8, bottom: 22 } as const;
const plot = {
  width: size.width - size.left - size.right,
  height: size.height - size.top - size.bottom,
};
const xOf = (share: number): number => size.left + share * plot.width;

/** What is drawn: readings, or the extremes of days; seconds since 1970 and °C. */
export interface Drawing {
  readonly from: number;
  readonly to: number;
  readonly readings: TimedReadings;
  readonly days: readonly {
    readonly epochDay: number;
    readonly min: number | null;
    readonly max: number | null;
  }[];
  /** The label range, (low, high] in °C. */
  readonly low: number;
  readonly high: number;
  readonly stays: readonly StayOutside[];
}

const round = (value: number): string => value.toFixed(1);

function rangeOf({ readings, days, low, high }: Drawing): readonly [number, number] {
  let [least, most] = [low, high];
  for (let i = 0; i < readings.centi.length; i += 1) {
    const degrees = (readings.centi[i] as number) / 100;
    if (degrees < least) least = degrees;
    if (degrees > most) most = degrees;
  }
  for (const { min, max } of days) {
    least = Math.min(least, min ?? least);
    most = Math.max(most, max ?? most);
  }
  const edge = Math.max(1, (most - least) * 0.08);
  return [Math.floor(least - edge), Math.ceil(most + edge)];
}

type Scale = (value: number) => number;

function linesOf(drawing: Drawing, x: Scale, y: Scale, gapSeconds: number): string {
  const { readings, from, to } = drawing;
  const chosen = decimate(readings, from, to, plot.width);
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  for (const index of chosen) {
    const at = readings.at[index] as number;
    const isNew = at - last > gapSeconds;
    path += `${isNew ? 'M' : 'L'}${round(x(at))} ${round(y((readings.centi[index] as number) / 100))}`;
    last = at;
  }
  return path === ''
    ? ''
    : `<path d="${path}" fill="none" stroke="#1f4e79" stroke-width="0.8" stroke-linejoin="round"/>`;
}

const daysOf = ({ days }: Drawing, x: Scale, y: Scale): string =>
  days
    .flatMap(({ epochDay, min, max }) => {
      if (min === null || max === null) return [];
      const middle = round(x((epochDay + 0.5) * 86_400));
      return [
        `<line x1="${middle}" x2="${middle}" y1="${round(y(min))}" y2="${round(y(max))}" stroke="#1f4e79" stroke-width="1.6"/>`,
      ];
    })
    .join('');

const colours: Readonly<Record<StayOutside['kind'], string>> = {
  band: '#f2c94c',
  below: '#eb5757',
  above: '#eb5757',
  missing: '#bdbdbd',
};

const shadesOf = ({ stays, from, to }: Drawing, x: Scale): string =>
  stays
    .filter((stay) => stay.to > from && stay.from < to)
    .map((stay) => {
      const [left, right] = [x(Math.max(from, stay.from)), x(Math.min(to, stay.to))];
      const width = round(Math.max(0.6, right - left));
      return `<rect x="${round(left)}" y="${size.top}" width="${width}" height="${plot.height}" fill="${colours[stay.kind]}" fill-opacity="0.35"/>`;
    })
    .join('');

const label = (x: number, y: number, text: string, anchor: string): string =>
  `<text x="${round(x)}" y="${round(y)}" font-family="Roboto" font-size="7" fill="#444444" text-anchor="${anchor}">${text}</text>`;

const timeLabel = (second: number): string =>
  instantFromEpochMs(Math.round(second) * 1000)
    .slice(0, 16)
    .replace('T', ' ');

/** The chart of an evidence pack as SVG: every peak of every pixel column, limits, gaps and breaches. Times UTC. */
export function chartDrawing(drawing: Drawing, gapSeconds: number): string {
  const { from, to, low, high } = drawing;
  const [least, most] = rangeOf(drawing);
  const x: Scale = (at) => xOf((at - from) / (to - from));
  const y: Scale = (degrees) => size.top + plot.height * (1 - (degrees - least) / (most - least));
  const limit = (degrees: number): string =>
    `<line x1="${size.left}" x2="${size.width - size.right}" y1="${round(y(degrees))}" y2="${round(y(degrees))}" stroke="#2e7d32" stroke-width="0.7" stroke-dasharray="4 2"/>` +
    label(size.left - 3, y(degrees) + 2.5, `${degrees} °C`, 'end');
  const shares = [0, 0.25, 0.5, 0.75, 1];
  const times = shares.map((share) =>
    label(
      xOf(share),
      size.height - 8,
      timeLabel(from + share * (to - from)),
      share === 0 ? 'start' : share === 1 ? 'end' : 'middle',
    ),
  );
  const frame = `<rect x="${size.left}" y="${size.top}" width="${plot.width}" height="${plot.height}" fill="none" stroke="#888888" stroke-width="0.6"/>`;
  const ends = [least, most]
    .filter((value) => Math.abs(y(value) - y(low)) > 8 && Math.abs(y(value) - y(high)) > 8)
    .map((value) => label(size.left - 3, y(value) + 2.5, `${value} °C`, 'end'));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">${shadesOf(drawing, x)}${limit(low)}${limit(high)}${linesOf(drawing, x, y, gapSeconds)}${daysOf(drawing, x, y)}${frame}${times.join('')}${ends.join('')}</svg>`;
}
