import { daysInMonth, epochDayOf, isoDateOf } from '../../../base/iso-date.ts';
import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { absoluteZero, centiFromMicro, isFinerThanCenti } from '../../temperature/centi-celsius.ts';
import { DraftColumns } from './draft-columns.ts';
import { dateOrderOf } from './date-order.ts';
import type { Findings } from './findings.ts';
import { numericStamp } from './numeric-stamp.ts';
import type { Draft } from './reading-series.ts';
import type { Rows } from './rows.ts';
import { absent, newStamp, scanStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';
import type { DateOrder, ReadingChoices, TableLayout } from './table-layout.ts';
import { temperatureCell } from './temperature-cell.ts';

/** 1,000 °C: more is a fault code, not a storage temperature. */
const hottest = 100_000;
const maxDevices = 50;

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

interface Reader {
  readonly rows: Rows;
  readonly layout: TableLayout;
  readonly choices: ReadingChoices;
  readonly findings: Findings;
  readonly columns: DraftColumns;
  readonly stamp: Stamp;
  readonly devices: Set<string>;
  dataLines: number;
  missing: number;
  unreadable: number;
  otherDevice: number;
  finer: number;
  finerLine: number;
  openDates: number;
  dottedDates: number;
}

const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

function unreadable(reader: Reader, line: number, message: string): void {
  reader.unreadable += 1;
  reader.findings.add('unreadable line', line, `${message} Not read.`);
}

function isTooWide(cells: readonly string[], width: number | null): boolean {
  if (width === null) return false;
  for (let i = width; i < cells.length; i += 1) if (cells[i] !== '') return true;
  return false;
}

const isBlank = (cells: readonly string[]): boolean => {
  for (const cell of cells) if (cell !== '') return false;
  return true;
};

function readStamp(reader: Reader, cells: readonly string[]): string | null {
  const { layout, stamp } = reader;
  const date = cells[layout.dateColumn] ?? '';
  const text = layout.timeColumn === null ? date : `${date} ${cells[layout.timeColumn] ?? ''}`;
  const understood = scanStamp(text, stamp) || numericStamp(text, layout.unixTime, stamp);
  if (!understood || stamp.year === absent) return `${shown(text)} is not a date and time.`;
  if (stamp.first > 31 || stamp.second > 31 || stamp.first < 1 || stamp.second < 1) {
    return `${shown(text)} names a day that does not exist.`;
  }
  if (stamp.second_of_day === absent) stamp.second_of_day = 0;
  if (!stamp.settled) reader.openDates += 1;
  if (!stamp.settled && stamp.dotted) reader.dottedDates += 1;
  return null;
}

function isOtherDevice(reader: Reader, cells: readonly string[]): boolean {
  const { deviceColumn } = reader.layout;
  if (deviceColumn === null) return false;
  const device = cells[deviceColumn] ?? '';
  if (reader.devices.size < maxDevices) reader.devices.add(device);
  return reader.choices.device !== undefined && device !== reader.choices.device;
}

function readRow(reader: Reader, cells: readonly string[], line: number): void {
  const { layout, findings } = reader;
  if (isTooWide(cells, layout.width)) {
    unreadable(
      reader,
      line,
      `${cells.length} cells under ${layout.width} headings: a decimal comma may have split a number.`,
    );
    return;
  }
  const text = cells[layout.temperatureColumn] ?? '';
  const cell = temperatureCell(text);
  const problem = readStamp(reader, cells);
  if (problem !== null) {
    unreadable(reader, line, problem);
    return;
  }
  if (cell.kind === 'missing') {
    reader.missing += 1;
    findings.add('missing value', line, `No temperature (${shown(text)}).`);
    return;
  }
  const unit =
    (cell.kind === 'value' ? cell.unit : null) ?? reader.choices.unit ?? layout.unit ?? 'C';
  const centi = cell.kind === 'value' ? centiFromMicro(cell.micro, unit) : Number.NaN;
  if (!(centi >= absoluteZero && centi <= hottest)) {
    unreadable(reader, line, `${shown(text)} is not a temperature.`);
    return;
  }
  if (cell.kind === 'value' && isFinerThanCenti(cell.micro)) {
    reader.finer += 1;
    if (reader.finer === 1) reader.finerLine = line;
  }
  reader.columns.push(reader.stamp, centi, line);
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

function draftOf(reader: Reader, order: DateOrder): Draft {
  const { columns } = reader;
  const wall = new Float64Array(columns.count);
  let kept = 0;
  for (let i = 0; i < columns.count; i += 1) {
    const swap = columns.settled[i] === 0 && order === 'day-first';
    const month = (swap ? columns.second[i] : columns.first[i]) as number;
    const date = (swap ? columns.first[i] : columns.second[i]) as number;
    const day = epochDay(columns.year[i] as number, month, date);
    if (Number.isNaN(day)) {
      unreadable(
        reader,
        columns.line[i] as number,
        `Day ${date} of month ${month} does not exist (${order}).`,
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

const severalDevices = (devices: ReadonlySet<string>): Refusal =>
  refusal(
    'several-loggers',
    `The file holds readings of ${devices.size} loggers.`,
    'Say which one to read with --device NAME.',
    [...devices].slice(0, 10).map((device) => `Logger ${shown(device)}`),
  );

function nothingRead(reader: Reader): Refusal {
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

function mostlyUnreadable(reader: Reader, read: number): Refusal {
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

function reportChoices(reader: Reader): void {
  const { layout, choices, findings, rows } = reader;
  const line = rows.numberOf(Math.max(layout.header, 0));
  for (const note of layout.notes) findings.add('note', note.line, note.message);
  if (reader.finer > 0) {
    findings.add(
      'rounded',
      reader.finerLine,
      `${reader.finer} temperatures have more than two decimals and are rounded to 0.01 degrees, the first here.`,
    );
  }
  if (reader.otherDevice > 0) {
    findings.add(
      'other logger',
      line,
      `${reader.otherDevice} lines belong to other loggers and are left out.`,
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
  const reader: Reader = {
    rows,
    layout,
    choices,
    findings,
    columns: new DraftColumns(),
    stamp: newStamp(),
    devices: new Set(),
    dataLines: 0,
    missing: 0,
    unreadable: 0,
    otherDevice: 0,
    finer: 0,
    finerLine: 0,
    openDates: 0,
    dottedDates: 0,
  };
  for (let i = layout.firstRow; i < rows.count; i += 1) {
    const cells = rows.cells(i);
    if (isBlank(cells)) continue;
    reader.dataLines += 1;
    if (isOtherDevice(reader, cells)) reader.otherDevice += 1;
    else readRow(reader, cells, rows.numberOf(i));
  }
  if (reader.devices.size > 1 && choices.device === undefined)
    return err(severalDevices(reader.devices));
  if (reader.columns.count === 0) return err(nothingRead(reader));
  const dotted = reader.openDates > 0 && reader.dottedDates === reader.openDates;
  const order = dateOrderOf(reader.columns, layout, choices, dotted, findings);
  if (!order.ok) return order;
  const draft = draftOf(reader, order.value);
  if (draft.count === 0) return err(nothingRead(reader));
  if (reader.unreadable > draft.count + reader.missing)
    return err(mostlyUnreadable(reader, draft.count));
  reportChoices(reader);
  const { dataLines, missing, otherDevice } = reader;
  return ok({
    draft,
    counts: { dataLines, read: draft.count, missing, unreadable: reader.unreadable, otherDevice },
  });
}
