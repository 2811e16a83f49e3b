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

/**
 * A table as RFC 4180 text: CRLF after every line, quotes where needed, formulas neutralised. It starts with
 * a byte order mark, without which spreadsheets misread names with accents.
 */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\r\n`);
  return `\u{feff}${lines.join('')}`;
}
