/** Rows as aligned text, the first row being the heads. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n');
}

/** A number for a person: at most `digits` significant digits. JSON carries full precision. */
export const short = (value: number, digits = 6): string => `${Number(value.toPrecision(digits))}`;
