import { absoluteZero, centiFromMicro, isFinerThanCenti } from '../../temperature/centi-celsius.ts';
import { blank } from './draft.ts';
import { DraftColumns } from './draft-columns.ts';
import type { Findings } from './findings.ts';
import { numericStamp } from './numeric-stamp.ts';
import type { Rows } from './rows.ts';
import { absent, newStamp, scanStamp } from './stamp.ts';
import type { Stamp } from './stamp.ts';
import type { ReadingChoices, TableLayout } from './table-layout.ts';
import { temperatureCell } from './temperature-cell.ts';

/** 1,000 °C: more is a fault code, not a storage temperature. */
const hottest = 100_000;
const maxDevices = 50;

/** A table being read: what is known of it and what has been counted so far. */
export interface RowReader {
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
  /** Temperatures with an alarm mark beside the number. */
  marked: number;
  markedLine: number;
  openDates: number;
  dottedDates: number;
  /** Lines with more cells than there are headings. */
  wider: number;
  widerLine: number;
  /** Lines with a date and no time of day. */
  dateOnly: number;
  dateOnlyLine: number;
  /** Of those, the ones with the date of the one before. */
  dateRepeats: number;
  lastDate: number;
}

/** Text of a cell for a message. */
export const shown = (text: string): string => JSON.stringify(text.slice(0, 40));

/** Counts and reports a line that cannot be read. */
export function unreadable(reader: RowReader, line: number, message: () => string): void {
  reader.unreadable += 1;
  reader.findings.add('unreadable line', line, () => `${message()} Not read.`);
}

/** Two cells that a decimal comma could have made of one: `5` and `1`, `-4` and `87 °C`, `10:00:00` and `250`. */
const beforeComma = /^[-+\u2212]?\d+$|:\d\d$/;
const afterComma = /^\d+(?:\s*[^\d\s.,:/-].*)?$/;

/** True for a line with more cells than headings, where one number may have become two of them. */
function isSplit(cells: readonly string[], width: number | null): boolean {
  if (width === null || cells.length <= width) return false;
  if (cells.findLastIndex((cell) => cell !== '') < width) return false;
  return cells.some((cell, i) => beforeComma.test(cell) && afterComma.test(cells[i + 1] ?? ''));
}

/** A cell beyond the headings may mean that the others do not stand where they should. */
function noteWidth(reader: RowReader, cells: readonly string[], line: number): void {
  const { width } = reader.layout;
  if (width === null || cells.length <= width) return;
  if (cells.findLastIndex((cell) => cell !== '') < width) return;
  reader.wider += 1;
  if (reader.wider === 1) reader.widerLine = line;
}

const isBlank = (cells: readonly string[]): boolean => {
  for (const cell of cells) if (cell !== '') return false;
  return true;
};

function readStamp(reader: RowReader, cells: readonly string[]): (() => string) | null {
  const { layout, stamp } = reader;
  const date = cells[layout.dateColumn] ?? '';
  const text = layout.timeColumn === null ? date : `${date} ${cells[layout.timeColumn] ?? ''}`;
  const understood = scanStamp(text, stamp) || numericStamp(text, layout.unixTime, stamp);
  if (!understood || stamp.year === absent) return () => `${shown(text)} is not a date and time.`;
  if (stamp.first > 31 || stamp.second > 31 || stamp.first < 1 || stamp.second < 1) {
    return () => `${shown(text)} names a day that does not exist.`;
  }
  if (!stamp.settled) reader.openDates += 1;
  if (!stamp.settled && stamp.dotted) reader.dottedDates += 1;
  return null;
}

/** Notes which logger a line speaks of; a blank cell speaks of none. */
function noteDevice(reader: RowReader, cells: readonly string[]): void {
  const device = cells[reader.layout.deviceColumn ?? -1] ?? '';
  if (device !== '' && reader.devices.size < maxDevices) reader.devices.add(device);
}

function isOtherDevice(reader: RowReader, cells: readonly string[]): boolean {
  const { layout, choices } = reader;
  if (layout.deviceColumn === null || choices.device === undefined) return false;
  const device = cells[layout.deviceColumn] ?? '';
  return device !== '' && device !== choices.device;
}

/** A date alone means midnight, which is counted to be reported once. */
function completeTime(reader: RowReader, line: number): void {
  const { stamp } = reader;
  if (stamp.second_of_day !== absent) return;
  stamp.second_of_day = 0;
  reader.dateOnly += 1;
  const date = (stamp.year * 32 + stamp.first) * 32 + stamp.second;
  if (date === reader.lastDate) reader.dateRepeats += 1;
  reader.lastDate = date;
  if (reader.dateOnly === 1) reader.dateOnlyLine = line;
}

/** Counts what was left out of a temperature's text, to be reported once. */
function notePrecision(
  reader: RowReader,
  { micro, marked }: { readonly micro: number; readonly marked: boolean },
  line: number,
): void {
  if (isFinerThanCenti(micro)) {
    reader.finer += 1;
    if (reader.finer === 1) reader.finerLine = line;
  }
  if (marked) {
    reader.marked += 1;
    if (reader.marked === 1) reader.markedLine = line;
  }
}

function readCells(reader: RowReader, cells: readonly string[], line: number): void {
  const { layout, findings } = reader;
  if (isSplit(cells, layout.width)) {
    unreadable(
      reader,
      line,
      () =>
        `${cells.length} cells under ${layout.width} headings: a decimal comma may have split a number.`,
    );
    return;
  }
  noteWidth(reader, cells, line);
  const text = cells[layout.temperatureColumn] ?? '';
  const cell = temperatureCell(text);
  const problem = readStamp(reader, cells);
  if (problem !== null) {
    unreadable(reader, line, problem);
    return;
  }
  completeTime(reader, line);
  if (cell.kind === 'missing') {
    reader.missing += 1;
    findings.add('missing value', line, () => `No temperature (${shown(text)}).`);
    reader.columns.push(reader.stamp, blank, line);
    return;
  }
  const unit =
    (cell.kind === 'value' ? cell.unit : null) ?? reader.choices.unit ?? layout.unit ?? 'C';
  const centi = cell.kind === 'value' ? centiFromMicro(cell.micro, unit) : Number.NaN;
  if (!(centi >= absoluteZero && centi <= hottest)) {
    unreadable(reader, line, () => `${shown(text)} is not a temperature.`);
    return;
  }
  if (cell.kind === 'value') notePrecision(reader, cell, line);
  reader.columns.push(reader.stamp, centi, line);
  noteDevice(reader, cells);
}

/** Reads the line at an index, unless it is blank. */
export function readRow(reader: RowReader, index: number): void {
  const cells = reader.rows.cells(index);
  if (isBlank(cells)) return;
  reader.dataLines += 1;
  if (isOtherDevice(reader, cells)) {
    reader.otherDevice += 1;
    noteDevice(reader, cells);
  } else readCells(reader, cells, reader.rows.numberOf(index));
}

/** A reader that has read nothing yet. */
export const newRowReader = (
  rows: Rows,
  layout: TableLayout,
  choices: ReadingChoices,
  findings: Findings,
): RowReader => ({
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
  marked: 0,
  markedLine: 0,
  openDates: 0,
  dottedDates: 0,
  wider: 0,
  widerLine: 0,
  dateOnly: 0,
  dateOnlyLine: 0,
  dateRepeats: 0,
  lastDate: absent,
});
