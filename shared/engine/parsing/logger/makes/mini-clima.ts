import { byHabit, chosenColumn } from '../column-choice.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { rowWhere, serialFromName } from './make.ts';

const stampShape = /^\d{1,2}\.\d{1,2}\.\d{2,4},\s*\d{1,2}:\d{2}/;

/**
 * miniClima EBC: one heading line, then semicolons between date,time in one cell, temperature,
 * humidity, set point, alarm limits and time difference, with decimal commas. The serial number
 * is in the file name, after "Master".
 */
export const miniClima: Make = (rows, choices) => {
  const firstRow = rowWhere(
    rows,
    0,
    10,
    (cells) => cells.length >= 5 && stampShape.test(cells[0] ?? ''),
  );
  if (firstRow < 0) return null;
  const headings = firstRow === 0 ? [] : rows.cells(firstRow - 1);
  const named = headings.findIndex((cell) => /^temp|^t\b/i.test(cell));
  const column = chosenColumn(headings, choices) ?? (named > 0 ? named : 1);
  if (column < 0) return null;
  const serial = /Master[ _]+([^ _]+)/.exec(choices.fileName ?? '')?.[1] ?? null;
  return {
    ...openLayout,
    format: 'miniclima',
    model: 'miniClima',
    serial,
    header: firstRow - 1,
    firstRow,
    dateColumn: 0,
    temperatureColumn: column,
    unit: unitNamed(headings[column] ?? ''),
    usualOrder: 'day-first',
    width: Math.max(headings.length, rows.cells(firstRow).length),
    notes: [
      ...(named > 0 || choices.column !== undefined
        ? []
        : [byHabit(rows.numberOf(firstRow), column)]),
      ...(serial === null ? [] : [serialFromName(serial)]),
    ],
  };
};
