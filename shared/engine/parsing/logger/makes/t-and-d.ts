import { chosenColumn, columnsNotRead } from '../column-choice.ts';
import { unitColumns } from '../columns.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { firstReading, rowWhere, serialFromName, serialInFileName } from './make.ts';

const isHeading = (cells: readonly string[]): boolean =>
  /^date\/time$/i.test(cells[0] ?? '') &&
  cells.some((cell) => /^(?:no\.?|ch\.?)\s*\d+$/i.test(cell));

/**
 * T&D (RTR, TR): headings Date/Time and No.1 …, then channel names, then units; a second
 * Date/Time column repeats the time as days since 1899. The serial number is in the file name.
 */
export const tAndD: Make = (rows, choices) => {
  const header = rowWhere(rows, 0, 5, isHeading);
  if (header < 0) return null;
  const headings = rows.cells(header);
  const reading = firstReading(rows, header + 1, header + 6, headings);
  if (reading === null) return null;
  const units = rows.cells(reading.firstRow - 1);
  const temperatures = unitColumns(units);
  const column = chosenColumn(headings, choices) ?? temperatures[0] ?? -1;
  if (column < 0) return null;
  const serial = serialInFileName(choices);
  return {
    ...openLayout,
    ...reading.time,
    format: 't-and-d',
    model: 'T&D',
    serial,
    header,
    firstRow: reading.firstRow,
    temperatureColumn: column,
    width: headings.length,
    unit: unitNamed(units[column] ?? ''),
    notes: [
      ...columnsNotRead(rows.numberOf(header), headings, temperatures, column),
      ...(serial === null ? [] : [serialFromName(serial)]),
    ],
  };
};
