import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { rowsOfGrid } from './rows.ts';
import type { Rows, Sheet } from './rows.ts';
import type { ReadingChoices } from './table-layout.ts';

/** The sheet that is read, and what is said of those that are not. */
export interface ChosenSheet {
  readonly name: string;
  readonly rows: Rows;
  readonly notes: readonly string[];
}

const listed = 20;

const described = ({ name, rows }: Sheet): string =>
  `"${name.slice(0, 60)}" (${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`;

const linesFor = (sheets: readonly Sheet[]): readonly string[] =>
  sheets.slice(0, listed).map((sheet, i) => `Sheet ${i + 1}: ${described(sheet)}`);

const severalSheets = (all: readonly Sheet[], found: readonly Sheet[]): Refusal =>
  refusal(
    'several-sheets',
    `The workbook holds readings on ${found.length} sheets: ${found.slice(0, listed).map(described).join(', ')}.`,
    'Say which one to read, by its name or its number (on the command line: --sheet); import the others one by one.',
    linesFor(all),
  );

const unknownSheet = (asked: string, all: readonly Sheet[]): Refusal =>
  refusal(
    'sheet-unknown',
    `The workbook has no sheet "${asked.slice(0, 60)}" that holds anything.`,
    'Give the name of a sheet, or its number from 1.',
    linesFor(all),
  );

function sheetAsked(sheets: readonly Sheet[], asked: string): Sheet | undefined {
  const name = asked.trim().toLowerCase();
  const byName = sheets.find((sheet) => sheet.name.trim().toLowerCase() === name);
  if (byName !== undefined || !/^\d{1,4}$/.test(name)) return byName;
  return sheets[Number(name) - 1];
}

/** Says which sheet is read and which are not, where there is more than one with anything on it. */
function notesOn(read: Sheet, all: readonly Sheet[]): readonly string[] {
  const others = all.filter((sheet) => sheet !== read && sheet.rows.length > 0);
  if (others.length === 0) return [];
  const names = others.slice(0, listed).map(described).join(', ');
  return [
    `Of the workbook the sheet "${read.name.slice(0, 60)}" is read; not read: ${names}. Another can be chosen (on the command line: --sheet).`,
  ];
}

/**
 * The sheet that a person asked for, else the only one with a table of readings. Nothing is read where
 * several have one: refuses `several-sheets`, naming them, and `sheet-unknown`.
 */
export function chosenSheet(
  sheets: readonly Sheet[],
  choices: ReadingChoices,
  hasReadings: (rows: Rows) => boolean,
): Result<ChosenSheet, Refusal> {
  const of = (sheet: Sheet): Result<ChosenSheet, Refusal> =>
    ok({ name: sheet.name, rows: rowsOfGrid(sheet.rows), notes: notesOn(sheet, sheets) });
  if (choices.sheet !== undefined) {
    const asked = sheetAsked(sheets, choices.sheet);
    return asked === undefined ? err(unknownSheet(choices.sheet, sheets)) : of(asked);
  }
  const found = sheets.filter(({ rows }) => hasReadings(rowsOfGrid(rows)));
  if (found.length > 1) return err(severalSheets(sheets, found));
  return of(found[0] ?? sheets[0] ?? { name: '', rows: [] });
}

/** A refusal that also tells which sheets were looked at, where there were several. */
export const withSheets = (found: Refusal, sheets: readonly Sheet[]): Refusal =>
  sheets.length < 2 ? found : { ...found, because: [...found.because, ...linesFor(sheets)] };
