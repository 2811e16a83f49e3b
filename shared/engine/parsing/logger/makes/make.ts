import type { Rows } from '../rows.ts';
import type { ReadingChoices, TableLayout } from '../table-layout.ts';

/** Recognises the table of one make by its first lines; null when it is another's. */
export type Make = (rows: Rows, choices: ReadingChoices) => TableLayout | null;

/** The first row from `from` on whose cells satisfy `test`, within the lines that are searched. */
export function rowWhere(
  rows: Rows,
  from: number,
  to: number,
  test: (cells: readonly string[]) => boolean,
): number {
  for (let row = from; row < Math.min(rows.count, to); row += 1)
    if (test(rows.cells(row))) return row;
  return -1;
}

/** Eight hexadecimal digits at a word's edge in a file name, the way some makes name their exports. */
export const serialInFileName = (choices: ReadingChoices): string | null =>
  /(?:^|[^0-9A-Za-z])([0-9A-F]{8})(?![0-9A-Za-z])/.exec(choices.fileName ?? '')?.[1] ?? null;
