import { daysInMonth, epochDayOf, isoDateOf } from '../../../base/iso-date.ts';
import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { isCutOff } from './cut-line.ts';
import { dateOrderOf } from './date-order.ts';
import { blank } from './draft.ts';
import type { Draft } from './draft.ts';
import type { Findings } from './findings.ts';
import { newRowReader, readRow, shown, unreadable } from './row-reader.ts';
import type { RowReader } from './row-reader.ts';
import type { Rows } from './rows.ts';
import type { DateOrder, ReadingChoices, TableLayout } from './table-layout.ts';

/** What became of the data lines: every one is in exactly one of these. */
export interface LineCounts {
  readonly dataLines: number;
  /** Lines with a time and a temperature. */
  readonly read: number;
  readonly missing: number;
  readonly unreadable: number;
  /** Lines of another logger than the one asked for. */
  readonly otherDevice: number;
}

export interface TableReadings {
  readonly draft: Draft;
  readonly counts: LineCounts;
}

let lastDay = { key: -1, epochDay: 0 };

/** Days since 1970 of a day that exists, else NaN; remembers the last, because lines repeat it. */
function epochDay(year: number, month: number, day: number): number {
  const key = (year * 16 + month) * 32 + day;
  if (key === lastDay.key) return lastDay.epochDay;
  if (month > 12 || day > daysInMonth(year, month)) return Number.NaN;
  lastDay = { key, epochDay: epochDayOf(isoDateOf({ year, month, day })) };
  return lastDay.epochDay;
}

function draftOf(reader: RowReader, order: DateOrder): Draft {
  const { columns } = reader;
  const wall = new Float64Array(columns.count);
  let kept = 0;
  for (let i = 0; i < columns.count; i += 1) {
    const swap = columns.settled[i] === 0 && order === 'day-first';
    const month = (swap ? columns.second[i] : columns.first[i]) as number;
    const date = (swap ? columns.first[i] : columns.second[i]) as number;
    const day = epochDay(columns.year[i] as number, month, date);
    if (Number.isNaN(day)) {
      if (columns.centi[i] === blank) continue;
      unreadable(
        reader,
        columns.line[i] as number,
        () => `Day ${date} of month ${month} does not exist (${order}).`,
      );
      continue;
    }
    wall[kept] = day * 86_400 + (columns.time[i] as number);
    columns.offset[kept] = columns.offset[i] as number;
    columns.centi[kept] = columns.centi[i] as number;
    columns.line[kept] = columns.line[i] as number;
    kept += 1;
  }
  return {
    count: kept,
    wall: wall.subarray(0, kept),
    offset: columns.offset.subarray(0, kept),
    centi: columns.centi.subarray(0, kept),
    line: columns.line.subarray(0, kept),
  };
}

function reportCut(reader: RowReader, index: number): void {
  reader.dataLines += 1;
  unreadable(
    reader,
    reader.rows.numberOf(index),
    () => 'The file ends in the middle of this line: it was cut off.',
  );
}

const severalDevices = (devices: ReadonlySet<string>): Refusal =>
  refusal(
    'several-loggers',
    `The file holds readings of ${devices.size === 1 ? 'another logger' : `${devices.size} loggers`}.`,
    'Say which one to read (on the command line: --device NAME).',
    [...devices].slice(0, 10).map((device) => `Logger ${shown(device)}`),
  );

function nothingRead(reader: RowReader): Refusal {
  const from = reader.rows.numberOf(Math.min(reader.layout.firstRow, reader.rows.count - 1));
  return refusal(
    'no-readings',
    `No line from line ${from} on holds a date, a time and a temperature.`,
    'Check that the export is complete and that it is a temperature log.',
    reader.findings
      .list()
      .slice(0, 5)
      .map(({ line, message }) => `Line ${line}: ${message}`),
  );
}

function mostlyUnreadable(reader: RowReader, read: number): Refusal {
  return refusal(
    'mostly-unreadable',
    `Only ${read} of ${reader.dataLines} lines can be read.`,
    'Check the file in a text editor at the lines named, or export it again.',
    reader.findings
      .list()
      .slice(0, 5)
      .map(({ line, message }) => `Line ${line}: ${message}`),
  );
}

const noTimeOfDay = ({ dateOnly, dateOnlyLine, dateRepeats }: RowReader): Refusal =>
  refusal(
    'time-of-day-missing',
    `${dateOnly} lines have a date and no time of day that can be read, the first at line ${dateOnlyLine}; ${dateRepeats} of them repeat the date before them.`,
    'Export the readings with their times, for example as 2024-03-25 14:30.',
  );

