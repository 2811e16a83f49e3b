/** `12.3 ± 0.4`, `+5 %`, `3 Jul 2027`, `2.4 (0 – 5)`, or a dash where there is no number. */
const numeric = /^[+\-−–]?(\d|$)/;

/** Columns that hold words and no numbers: they begin at the left, and numbers end at the right. */
export function wordColumns(rows: readonly (readonly string[])[]): readonly boolean[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    rows.every((row) => !numeric.test(row[column] ?? '')),
  );
}
