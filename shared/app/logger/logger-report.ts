import type { DailyRecord, LoggerFile } from '../../engine/parsing/logger/logger-file.ts';
import { wallText, zonedText } from '../../engine/parsing/logger/wall-text.ts';
import { offsetAt } from '../../engine/parsing/logger/zone.ts';
import { holdWeights, hottestAtATime } from '../../engine/temperature/attribution.ts';
import { degreesCelsius } from '../../engine/temperature/centi-celsius.ts';
import { meanKineticTemperature, meanTemperature } from '../../engine/temperature/mean-kinetic.ts';
import type { InspectedLogger, SignatureVerdict } from './inspect-logger.ts';

/** One day of a logger without single readings; degrees Celsius, local times, minutes. */
export interface DailyLine {
  readonly line: number;
  readonly date: string;
  readonly min_c: number | null;
  readonly min_at: string | null;
  readonly max_c: number | null;
  readonly max_at: string | null;
  readonly mean_c: number | null;
  readonly minutes_below: number | null;
  readonly minutes_above: number | null;
  readonly minutes_without_sensor: number;
}

/** Columns as they were read, counted from 1 as a spreadsheet counts them; for a person to confirm. */
export interface ColumnsRead {
  readonly heading_line: number | null;
  readonly date_column: number;
  readonly time_column: number | null;
  readonly temperature_column: number;
  readonly temperature_heading: string | null;
  /** As the file names it; null when it does not, and °C was taken. */
  readonly unit: string | null;
}

/** A logger's file in the words of the command line and of exports. Temperatures in °C, times ISO 8601. */
export interface LoggerReport {
  readonly format: string;
  readonly kind: 'readings' | 'daily' | 'summary';
  readonly model: string | null;
  readonly serial: string | null;
  readonly signature: SignatureVerdict;
  /** Name or offset; null when times are local and nobody says where. */
  readonly zone: string | null;
  readonly interval_s: number | null;
  /** Readings with a time and a temperature; of a daily file its records. */
  readonly readings: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly min_c: number | null;
  readonly max_c: number | null;
  readonly mean_c: number | null;
  readonly mkt_c: number | null;
  readonly gaps: number;
  readonly gap_s: number;
  readonly duplicates: number;
  readonly conflicts: number;
  readonly missing: number;
  readonly unreadable: number;
  readonly out_of_order: number;
  readonly nonexistent_times: number;
  readonly ambiguous_times: number;
  /** readings + (duplicates − conflicts) + missing + unreadable + lines of other loggers. */
  readonly data_lines: number;
  readonly daily: readonly DailyLine[];
  readonly columns: ColumnsRead | null;
  readonly warnings: readonly { readonly line: number; readonly message: string }[];
}

interface Extremes {
  readonly min: number | null;
  readonly max: number | null;
}

function extremesOf(file: LoggerFile): Extremes {
  if (file.kind === 'summary') return file.stated;
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const centi of file.series.centi) {
    if (centi < min) min = centi;
    if (centi > max) max = centi;
  }
  for (const day of file.daily) {
    min = Math.min(min, day.min ?? day.max ?? min);
    max = Math.max(max, day.max ?? day.min ?? max);
  }
  return { min: Number.isFinite(min) ? min : null, max: Number.isFinite(max) ? max : null };
}

const degrees = (centi: number | null): number | null =>
  centi === null ? null : degreesCelsius(centi);

const dailyLine = (day: DailyRecord): DailyLine => ({
  line: day.line,
  date: day.date,
  min_c: degrees(day.min),
  min_at: day.minAt,
  max_c: degrees(day.max),
  max_at: day.maxAt,
  mean_c: degrees(day.mean),
  minutes_below: day.minutesBelow,
  minutes_above: day.minutesAbove,
  minutes_without_sensor: day.minutesBlind,
});

function timeText(file: LoggerFile, index: number): string | null {
  const at = file.series.at.at(index);
  if (at === undefined) return file.daily.at(index)?.date ?? null;
  return file.zone === null ? wallText(at) : zonedText(at, offsetAt(file.zone, at));
}

function columnsRead({ table }: LoggerFile): ColumnsRead | null {
  if (table === null) return null;
  const { layout, headings, headingLine } = table;
  return {
    heading_line: headingLine,
    date_column: layout.dateColumn + 1,
    time_column: layout.timeColumn === null ? null : layout.timeColumn + 1,
    temperature_column: layout.temperatureColumn + 1,
    temperature_heading: headings[layout.temperatureColumn] ?? null,
    unit: layout.unit,
  };
}

/** Weights by the rule `hold`, of readings with one time those of the hottest; a single reading weighs one. */
function weighted(file: LoggerFile) {
  const { at, centi } = hottestAtATime(file.series);
  return { centi, weight: holdWeights(at, file.spacing.intervalSeconds ?? 1) };
}

/** What a person or a program is told of a file. */
export function loggerReport({ file, signature }: InspectedLogger): LoggerReport {
  const { min, max } = extremesOf(file);
  const readings = weighted(file);
  return {
    format: file.format,
    kind: file.kind,
    model: file.model,
    serial: file.serial,
    signature,
    zone: file.zone?.name ?? null,
    interval_s: file.spacing.intervalSeconds,
    readings: file.kind === 'daily' ? file.daily.length : file.series.at.length,
    first: timeText(file, 0),
    last: timeText(file, -1),
    min_c: degrees(min),
    max_c: degrees(max),
    mean_c: meanTemperature(readings),
    mkt_c: meanKineticTemperature(readings),
    gaps: file.spacing.gaps,
    gap_s: file.spacing.gapSeconds,
    duplicates: file.order.duplicates,
    conflicts: file.order.conflicts,
    missing: file.lines.missing,
    unreadable: file.lines.unreadable,
    out_of_order: file.order.outOfOrder,
    nonexistent_times: file.order.nonexistent,
    ambiguous_times: file.order.ambiguous,
    data_lines: file.lines.dataLines,
    daily: file.daily.map(dailyLine),
    columns: columnsRead(file),
    warnings: file.warnings,
  };
}