function reportUnit({ layout, choices, findings }: RowReader, line: number): void {
  const unit = choices.unit ?? layout.unit;
  if (unit !== null && unit !== 'C') {
    findings.add(
      'unit',
      line,
      `Temperatures are read as ${unit === 'K' ? 'K' : '°F'} and converted to °C.`,
    );
  }
  if (layout.unit !== null && choices.unit !== undefined && layout.unit !== choices.unit) {
    findings.add(
      'unit',
      line,
      `The file names °${layout.unit} as its unit; ${choices.unit} was asked for and is used.`,
    );
  }
  if (layout.unit === null && choices.unit === undefined) {
    findings.add(
      'unit',
      line,
      'The file does not name the unit of temperature; read as °C unless a cell says otherwise.',
    );
  }
}

/** What was seen of the cells while they were read, each kind once with its first line. */
function reportCells(reader: RowReader): void {
  const { findings } = reader;
  if (reader.finer > 0) {
    findings.add(
      'rounded',
      reader.finerLine,
      `${reader.finer} temperatures have more than two decimals and are rounded to 0.01 degrees, the first here.`,
    );
  }
  if (reader.marked > 0) {
    findings.add(
      'alarm mark',
      reader.markedLine,
      `${reader.marked} temperatures have an alarm mark beside the number and are read without it, the first here.`,
    );
  }
  if (reader.wider > 0) {
    findings.add(
      'more cells than headings',
      reader.widerLine,
      `${reader.wider} lines have more cells than there are headings, the first here: check that the temperature stands in its column.`,
    );
  }
  if (reader.dateOnly > 0) {
    findings.add(
      'no time of day',
      reader.dateOnlyLine,
      `${reader.dateOnly} lines have a date and no time of day; read as 00:00, the first here.`,
    );
  }
}

function reportChoices(reader: RowReader): void {
  const { layout, findings, rows } = reader;
  const line = rows.numberOf(Math.max(layout.header, 0));
  for (const note of layout.notes) findings.add('note', note.line, note.message);
  reportCells(reader);
  if (reader.otherDevice > 0) {
    findings.add(
      'other logger',
      line,
      `${reader.otherDevice} lines belong to other loggers and are left out.`,
    );
  }
  if (reader.choices.device !== undefined && layout.deviceColumn === null) {
    findings.add('other logger', line, 'No column names a logger; all lines are read.');
  }
  reportUnit(reader, line);
}

/**
 * Reads the lines of a table by its layout. Every non-blank line from `firstRow` on is counted as
 * read, missing, unreadable or another logger's. Refuses when nothing or less than half can be
 * read, when the order of day and month is open, and when several loggers share the file.
 */
export function readTable(
  rows: Rows,
  layout: TableLayout,
  choices: ReadingChoices,
  findings: Findings,
): Result<TableReadings, Refusal> {
  const reader = newRowReader(rows, layout, choices, findings);
  const last = rows.count - 1;
  const isOpen = isCutOff(rows, layout, last);
  for (let i = layout.firstRow; i < rows.count; i += 1) {
    if (i === last && isOpen) reportCut(reader, i);
    else readRow(reader, i);
  }
  const noneMeant = reader.dataLines > 0 && reader.otherDevice === reader.dataLines;
  if (noneMeant || (reader.devices.size > 1 && choices.device === undefined)) {
    return err(severalDevices(reader.devices));
  }
  if (reader.columns.count === 0) return err(nothingRead(reader));
  if (2 * reader.dateRepeats > reader.dateOnly) return err(noTimeOfDay(reader));
  const dotted = reader.openDates > 0 && reader.dottedDates === reader.openDates;
  const order = dateOrderOf(reader.columns, layout, choices, dotted, findings);
  if (!order.ok) return order;
  const draft = draftOf(reader, order.value);
  const { dataLines, missing, otherDevice } = reader;
  const read = dataLines - missing - reader.unreadable - otherDevice;
  if (read === 0) return err(nothingRead(reader));
  if (reader.unreadable > read + missing) return err(mostlyUnreadable(reader, read));
  reportChoices(reader);
  return ok({
    draft,
    counts: { dataLines, read, missing, unreadable: reader.unreadable, otherDevice },
  });
}
