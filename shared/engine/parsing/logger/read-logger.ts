import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { loggerFileOf } from './assemble.ts';
import { berlingerFile, isBerlinger } from './berlinger/berlinger-file.ts';
import { Findings } from './findings.ts';
import type { LoggerFile } from './logger-file.ts';
import { allMakes } from './makes/all-makes.ts';
import { inferLayout } from './mapping.ts';
import { delimiterOf, delimiters, linesOf, rowsOfLines } from './rows.ts';
import type { Lines, Rows, Sheet } from './rows.ts';
import { chosenSheet, withSheets } from './sheet-choice.ts';
import type { ReadingChoices, TableLayout } from './table-layout.ts';

const empty = (): Refusal =>
  refusal('file-empty', 'The file is empty.', 'Read the logger out again and export its readings.');

/** The layout of a table: a known make's, or inferred from its headings. */
export function layoutOf(rows: Rows, choices: ReadingChoices): Result<TableLayout, Refusal> {
  for (const make of allMakes) {
    const layout = make(rows, choices);
    if (layout !== null) return { ok: true, value: layout };
  }
  return inferLayout(rows, choices);
}

/**
 * A text as a table: by the delimiter that most of the first lines share or, where that finds no
 * columns because a long preamble is punctuated otherwise, by another that does.
 */
export function rowsOfText(lines: Lines, choices: ReadingChoices): Rows {
  const usual = delimiterOf(lines);
  const rows = rowsOfLines(lines, usual);
  if (lines.count === 0 || layoutOf(rows, choices).ok) return rows;
  const others = delimiters.filter((delimiter) => delimiter !== usual);
  const tables = others.map((delimiter) => rowsOfLines(lines, delimiter));
  return tables.find((table) => layoutOf(table, choices).ok) ?? rows;
}

function readRows(
  rows: Rows,
  choices: ReadingChoices,
  findings: Findings,
): Result<LoggerFile, Refusal> {
  if (rows.count === 0) return err(empty());
  const layout = layoutOf(rows, choices);
  return layout.ok ? loggerFileOf(rows, layout.value, choices, findings) : layout;
}

/** Reads the one sheet of a workbook that holds readings, or the one that was chosen. */
export function readLoggerWorkbook(
  sheets: readonly Sheet[],
  choices: ReadingChoices,
  findings: Findings = new Findings(),
): Result<LoggerFile, Refusal> {
  const chosen = chosenSheet(sheets, choices, (rows) => layoutOf(rows, choices).ok);
  if (!chosen.ok) return chosen;
  for (const note of chosen.value.notes) findings.add('sheet', 0, note);
  const read = readRows(chosen.value.rows, choices, findings);
  if (!read.ok) return err(withSheets(read.error, sheets));
  return ok({ ...read.value, sheet: chosen.value.name });
}

/**
 * Reads the text of a logger's file, whatever its make. Every line of data is accounted for:
 * read, missing, unreadable (with its line number) or another logger's. A file that cannot be
 * read is refused with the rule, the line and the next step; nothing is thrown.
 */
export function readLoggerText(
  text: string,
  choices: ReadingChoices,
  findings: Findings = new Findings(),
): Result<LoggerFile, Refusal> {
  if (text.trim() === '') return err(empty());
  const lines = linesOf(text);
  if (!lines.ok) return lines;
  if (isBerlinger(lines.value)) return berlingerFile(lines.value, choices, findings);
  return readRows(rowsOfText(lines.value, choices), choices, findings);
}
