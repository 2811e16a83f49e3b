/** Kits wanted, as lists of types and counts: list i is start[i] .. start[i + 1]. */
export interface WantedKits {
  readonly start: Int32Array;
  readonly type: Int32Array;
  readonly count: Int32Array;
}

/** Lists without the types of which none is wanted. */
export function wantedKits(rows: readonly (readonly number[])[]): WantedKits {
  const wanted = rows.map((row) =>
    row.flatMap((count, type) => (count === 0 ? [] : [{ count, type }])),
  );
  const start = new Int32Array(rows.length + 1);
  wanted.forEach((list, i) => (start[i + 1] = (start[i] as number) + list.length));
  return {
    start,
    type: Int32Array.from(wanted.flat(), ({ type }) => type),
    count: Int32Array.from(wanted.flat(), ({ count }) => count),
  };
}
