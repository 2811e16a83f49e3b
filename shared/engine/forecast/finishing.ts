/** Randomizations of one replicate in order, as `SiteArrivals` has them. */
interface Arrivals {
  readonly time: Float64Array;
  readonly count: number;
}

/** When the last subject of the target was randomized, in days from the start; infinite when that never happened. */
export function finishingTime({ time, count }: Arrivals, target: number): number {
  if (count < target) return Infinity;
  return target === 0 ? 0 : (time[target - 1] as number);
}

/** The first day by whose end recruitment is finished: a time of 20.9 is on day 20. Infinite when it never is. */
export const finishingDay = (time: number): number => Math.floor(time);

/** Whether recruitment is finished by the end of a day: the one meaning of "by the target date". */
export const isFinishedBy = (time: number, day: number): boolean => finishingDay(time) <= day;
