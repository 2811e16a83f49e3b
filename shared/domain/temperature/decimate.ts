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
  if (end - start <= 4 * columns)
    return Uint32Array.from({ length: end - start }, (_, i) => start + i);
  const chosen = new Uint32Array(4 * (columns + 2));
  let count = 0;
  const choose = (index: number): void => {
    if (count === 0 || (chosen[count - 1] as number) < index) chosen[count++] = index;
  };
  for (let i = start; i < end;) {
    const column = columnOf(at[i] as number, from, to, columns);
    let [low, high, last] = [i, i, i];
    for (; last + 1 < end && columnOf(at[last + 1] as number, from, to, columns) === column;) {
      last += 1;
      if ((centi[last] as number) < (centi[low] as number)) low = last;
      if ((centi[last] as number) > (centi[high] as number)) high = last;
    }
    choose(i);
    choose(Math.min(low, high));
    choose(Math.max(low, high));
    choose(last);
    i = last + 1;
  }
  return chosen.slice(0, count);
}

/** Pixel column of a time; −1 before the first, `columns` at the end and after. */
function columnOf(time: number, from: number, to: number, columns: number): number {
  if (time < from) return -1;
  if (time >= to) return columns;
  return Math.min(columns - 1, Math.floor(((time - from) / (to - from)) * columns));
}
