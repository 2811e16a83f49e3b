/** A cell that a spreadsheet would take for a formula is marked as text. */
const safe = (cell: string): string => (/^[=+@]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Rows as CSV with CRLF, as spreadsheets read it. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => `${row.map((cell) => quoted(safe(String(cell)))).join(',')}\r\n`).join('');
