import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';
import { loggerLimits } from './limits.ts';

/**
 * The lines of a table, whatever it came from (text or a sheet). Numbered from 0 here; people see
 * `numberOf`, which counts from 1 as their editor or spreadsheet does.
 */
export interface Rows {
  readonly count: number;
  /** Cells of one line, trimmed and unquoted. */
  cells(index: number): readonly string[];
  numberOf(index: number): number;
  /** True for a text whose last line has no end, as in a file that was cut off. */
  readonly endsOpen: boolean;
}

const code = { tab: 9, lf: 10, cr: 13, space: 32, quote: 34 };

/** A text cut at CRLF, LF or CR without copying it. */
export interface Lines {
  readonly text: string;
  readonly count: number;
  line(index: number): string;
}

const tooLong = (line: number): Refusal =>
  refusal(
    'line-too-long',
    `Line ${line} is longer than ${loggerLimits.lineLength} characters.`,
    'Export the readings again as text, one reading a line.',
  );

const tooMany = (): Refusal =>
  refusal(
    'too-many-lines',
    `The file has more than ${loggerLimits.lines} lines.`,
    'Export a shorter period, or split the file.',
  );

/** Cuts a text into lines. Refuses `line-too-long` and `too-many-lines`. */
export function linesOf(text: string): Result<Lines, Refusal> {
  let bounds = new Int32Array(Math.min(Math.ceil(text.length / 16) + 16, 2 * loggerLimits.lines));
  let count = 0;
  let start = 0;
  const crAlone = text.includes('\r') && !text.includes('\n');
  const mark = crAlone ? '\r' : '\n';
  while (start < text.length) {
    const found = text.indexOf(mark, start);
    const next = found < 0 ? text.length : found;
    const end = !crAlone && next > start && text.charCodeAt(next - 1) === code.cr ? next - 1 : next;
    if (end - start > loggerLimits.lineLength) return err(tooLong(count + 1));
    if (count >= loggerLimits.lines) return err(tooMany());
    if (2 * count + 2 > bounds.length) {
      const grown = new Int32Array(bounds.length * 2);
      grown.set(bounds);
      bounds = grown;
    }
    bounds[2 * count] = start;
    bounds[2 * count + 1] = end;
    count += 1;
    start = next + 1;
  }
  const line = (index: number): string => text.slice(bounds[2 * index], bounds[2 * index + 1]);
  return ok({ text, count, line });
}

/** Text beside a closing quote keeps its quotes, so that it cannot pass for a number. */
function quotedCells(line: string, delimiter: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length && cells.length < loggerLimits.cells) {
    let start = at;
    while (line.charCodeAt(start) === code.space) start += 1;
    if (line.charCodeAt(start) !== code.quote) {
      const end = line.indexOf(delimiter, at);
      cells.push(line.slice(at, end < 0 ? line.length : end).trim());
      at = end < 0 ? line.length + 1 : end + 1;
      continue;
    }
    let close = start + 1;
    while (close < line.length) {
      if (line.charCodeAt(close) !== code.quote) close += 1;
      else if (line.charCodeAt(close + 1) === code.quote) close += 2;
      else break;
    }
    const end = line.indexOf(delimiter, close + 1);
    const last = end < 0 ? line.length : end;
    const isClean = line.slice(close + 1, last).trim() === '';
    const inner = line.slice(start + 1, close).replaceAll('""', '"');
    cells.push((isClean ? inner : line.slice(at, last)).trim());
    at = end < 0 ? line.length + 1 : end + 1;
  }
  return cells;
}

/**
 * The cells of one line. Quotes may enclose a cell within its line; a quoted line break is not
 * known here, because every reading is reported by the line of the file that holds it.
 */
export function cellsOf(line: string, delimiter: string): readonly string[] {
  if (line.includes('"')) return quotedCells(line, delimiter);
  const cells: string[] = [];
  let at = 0;
  while (cells.length < loggerLimits.cells) {
    const end = line.indexOf(delimiter, at);
    if (end < 0) {
      cells.push(line.slice(at).trim());
      break;
    }
    cells.push(line.slice(at, end).trim());
    at = end + 1;
  }
  return cells;
}

/** A text as a table. */
export const rowsOfLines = (lines: Lines, delimiter: string): Rows => ({
  count: lines.count,
  cells: (index) => cellsOf(lines.line(index), delimiter),
  numberOf: (index) => index + 1,
  endsOpen: !/[\r\n]$/.test(lines.text.slice(-1)),
});

/** One row of a sheet, with its number as the spreadsheet shows it (from 1). */
export interface SheetRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** A sheet as a table. */
export const rowsOfGrid = (grid: readonly SheetRow[]): Rows => ({
  count: grid.length,
  cells: (index) => grid[index]?.cells ?? [],
  numberOf: (index) => grid[index]?.line ?? index + 1,
  endsOpen: false,
});

/** What may stand between cells, in the order in which a draw is decided. */
export const delimiters = ['\t', ';', ',', '|'] as const;

/**
 * The delimiter that gives the most lines of the same width among the first lines. Semicolon and
 * tab win a draw against comma, which may be a decimal comma.
 */
export function delimiterOf(lines: Lines): string {
  let best: { readonly delimiter: string; readonly score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const widths = new Map<number, number>();
    for (let i = 0; i < Math.min(lines.count, loggerLimits.headerLines); i += 1) {
      const line = lines.line(i);
      if (!line.includes(delimiter)) continue;
      const width = cellsOf(line, delimiter).length;
      widths.set(width, (widths.get(width) ?? 0) + 1);
    }
    const score = Math.max(0, ...widths.values());
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
