import { timeColumns } from '../columns.ts';
import type { TimeColumns } from '../columns.ts';
import type { LoggerWarning } from '../findings.ts';
import type { Rows } from '../rows.ts';
import type { ReadingChoices, TableLayout } from '../table-layout.ts';

/** Recognises the table of one make by its first lines; null when it is another's. */
export type Make = (rows: Rows, choices: ReadingChoices) => TableLayout | null;

/** The first row from `from` on whose cells satisfy `test`, before row `to`; −1 for none. */
export function rowWhere(
  rows: Rows,
  from: number,
  to: number,
  test: (cells: readonly string[]) => boolean,
): number {
  for (let row = from; row < Math.min(rows.count, to); row += 1) {
    if (test(rows.cells(row))) return row;
  }
  return -1;
}

export interface FirstReading {
  readonly firstRow: number;
  readonly cells: readonly string[];
  readonly time: TimeColumns;
}

/** The first row between `from` and `to` that holds a date and time. */
export function firstReading(
  rows: Rows,
  from: number,
  to: number,
  headings: readonly string[],
): FirstReading | null {
  for (let row = from; row < Math.min(rows.count, to); row += 1) {
    const cells = rows.cells(row);
    const time = cells.length > 1 ? timeColumns(cells, headings) : null;
    if (time !== null) return { firstRow: row, cells, time };
  }
  return null;
}

/** Eight hexadecimal digits at a word's edge in a file name, the way some makes name their exports. */
export const serialInFileName = (choices: ReadingChoices): string | null =>
  /(?:^|[^0-9A-Za-z])([0-9A-F]{8})(?![0-9A-Za-z])/.exec(choices.fileName ?? '')?.[1] ?? null;

/** Says where a serial number comes from that the file itself does not hold. */
export const serialFromName = (serial: string): LoggerWarning => ({
  line: 0,
  message: `The serial number ${serial} is taken from the file name.`,
});
