/** A cell of an exported table. */
export type Cell = string | number | null;

const formulaStart = /^[=+\-@\t\r]/;
const needsQuotes = /[",\r\n]/;

/** Text that a spreadsheet cannot take for a formula: such starts get an apostrophe before them. */
export const withoutFormula = (text: string): string =>
  formulaStart.test(text) ? `'${text}` : text;

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = withoutFormula(cell);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of RFC 4180 text with its CRLF. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

/** Without it spreadsheets misread names with accents. */
export const byteOrderMark = '\u{feff}';

const linesInPiece = 1000;

/**
 * A table as RFC 4180 text: CRLF after every line, quotes where needed, formulas neutralised. It starts with
 * a byte order mark, without which spreadsheets misread names with accents. Rows are taken one at a time.
 */
export function csvText(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const pieces: string[] = [];
  let lines = [`${byteOrderMark}${csvLine(header)}`];
  for (const row of rows) {
    lines.push(csvLine(row));
    if (lines.length < linesInPiece) continue;
    pieces.push(lines.join(''));
    lines = [];
  }
  return [...pieces, ...lines].join('');
}
