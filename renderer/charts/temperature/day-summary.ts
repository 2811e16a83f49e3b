import type { TimedReadings } from '../../../shared/domain/temperature/decimate.ts';

/** One calendar day of readings, for those who read a table instead of a chart. Hundredths of °C. */
export interface DaySummary {
  /** Days since 1970 by the clock of the chart. */
  readonly day: number;
  readonly readings: number;
  readonly lowest: number;
  readonly highest: number;
  readonly mean: number;
}

const daySeconds = 86_400;

/** Readings by day, oldest first. `offset` is how many seconds the clock of the chart is ahead of UTC. */
export function daySummaries({ at, centi }: TimedReadings, offset: number): readonly DaySummary[] {
  const days: DaySummary[] = [];
  let sum = 0;
  for (let i = 0; i < at.length; i += 1) {
    const value = centi[i] as number;
    const day = Math.floor(((at[i] as number) + offset) / daySeconds);
    const last = days.at(-1);
    if (last?.day !== day) {
      sum = value;
      days.push({ day, readings: 1, lowest: value, highest: value, mean: value });
      continue;
    }
    sum += value;
    const readings = last.readings + 1;
    days[days.length - 1] = {
      day,
      readings,
      lowest: Math.min(last.lowest, value),
      highest: Math.max(last.highest, value),
      mean: sum / readings,
    };
  }
  return days;
}
