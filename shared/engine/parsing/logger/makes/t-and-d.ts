import { unitColumns } from '../columns.ts';
import type { LoggerWarning } from '../findings.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { chosenNumber, firstReading, rowWhere, serialInFileName } from './make.ts';

const isHeading = (cells: readonly string[]): boolean =>
  /^date\/time$/i.test(cells[0] ?? '') &&
  cells.some((cell) => /^(?:no\.?|ch\.?)\s*\d+$/i.test(cell));

function notesOf(line: number, rest: readonly string[], serial: string | null): LoggerWarning[] {
  const notes: LoggerWarning[] = [];
  if (rest.length > 0) {
    const message = `Temperature columns not read: ${rest.join(', ')}. Choose with --column.`;
    notes.push({ line, message });
  }
  if (serial !== null) {
    notes.push({ line: 0, message: `The serial number ${serial} is taken from the file name.` });
  }
  return notes;
}

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
  const [first, ...others] = unitColumns(units);
  const column = chosenNumber(choices) ?? first;
  if (column === undefined) return null;
  const rest = chosenNumber(choices) === null ? others.map((i) => `"${headings[i] ?? i + 1}"`) : [];
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
    notes: notesOf(rows.numberOf(header), rest, serial),
  };
};
