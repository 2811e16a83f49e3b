/** Readings in the order of time: `at` in seconds, `centi` in hundredths of °C. */
export interface TimedReadings {
  readonly at: ArrayLike<number>;
  readonly centi: ArrayLike<number>;
}

/** First index whose time is at least `time`. */
function lowerBound(at: ArrayLike<number>, time: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Indexes of the readings to draw between two times on so many pixels: of each pixel column the
 * first, the lowest, the highest and the last reading in the order of time, so that no peak and no
 * edge of a gap is lost. One reading beyond either end is kept to draw the line to the border.
 * All readings when they are few.
 */
export function decimate(
  readings: TimedReadings,
  from: number,
  to: number,
  pixels: number,
): Uint32Array {
  const { at, centi } = readings;
  if (at.length === 0 || !(to > from) || !(pixels >= 1)) return new Uint32Array(0);
  const start = Math.max(0, lowerBound(at, from) - 1);
  const end = Math.min(at.length, lowerBound(at, to) + 1);
  const columns = Math.floor(pixels);
  if (end - start <= 4 * columns) return everyIndex(start, end);
  const chosen = new Uint32Array(8 * (columns + 2));
  let count = 0;
  const choose = (index: number): void => {
    if (count === 0 || (chosen[count - 1] as number) < index) chosen[count++] = index;
  };
  for (let i = start; i < end;) {
    const edge = endOfColumn(at[i] as number, from, to, columns);
    const stop = endOfRun(at, i, end, edge);
    let low = i;
    let high = i;
    for (let k = i + 1; k < stop; k += 1) {
      if ((centi[k] as number) < (centi[low] as number)) low = k;
      else if ((centi[k] as number) > (centi[high] as number)) high = k;
    }
    choose(i);
    choose(Math.min(low, high));
    choose(Math.max(low, high));
    choose(stop - 1);
    i = stop;
  }
  return chosen.slice(0, count);
}

const everyIndex = (start: number, end: number): Uint32Array =>
  Uint32Array.from({ length: end - start }, (_, i) => start + i);

/** First index after `i` whose time is not before `edge`. */
function endOfRun(at: ArrayLike<number>, i: number, end: number, edge: number): number {
  let stop = i + 1;
  while (stop < end && (at[stop] as number) < edge) stop += 1;
  return stop;
}

/** Where the pixel column of a time ends; asked once a column, because a year has half a million readings. */
function endOfColumn(time: number, from: number, to: number, columns: number): number {
  if (time < from) return from;
  if (time >= to) return Number.POSITIVE_INFINITY;
  const width = (to - from) / columns;
  return from + (Math.floor((time - from) / width) + 1) * width;
}
