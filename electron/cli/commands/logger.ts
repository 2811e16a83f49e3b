import { basename } from 'node:path';
import { inspectLogger } from '../../../shared/app/logger/inspect-logger.ts';
import { loggerReport } from '../../../shared/app/logger/logger-report.ts';
import type { LoggerReport } from '../../../shared/app/logger/logger-report.ts';
import type { ReadingChoices } from '../../../shared/engine/parsing/logger/table-layout.ts';
import type { TemperatureUnit } from '../../../shared/engine/temperature/centi-celsius.ts';
import { readLoggerSource } from '../../node/logger-files.ts';
import { isLoggerSealAuthentic } from '../../node/logger-signature.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import { UsageError, done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';

const verifier = { isAuthentic: isLoggerSealAuthentic };

function unitOf(text: string | undefined): TemperatureUnit | undefined {
  if (text === undefined) return undefined;
  const unit = text.toUpperCase();
  if (unit === 'C' || unit === 'F' || unit === 'K') return unit;
  throw new UsageError(`--unit takes C, F or K, not "${text}"`);
}

function dateOrderOf(typed: Typed): 'day-first' | 'month-first' | undefined {
  const day = typed.switches.has('day-first');
  const month = typed.switches.has('month-first');
  if (day && month) throw new UsageError('--day-first and --month-first exclude each other');
  return day ? 'day-first' : month ? 'month-first' : undefined;
}

function choicesOf(typed: Typed, path: string): ReadingChoices {
  const given = {
    dateOrder: dateOrderOf(typed),
    zone: optionalText(typed, 'zone'),
    unit: unitOf(optionalText(typed, 'unit')),
    column: optionalText(typed, 'column'),
    device: optionalText(typed, 'device'),
    sheet: optionalText(typed, 'sheet'),
    fileName: basename(path),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

const shown = (value: string | number | null): string => (value === null ? '—' : String(value));

const degrees = (value: number | null): string => (value === null ? '—' : `${value.toFixed(2)} °C`);

function forAPerson(report: LoggerReport): string {
  const lines = [
    `${report.format}, model ${shown(report.model)}, serial ${shown(report.serial)}`,
    `Signature: ${report.signature}`,
    `${report.readings} ${report.kind === 'daily' ? 'daily records' : 'readings'}, ${shown(report.first)} to ${shown(report.last)}, zone ${shown(report.zone)}, interval ${shown(report.interval_s)} s`,
    `Lowest ${degrees(report.min_c)}, highest ${degrees(report.max_c)}, mean ${degrees(report.mean_c)}, mean kinetic ${degrees(report.mkt_c)}`,
    `Gaps ${report.gaps}, duplicates ${report.duplicates}, missing ${report.missing}, unreadable ${report.unreadable}, out of order ${report.out_of_order}`,
    ...report.warnings.map(({ line, message }) =>
      line === 0 ? message : `Line ${line}: ${message}`,
    ),
  ];
  return lines.join('\n');
}

async function inspect(typed: Typed, io: Io): Promise<Ending> {
  const path = pathFrom(io, typed.positionals[0] as string);
  const choices = choicesOf(typed, path);
  const source = await readLoggerSource(path);
  if (!source.ok) return refused(source.error);
  const inspected = inspectLogger(source.value, choices, verifier);
  if (!inspected.ok) return refused(inspected.error);
  const report = loggerReport(inspected.value);
  return done(report, forAPerson(report));
}

/** `logger inspect FILE` */
export const command: Command = {
  positionals: [{ name: 'FILE', description: "a logger's text, CSV or XLSX file" }],
  options: {
    'day-first': { description: 'dates are day/month, where the file does not tell' },
    'month-first': { description: 'dates are month/day, where the file does not tell' },
    zone: {
      value: 'ZONE',
      description:
        'zone of the local times: Europe/Berlin, +02:00 (write --zone=-05:00 for the west)',
    },
    unit: { value: 'C|F|K', description: 'unit, where the file does not name it' },
    column: { value: 'NAME', description: 'temperature column: its heading, or its number from 1' },
    device: { value: 'NAME', description: 'which logger, where the file holds several' },
    sheet: {
      value: 'NAME',
      description:
        'sheet of a workbook: its name, or its number from 1, where several hold readings',
    },
  },
  output:
    'format; kind (readings, daily, summary); model; serial; signature (authentic, altered, unsigned); zone; ' +
    'interval_s in seconds; readings (a count; of a daily file its records); first and last (ISO 8601, with offset when the zone is known); ' +
    'min_c, max_c, mean_c, mkt_c in °C (mkt_c null where there are no single readings); gaps, gap_s, duplicates, conflicts, missing, ' +
    'unreadable, out_of_order, nonexistent_times, ambiguous_times, data_lines (counts); daily (records of loggers that keep only extremes); ' +
    'columns (where date, time and temperature were read, counted from 1); warnings with line (0: the whole file) and message. Each reading stands for the time to the next one, before a gap and at the end for one interval; of several temperatures at one time the hottest counts for mean_c and mkt_c.',
  examples: [
    'logger inspect 130400191544_202304201514.txt',
    'logger inspect export.csv --day-first --zone Europe/Berlin --json',
  ],
  run: inspect,
};
