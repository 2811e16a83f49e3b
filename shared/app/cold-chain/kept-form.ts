import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ChartData } from '../../contracts/cold-chain-parts.ts';
import { encodeSeries, mostStoredReadings } from '../../domain/temperature/stored-series.ts';
import { degreesCelsius } from '../../engine/temperature/centi-celsius.ts';
import type { DayExtremes } from '../../engine/temperature/daily-extremes.ts';
import type { Ports } from '../ports.ts';
import type { KeptReadings } from './readings.ts';

/** Readings in the form in which they are kept, base64. Refuses `too-many-readings`. */
export function seriesText(ports: Ports, { at, centi }: KeptReadings): Result<string, Refusal> {
  if (at.length > mostStoredReadings) {
    return err(
      refusal(
        'too-many-readings',
        `The file has ${at.length} readings; ${mostStoredReadings} are the most that one import keeps.`,
        'Export a shorter period, or split the file.',
      ),
    );
  }
  return ok(ports.printer.base64(encodeSeries(at, centi)));
}

/** What the chart draws of kept or freshly read content. */
export const chartOf = (series: string, days: readonly DayExtremes[]): ChartData => ({
  series,
  days: days.map(({ epochDay, min, max }) => ({
    epochDay,
    min: min === null ? null : degreesCelsius(min),
    max: max === null ? null : degreesCelsius(max),
  })),
});
