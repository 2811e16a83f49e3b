import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { rowWhere } from './make.ts';
import { declaredOrder, zoneNamed } from '../preamble.ts';
import { isTemperature, timeColumns } from '../columns.ts';

const searched = 20;

/**
 * Tinytag Explorer: rows labelled S/N, Type, Description, Property (one column a channel) between
 * the headings and the numbered readings. Values may carry their unit.
 */
export const tinytag: Make = (rows, choices) => {
  const serialRow = rowWhere(rows, 0, searched, ([label]) => /^s\/n$/i.test(label ?? ''));
  if (serialRow < 0) return null;
  const labelled = (name: RegExp): readonly string[] => {
    const row = rowWhere(rows, 0, searched, ([label]) => name.test(label ?? ''));
    return row < 0 ? [] : rows.cells(row);
  };
  const firstRow = rowWhere(
    rows,
    serialRow + 1,
    searched + 20,
    (cells) => timeColumns(cells, []) !== null,
  );
  if (firstRow < 0) return null;
  const time = timeColumns(rows.cells(firstRow), []);
  if (time === null) return null;
  const properties = labelled(/^property$/i);
  const cells = rows.cells(firstRow);
  const named = properties.findIndex((property) => /temp/i.test(property));
  const byUnit = cells.findIndex(
    (cell, i) => i > time.dateColumn && unitNamed(cell) !== null && isTemperature(cell),
  );
  const fallback = (time.timeColumn ?? time.dateColumn) + 1;
  const asked = Number(choices.column);
  const column =
    Number.isInteger(asked) && asked >= 1
      ? asked - 1
      : named >= 0
        ? named
        : byUnit >= 0
          ? byUnit
          : fallback;
  const heading = rows.cells(Math.max(serialRow - 1, 0));
  const units = [properties[column], labelled(/^units?$/i)[column], heading[column], cells[column]];
  return {
    ...openLayout,
    ...time,
    format: 'tinytag',
    model: labelled(/^type$/i)[column] || null,
    serial: rows.cells(serialRow)[column] || null,
    header: Math.max(serialRow - 1, 0),
    firstRow,
    temperatureColumn: column,
    unit: units.map((text) => unitNamed(text ?? '')).find((unit) => unit !== null) ?? null,
    declaredOrder: declaredOrder(rows, firstRow),
    usualOrder: 'day-first',
    zone: zoneNamed(heading[time.dateColumn] ?? ''),
  };
};
