import { chosenColumn, columnsNotRead } from '../column-choice.ts';
import { isTemperature } from '../columns.ts';
import { declaredOrder, zoneNamed } from '../preamble.ts';
import type { Rows } from '../rows.ts';
import { openLayout } from '../table-layout.ts';
import type { ReadingChoices } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { FirstReading, Make } from './make.ts';
import { firstReading, rowWhere } from './make.ts';

const searched = 20;

/** The row that begins with a label; empty where there is none. */
function labelled(rows: Rows, name: RegExp): readonly string[] {
  const row = rowWhere(rows, 0, searched, ([label]) => name.test(label ?? ''));
  return row < 0 ? [] : rows.cells(row);
}

const temperaturesIn = (properties: readonly string[]): readonly number[] =>
  properties.flatMap((name, i) => (/temp/i.test(name) ? [i] : []));

/** The channel that is chosen, called a temperature, written with a unit, or the first. */
function columnOf(
  properties: readonly string[],
  { cells, time }: FirstReading,
  choices: ReadingChoices,
): number {
  const chosen = chosenColumn(properties, choices);
  if (chosen !== null) return chosen;
  const named = temperaturesIn(properties);
  const measured = named.find((i) => !/min|max|average|mean|dew/i.test(properties[i] ?? ''));
  const first = measured ?? named[0];
  if (first !== undefined) return first;
  const byUnit = cells.findIndex(
    (cell, i) => i > time.dateColumn && unitNamed(cell) !== null && isTemperature(cell),
  );
  return byUnit >= 0 ? byUnit : (time.timeColumn ?? time.dateColumn) + 1;
}

/**
 * Tinytag Explorer: rows labelled S/N, Type, Description, Property (one column a channel) between
 * the headings and the numbered readings. Values may carry their unit.
 */
export const tinytag: Make = (rows, choices) => {
  const serialRow = rowWhere(rows, 0, searched, ([label]) => /^s\/n$/i.test(label ?? ''));
  if (serialRow < 0) return null;
  const reading = firstReading(rows, serialRow + 1, searched + 20, []);
  if (reading === null) return null;
  const properties = labelled(rows, /^property$/i);
  const column = columnOf(properties, reading, choices);
  if (column < 0) return null;
  const heading = rows.cells(Math.max(serialRow - 1, 0));
  const units = labelled(rows, /^units?$/i);
  const places = [properties[column], units[column], heading[column], reading.cells[column]];
  return {
    ...openLayout,
    ...reading.time,
    format: 'tinytag',
    model: labelled(rows, /^type$/i)[column] || null,
    serial: rows.cells(serialRow)[column] || null,
    header: Math.max(serialRow - 1, 0),
    firstRow: reading.firstRow,
    temperatureColumn: column,
    width: heading.length > column ? heading.length : null,
    unit: places.map((text) => unitNamed(text ?? '')).find((unit) => unit !== null) ?? null,
    declaredOrder: declaredOrder(rows, reading.firstRow),
    usualOrder: 'day-first',
    notes: columnsNotRead(rows.numberOf(serialRow), properties, temperaturesIn(properties), column),
    zone: zoneNamed(heading[reading.time.dateColumn] ?? ''),
  };
};
