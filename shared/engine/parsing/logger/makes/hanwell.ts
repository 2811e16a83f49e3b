import { timeColumns } from '../columns.ts';
import { keys, stated, zoneStated } from '../preamble.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { rowWhere } from './make.ts';

/**
 * Hanwell RadioLog/EMS: a preamble of about a dozen lines that names its database in one of the
 * first, then time before date in one cell, temperature, humidity.
 */
export const hanwell: Make = (rows, choices) => {
  if (rowWhere(rows, 0, 4, (cells) => cells.some((cell) => /database/i.test(cell))) < 0)
    return null;
  const firstRow = rowWhere(
    rows,
    4,
    60,
    (cells) =>
      cells.length > 1 &&
      timeColumns(cells, [])?.timeColumn !== undefined &&
      cells.some((cell) => /\d:\d\d/.test(cell)) &&
      /^[-+]?\d|^[-. ]+$/.test(
        cells[
          (timeColumns(cells, [])?.timeColumn ?? timeColumns(cells, [])?.dateColumn ?? 0) + 1
        ] ?? '',
      ),
  );
  if (firstRow < 0) return null;
  const time = timeColumns(rows.cells(firstRow), []);
  if (time === null) return null;
  const above = rowWhere(
    rows,
    firstRow - 1,
    firstRow,
    (cells) => cells.length > 1 && cells.some((cell) => cell !== ''),
  );
  const headings = above < 0 ? [] : rows.cells(above);
  const named = headings.findIndex((cell) => /temp|°\s*[cf]/i.test(cell));
  const asked = Number(choices.column);
  const fallback = (time.timeColumn ?? time.dateColumn) + 1;
  const column =
    Number.isInteger(asked) && asked >= 1 ? asked - 1 : named > time.dateColumn ? named : fallback;
  return {
    ...openLayout,
    ...time,
    format: 'hanwell',
    model: 'Hanwell',
    serial: stated(rows, firstRow, keys.serialKey)?.value ?? null,
    header: Math.max(above, 0),
    firstRow,
    temperatureColumn: column,
    unit:
      unitNamed(headings[column] ?? '') ??
      unitNamed(stated(rows, firstRow, keys.unitKey)?.value ?? ''),
    usualOrder: 'day-first',
    zone: zoneStated(rows, firstRow, ''),
    notes:
      named > time.dateColumn
        ? []
        : [
            {
              line: rows.numberOf(firstRow),
              message: `No heading names the temperature; column ${column + 1} is read, where this make writes it. Choose with --column.`,
            },
          ],
  };
};
