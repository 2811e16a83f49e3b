import type { TimedTemperatures } from './attribution.ts';

/** Where two read-outs of one logger cover the same time. Seconds as in `at`. */
export interface Overlap {
  readonly from: number;
  readonly to: number;
  /** Moments that both have, with the same temperature and with another. */
  readonly same: number;
  readonly different: number;
  /** The first moment at which they differ; null where they agree. */
  readonly firstDifference: number | null;
  /** Moments within the overlap that only one of them has. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

const at = (readings: TimedTemperatures, index: number): number => readings.at[index] as number;

/**
 * Compares two series in the order of time. Null where the periods do not touch. Of readings with
 * one time, the first of each series is compared; the rest count as being in one series only.
 */
export function overlapOf(first: TimedTemperatures, second: TimedTemperatures): Overlap | null {
  if (first.at.length === 0 || second.at.length === 0) return null;
  const from = Math.max(at(first, 0), at(second, 0));
  const to = Math.min(at(first, first.at.length - 1), at(second, second.at.length - 1));
  if (from > to) return null;
  let [i, k, same, different, onlyFirst, onlySecond] = [0, 0, 0, 0, 0, 0];
  let firstDifference: number | null = null;
  while (i < first.at.length && at(first, i) < from) i += 1;
  while (k < second.at.length && at(second, k) < from) k += 1;
  const within = (readings: TimedTemperatures, index: number): number =>
    index < readings.at.length && at(readings, index) <= to ? at(readings, index) : Infinity;
  for (;;) {
    const [a, b] = [within(first, i), within(second, k)];
    if (a === Infinity && b === Infinity) break;
    if (a === b) {
      if (first.centi[i] === second.centi[k]) same += 1;
      else {
        different += 1;
        firstDifference ??= a;
      }
      i += 1;
      k += 1;
    } else if (a < b) [i, onlyFirst] = [i + 1, onlyFirst + 1];
    else [k, onlySecond] = [k + 1, onlySecond + 1];
  }
  return { from, to, same, different, firstDifference, onlyFirst, onlySecond };
}
