import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import type { TemperatureUnit } from '../../temperature/centi-celsius.ts';
import { chosenColumn, columnsNotRead } from './column-choice.ts';
import {
  isDeviceHeading,
  isPlaceHeading,
  isTemperature,
  isTimeHeading,
  isUnixHeading,
  temperatureColumns,
  timeColumns,
  unitCells,
  unitColumns,
} from './columns.ts';
import type { TimeColumns } from './columns.ts';
import { loggerLimits } from './limits.ts';
import { declaredOrder, keys, secondsStated, stated, zoneStated } from './preamble.ts';
import type { Rows } from './rows.ts';
import { openLayout } from './table-layout.ts';
import type { ReadingChoices, TableLayout } from './table-layout.ts';
import { unitNamed } from './temperature-cell.ts';

/** Rows of units and channel names that may stand between the headings and the first reading. */
const rowsBelowHeader = 6;

interface Found {
  readonly header: number;
  readonly firstRow: number;
  readonly headings: readonly string[];
  readonly time: TimeColumns;
  readonly candidates: readonly number[];
}

/**
 * The first reading below a row of headings, if that is what the row is. Lines with a time whose
 * temperature cannot be read count as readings too, so that they are reported.
 */
function below(rows: Rows, header: number, choices: ReadingChoices): Found | null {
  const headings = rows.cells(header);
  const isTimed = headings.some((name) => isTimeHeading(name) || isUnixHeading(name));
  if (headings.length < 2 || !isTimed) return null;
  const asked = chosenColumn(headings, choices);
  if (asked !== null && asked < 0) return null;
  let candidates = asked === null ? temperatureColumns(headings) : [asked];
  const end = Math.min(rows.count, header + 1 + rowsBelowHeader);
  let firstTimed = -1;
  for (let row = header + 1; row < end; row += 1) {
    const cells = rows.cells(row);
    const time = timeColumns(cells, headings);
    if (time !== null) {
      if (candidates.length === 0 && asked === null) candidates = unitCells(cells);
      const usable = candidates.filter(
        (i) => i !== time.dateColumn && i !== time.timeColumn && isTemperature(cells[i] ?? ''),
      );
      if (firstTimed < 0) firstTimed = row;
      if (usable.length > 0)
        return { header, firstRow: firstTimed, headings, time, candidates: usable };
    }
    if (candidates.length === 0 && time === null) candidates = unitColumns(cells);
  }
  return null;
}

function headerless(rows: Rows, choices: ReadingChoices): Found | null {
  const column = Number(choices.column);
  if (!Number.isInteger(column) || column < 1) return null;
  for (let row = 0; row < Math.min(rows.count, loggerLimits.headerLines); row += 1) {
    const cells = rows.cells(row);
    const time = timeColumns(cells, []);
    if (time !== null && isTemperature(cells[column - 1] ?? '')) {
      return { header: -1, firstRow: row, headings: [], time, candidates: [column - 1] };
    }
  }
  return null;
}

/** A line of the preamble may look like headings ("Time zone", …): the last such line counts. */
function find(rows: Rows, choices: ReadingChoices): Found | null {
  for (let row = 0; row < Math.min(rows.count, loggerLimits.headerLines); row += 1) {
    let found = below(rows, row, choices);
    if (found === null) continue;
    for (let later = row + 1; later < found.firstRow; later += 1) {
      found = below(rows, later, choices) ?? found;
    }
    return found;
  }
  return choices.column === undefined ? null : headerless(rows, choices);
}

const headingsSeen = (rows: Rows): readonly string[] => {
  for (let row = 0; row < Math.min(rows.count, loggerLimits.headerLines); row += 1) {
    const cells = rows.cells(row);
    if (cells.length > 1 && cells.some(isTimeHeading)) {
      return [
        `Line ${rows.numberOf(row)} has the headings: ${cells.slice(0, 12).join(' | ').slice(0, 300)}`,
      ];
    }
  }
  const first = rows.count > 0 ? rows.cells(0).join(' | ').slice(0, 120) : '';
  return [`Line 1 reads: ${first}`];
};

const noHeader = (rows: Rows): Refusal =>
  refusal(
    'columns-not-found',
    `None of the first ${Math.min(rows.count, loggerLimits.headerLines)} lines has headings for a time and a temperature with readings below.`,
    'Name the temperature column by its heading or its number from 1 (on the command line: --column), or export the file as CSV with headings.',
    headingsSeen(rows),
  );

