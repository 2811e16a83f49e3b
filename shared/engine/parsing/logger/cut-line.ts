import type { Rows } from './rows.ts';
import type { TableLayout } from './table-layout.ts';

const compared = 50;
const enough = 3;

const decimals = (cell: string): number => /[.,](\d*)\D*$/.exec(cell)?.[1]?.length ?? 0;

/** The number of decimals that the readings before a row all have; null where they differ or are few. */
function usualDecimals(rows: Rows, layout: TableLayout, before: number): number | null {
  const seen = new Set<number>();
  let count = 0;
  for (let row = before - 1; row >= Math.max(layout.firstRow, before - compared); row -= 1) {
    const cell = rows.cells(row)[layout.temperatureColumn] ?? '';
    if (!/\d/.test(cell)) continue;
    seen.add(decimals(cell));
    count += 1;
  }
  const [only] = seen;
  return seen.size === 1 && count >= enough && only !== undefined ? only : null;
}

/**
 * True when the last row looks cut off in the middle: the text ends without a line end, and the row
 * has fewer cells than the headings and the row before, or fewer decimals than all readings before.
 * A number that lost its end is still a number, so it cannot be left to the reader of cells.
 */
export function isCutOff(rows: Rows, layout: TableLayout, last: number): boolean {
  if (!rows.endsOpen || last <= layout.firstRow) return false;
  const cells = rows.cells(last);
  if (cells.every((cell) => cell === '')) return false;
  const before = rows.cells(last - 1);
  if (layout.width !== null && cells.length < layout.width && before.length >= layout.width) {
    return true;
  }
  const temperature = cells[layout.temperatureColumn] ?? '';
  const isLastCell = cells.length === layout.temperatureColumn + 1;
  const usual = isLastCell && /\d/.test(temperature) ? usualDecimals(rows, layout, last) : null;
  return usual !== null && decimals(temperature) < usual;
}
