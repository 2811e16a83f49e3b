import { decimate } from '../../../shared/domain/temperature/decimate.ts';
import type { TimedReadings } from '../../../shared/domain/temperature/decimate.ts';
import type { ChartData, StayOutside } from '../../../shared/contracts/cold-chain-parts.ts';
import { timeTicks } from './view-window.ts';
import type { ViewWindow } from './view-window.ts';

/** Everything that the picture shows. Temperatures of limits in °C. */
export interface Picture {
  readonly readings: TimedReadings;
  readonly days: ChartData['days'];
  readonly stays: readonly StayOutside[];
  readonly limits: readonly { readonly degrees: number; readonly isHard: boolean }[];
  readonly gapSeconds: number;
  readonly offset: number;
  readonly range: readonly [low: number, high: number];
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Room for the words of the axes, in px. */
export const margins = { left: 44, right: 12, top: 10, bottom: 24 } as const;

export const plotWidth = ({ width }: Size): number =>
  Math.max(1, width - margins.left - margins.right);

interface Frame {
  readonly pen: CanvasRenderingContext2D;
  readonly picture: Picture;
  readonly size: Size;
  readonly colour: (name: string) => string;
  readonly x: (at: number) => number;
  readonly y: (degrees: number) => number;
}

const stayColour: Readonly<Record<StayOutside['kind'], string>> = {
  band: '--warn',
  below: '--bad',
  above: '--bad',
  missing: '--quiet',
};

function shade({ pen, picture, size, colour, x }: Frame, view: ViewWindow): void {
  const height = size.height - margins.top - margins.bottom;
  for (const stay of picture.stays) {
    if (stay.to < view.from || stay.from > view.to) continue;
    const left = x(Math.max(stay.from, view.from));
    const width = Math.max(1, x(Math.min(stay.to, view.to)) - left);
    pen.globalAlpha = stay.kind === 'missing' ? 0.2 : 0.22;
    pen.fillStyle = colour(stayColour[stay.kind]);
    pen.fillRect(left, margins.top, width, height);
  }
  pen.globalAlpha = 1;
}

/** Two digits and a sign are enough: the cursor tells the rest. */
const degreesText = (degrees: number): string => `${Number(degrees.toFixed(2))} °C`;

function levels({ pen, picture, size, colour, y }: Frame): void {
  const [low, high] = picture.range;
  const step = [1, 2, 5, 10, 20, 50].find((known) => (high - low) / known <= 7) ?? 100;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (let degrees = Math.ceil(low / step) * step; degrees <= high; degrees += step) {
    pen.strokeStyle = colour('--line');
    line(pen, margins.left, size.width - margins.right, y(degrees));
    pen.fillStyle = colour('--ink-quiet');
    pen.fillText(degreesText(degrees), margins.left - 6, y(degrees));
  }
}

function line(pen: CanvasRenderingContext2D, from: number, to: number, at: number): void {
  pen.beginPath();
  pen.moveTo(from, Math.round(at) + 0.5);
  pen.lineTo(to, Math.round(at) + 0.5);
  pen.stroke();
}

function limits({ pen, picture, size, colour, y }: Frame): void {
  const [low, high] = picture.range;
  pen.setLineDash([5, 4]);
  for (const { degrees, isHard } of picture.limits) {
    if (degrees < low || degrees > high) continue;
    pen.strokeStyle = colour(isHard ? '--bad' : '--good');
    line(pen, margins.left, size.width - margins.right, y(degrees));
  }
  pen.setLineDash([]);
}

const tickText = (at: number, offset: number, isDay: boolean): string => {
  const text = new Date((at + offset) * 1000).toISOString();
  return isDay
    ? `${Number(text.slice(8, 10))} ${monthNames[Number(text.slice(5, 7)) - 1]}`
    : text.slice(11, 16);
};
const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function times({ pen, picture, size, colour, x }: Frame, view: ViewWindow): void {
  const bottom = size.height - margins.bottom;
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  for (const { at, isDay } of timeTicks(view, picture.offset, Math.max(2, size.width / 90))) {
    pen.strokeStyle = colour(isDay ? '--line-strong' : '--line');
    pen.beginPath();
    pen.moveTo(Math.round(x(at)) + 0.5, margins.top);
    pen.lineTo(Math.round(x(at)) + 0.5, bottom + 4);
    pen.stroke();
    pen.fillStyle = colour('--ink-quiet');
    pen.fillText(tickText(at, picture.offset, isDay), x(at), bottom + 7);
  }
}

/** First, lowest, highest and last of every pixel column: no peak is lost however far one zooms out. */
function curve({ pen, picture, size, colour, x, y }: Frame, view: ViewWindow): void {
  const { readings, gapSeconds } = picture;
  const chosen = decimate(readings, view.from, view.to, plotWidth(size));
  pen.strokeStyle = colour('--accent');
  pen.lineWidth = 1.4;
  pen.lineJoin = 'round';
  pen.beginPath();
  let last = Number.NEGATIVE_INFINITY;
  for (const index of chosen) {
    const at = readings.at[index] as number;
    const [left, top] = [x(at), y((readings.centi[index] as number) / 100)];
    if (at - last > gapSeconds && index > 0 && isGapBefore(readings, index, gapSeconds)) {
      pen.moveTo(left, top);
    } else pen.lineTo(left, top);
    last = at;
  }
  pen.stroke();
  pen.lineWidth = 1;
}

const isGapBefore = ({ at }: TimedReadings, index: number, gapSeconds: number): boolean =>
  (at[index] as number) - (at[index - 1] as number) > gapSeconds;

/** Loggers that keep extremes alone: a bar from the lowest to the highest of each day. */
function bars({ pen, picture, colour, x, y }: Frame): void {
  pen.fillStyle = colour('--accent');
  for (const { epochDay, min, max } of picture.days) {
    if (min === null || max === null) continue;
    const start = epochDay * 86_400 - picture.offset;
    const [left, right] = [x(start + 14_400), x(start + 72_000)];
    pen.fillRect(left, y(max), Math.max(2, right - left), Math.max(2, y(min) - y(max)));
  }
}

/** Draws the whole picture; called once a frame. */
export function drawTemperatures(
  pen: CanvasRenderingContext2D,
  picture: Picture,
  view: ViewWindow,
  size: Size,
): void {
  const style = getComputedStyle(pen.canvas);
  const [low, high] = picture.range;
  const height = size.height - margins.top - margins.bottom;
  const frame: Frame = {
    pen,
    picture,
    size,
    colour: (name) => style.getPropertyValue(name),
    x: (at) => margins.left + ((at - view.from) / (view.to - view.from)) * plotWidth(size),
    y: (degrees) => margins.top + height * (1 - (degrees - low) / (high - low)),
  };
  pen.clearRect(0, 0, size.width, size.height);
  pen.font = `12px ${style.fontFamily}`;
  times(frame, view);
  levels(frame);
  pen.save();
  pen.beginPath();
  pen.rect(margins.left, margins.top, plotWidth(size), height);
  pen.clip();
  shade(frame, view);
  limits(frame);
  curve(frame, view);
  bars(frame);
  pen.restore();
}