function unitOf(rows: Rows, found: Found, column: number): TemperatureUnit | null {
  const fromHeading = unitNamed(found.headings[column] ?? '');
  if (fromHeading !== null) return fromHeading;
  for (let row = found.header + 1; row < found.firstRow; row += 1) {
    const unit = unitNamed(rows.cells(row)[column] ?? '');
    if (unit !== null) return unit;
  }
  const beside = found.headings.findIndex((heading) => keys.unitKey.test(heading));
  const value =
    rows.cells(found.firstRow)[beside] || stated(rows, found.header, keys.unitKey)?.value;
  return value === undefined ? null : (unitNamed(value) ?? unitNamed(`°${value}`));
}

const serialInHeading = /\b(?:S\/?N|serial)\s*[:#]?\s*(?=[A-Z-]*\d)([A-Z0-9-]{3,})/i;

/** Beside the preamble, loggers write it into a heading, or under a heading in the first line alone. */
function serialOf(
  rows: Rows,
  { header, firstRow, headings }: Found,
  choices: ReadingChoices,
): string | null {
  const inPreamble = stated(rows, header, keys.serialKey)?.value;
  if (inPreamble !== undefined) return inPreamble;
  const inHeading = serialInHeading.exec(headings.join(' '))?.[1];
  if (inHeading !== undefined) return inHeading;
  const column = headings.findIndex((heading) => keys.serialKey.test(heading));
  return column < 0 ? null : (choices.device ?? (rows.cells(firstRow)[column] || null));
}

/** Lines in which one time is looked for under two names. */
const linesCompared = 50_000;

/**
 * The column that names the logger of each line. A heading such as "Location" may also speak of one
 * logger on its way: it counts where one time stands under two of its names.
 */
function deviceColumnOf(rows: Rows, { firstRow, headings, time }: Found, column: number) {
  const cells = rows.cells(firstRow);
  const isName = (i: number): boolean => !/^[-+]?\d+[.,]\d/.test(cells[i] ?? '');
  const device = headings.findIndex(
    (name, i) => i !== column && isDeviceHeading(name) && isName(i),
  );
  if (device >= 0) return device;
  const place = headings.findIndex((name, i) => i !== column && isPlaceHeading(name));
  if (place < 0) return null;
  const nameAt = new Map<string, string>();
  for (let row = firstRow; row < Math.min(rows.count, firstRow + linesCompared); row += 1) {
    const these = rows.cells(row);
    const name = these[place] ?? '';
    const when = `${these[time.dateColumn] ?? ''} ${these[time.timeColumn ?? -1] ?? ''}`;
    if (name === '' || when.trim() === '') continue;
    const other = nameAt.get(when);
    if (other !== undefined && other !== name) return place;
    nameAt.set(when, name);
  }
  return null;
}

/** Layout of any table with headings for a time and a temperature. Refuses `columns-not-found`. */
export function inferLayout(rows: Rows, choices: ReadingChoices): Result<TableLayout, Refusal> {
  const found = find(rows, choices);
  if (found === null) return err(noHeader(rows));
  const { header, firstRow, headings, time } = found;
  const column = found.candidates[0] as number;
  const timeHeading = `${headings[time.dateColumn] ?? ''} ${headings[time.timeColumn ?? -1] ?? ''}`;
  const interval = stated(rows, header, keys.intervalKey)?.value;
  return ok({
    ...openLayout,
    ...time,
    format: 'mapped-table',
    model: stated(rows, header, keys.modelKey)?.value ?? null,
    serial: serialOf(rows, found, choices),
    header,
    firstRow,
    temperatureColumn: column,
    width: header < 0 ? null : headings.findLastIndex((heading) => heading !== '') + 1,
    unit: unitOf(rows, found, column),
    declaredOrder: declaredOrder(rows, firstRow),
    intervalSeconds: interval === undefined ? null : secondsStated(interval, null),
    zone: zoneStated(rows, header, timeHeading),
    deviceColumn: deviceColumnOf(rows, found, column),
    unixTime: isUnixHeading(timeHeading),
    notes:
      choices.column === undefined
        ? columnsNotRead(rows.numberOf(Math.max(header, 0)), headings, found.candidates, column)
        : [],
  });
}
