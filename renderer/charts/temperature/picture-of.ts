import type {
  ChartData,
  StayOutside,
  StorageProfileInput,
} from '../../../shared/contracts/cold-chain-parts.ts';
import type { StoredSeries } from '../../../shared/domain/temperature/stored-series.ts';
import type { Picture } from './draw-temperatures.ts';
import type { ViewWindow } from './view-window.ts';

interface Given {
  readonly readings: StoredSeries;
  readonly days: ChartData['days'];
  readonly stays: readonly StayOutside[];
  readonly bands: StorageProfileInput['bands'] | null;
  readonly intervalSeconds: number | null;
  readonly isZoned: boolean;
}

const daySeconds = 86_400;

/** Seconds that this computer's clock was ahead of UTC at a moment. */
const offsetAt = (second: number): number => -60 * new Date(second * 1000).getTimezoneOffset();

function rangeOf({ readings, days }: Given, limits: Picture['limits']): readonly [number, number] {
  const soft = limits.filter(({ isHard }) => !isHard).map(({ degrees }) => degrees);
  let low = Math.min(...soft, Infinity);
  let high = Math.max(...soft, -Infinity);
  for (const centi of readings.centi) {
    if (centi / 100 < low) low = centi / 100;
    if (centi / 100 > high) high = centi / 100;
  }
  for (const { min, max } of days) {
    low = Math.min(low, min ?? low);
    high = Math.max(high, max ?? high);
  }
  if (low > high) return [0, 10];
  const room = Math.max(1, 0.08 * (high - low));
  return [low - room, high + room];
}

/** The label range as two lines, the hard limits as two more. A band excludes its lower end. */
function limitsOf(bands: Given['bands']): Picture['limits'] {
  if (bands === null) return [];
  const label = bands.find(({ allowedSeconds }) => allowedSeconds === null);
  const [first, last] = [bands[0], bands.at(-1)];
  const hard = [first?.low, last?.high].filter((one) => one !== undefined);
  return [
    ...(label === undefined ? [] : [label.low + 1, label.high]).map((centi) => ({
      degrees: centi / 100,
      isHard: false,
    })),
    ...hard.map((centi) => ({ degrees: centi / 100, isHard: true })),
  ];
}

export function pictureOf(given: Given): Picture {
  const { readings, days, stays, bands, intervalSeconds, isZoned } = given;
  const limits = limitsOf(bands);
  const first = readings.at[0] ?? (days[0]?.epochDay ?? 0) * daySeconds;
  return {
    readings,
    days,
    stays,
    limits,
    gapSeconds: 1.5 * (intervalSeconds ?? 600),
    offset: isZoned ? offsetAt(first) : 0,
    range: rangeOf(given, limits),
  };
}

/** From the first to the last moment that anything is known or judged of. */
export function wholeOf({ readings, days, stays, offset }: Picture): ViewWindow {
  const dayEnds = days.flatMap(({ epochDay }) => [
    epochDay * daySeconds - offset,
    (epochDay + 1) * daySeconds - offset,
  ]);
  const readingEnds = [readings.at[0], readings.at[readings.at.length - 1]];
  const ends = [
    ...dayEnds,
    ...readingEnds.filter((one) => one !== undefined),
    ...stays.flatMap(({ from, to }) => [from, to]),
  ];
  if (ends.length === 0) return { from: 0, to: daySeconds };
  const from = Math.min(...ends);
  return { from, to: Math.max(...ends, from + 600) };
}
