import { unitColumns, timeColumns } from '../columns.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { rowWhere, serialInFileName } from './make.ts';

/**
 * T&D (RTR, TR): headings Date/Time and No.1 …, then channel names, then units; a second
 * Date/Time column repeats the time as days since 1899. The serial number is in the file name.
 */
export const tAndD: Make = (rows, choices) => {
  const header = rowWhere(
    rows,
    0,
    5,
    (cells) =>
      /^date\/time$/i.test(cells[0] ?? '') &&
      cells.some((cell) => /^(?:no\.?|ch\.?)\s*\d+$/i.test(cell)),
  );
  if (header < 0) return null;
  const firstRow = rowWhere(
    rows,
    header + 1,
    header + 6,
    (cells) => timeColumns(cells, rows.cells(header)) !== null,
  );
  if (firstRow < 0) return null;
  const headings = rows.cells(header);
  const time = timeColumns(rows.cells(firstRow), headings);
  if (time === null) return null;
  const units = rows.cells(firstRow - 1);
  const asked = Number(choices.column);
  const marked = unitColumns(units);
  const column = Number.isInteger(asked) && asked >= 1 ? asked - 1 : marked[0];
  if (column === undefined) return null;
  const rest = marked.slice(1).map((i) => `"${headings[i] ?? i + 1}"`);
  const serial = serialInFileName(choices);
  return {
    ...openLayout,
    ...time,
    format: 't-and-d',
    model: 'T&D',
    serial,
    header,
    firstRow,
    temperatureColumn: column,
    width: headings.length,
    unit: unitNamed(units[column] ?? ''),
    notes: [
      ...(rest.length > 0
        ? [
            {
              line: rows.numberOf(header),
              message: `Temperature columns not read: ${rest.join(', ')}. Choose with --column.`,
            },
          ]
        : []),
      ...(serial === null
        ? []
        : [{ line: 0, message: `The serial number ${serial} is taken from the file name.` }]),
    ],
  };
};
