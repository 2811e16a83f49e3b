import { byHabit, chosenColumn, columnsNotRead } from '../column-choice.ts';
import { keys, stated, zoneStated } from '../preamble.ts';
import type { Rows } from '../rows.ts';
import { openLayout } from '../table-layout.ts';
import { temperatureCell, unitNamed } from '../temperature-cell.ts';
import type { FirstReading, Make } from './make.ts';
import { firstReading, rowWhere } from './make.ts';

const searched = 60;

const columnAfter = ({ time }: FirstReading): number =>
  Math.max(time.dateColumn, time.timeColumn ?? 0) + 1;

/** The first line with a date, a clock and a number beside it: "From" and "To" lines have none. */
function firstLine(rows: Rows): FirstReading | null {
  for (let from = 4; from < searched;) {
    const reading = firstReading(rows, from, searched, []);
    if (reading === null) return null;
    const beside = reading.cells[columnAfter(reading)] ?? '';
    const clock = reading.cells.some((cell) => /\d:\d\d/.test(cell));
    if (clock && beside !== '' && temperatureCell(beside).kind !== 'unreadable') return reading;
    from = reading.firstRow + 1;
  }
  return null;
}

/**
 * Hanwell RadioLog/EMS: a preamble of about a dozen lines that names its database in one of the
 * first, then time before date in one cell, temperature, humidity.
 */
export const hanwell: Make = (rows, choices) => {
  const namesDatabase = (cells: readonly string[]) => cells.some((cell) => /database/i.test(cell));
  if (rowWhere(rows, 0, 4, namesDatabase) < 0) return null;
  const reading = firstLine(rows);
  if (reading === null) return null;
  const { firstRow, time } = reading;
  const above = rows.cells(firstRow - 1);
  const headings = above.length > 1 ? above : [];
  const temperatures = headings.flatMap((name, i) =>
    i > time.dateColumn && /temp|°\s*[cf]/i.test(name) ? [i] : [],
  );
  const asked = chosenColumn(headings, choices);
  const column = asked ?? temperatures[0] ?? columnAfter(reading);
  if (column < 0) return null;
  const stateUnit = stated(rows, firstRow, keys.unitKey)?.value ?? '';
  return {
    ...openLayout,
    ...time,
    format: 'hanwell',
    model: 'Hanwell',
    serial: stated(rows, firstRow, keys.serialKey)?.value ?? null,
    header: firstRow - 1,
    firstRow,
    temperatureColumn: column,
    unit: unitNamed(headings[column] ?? '') ?? unitNamed(stateUnit),
    usualOrder: 'day-first',
    zone: zoneStated(rows, firstRow, ''),
    width: temperatures.length > 0 ? headings.length : null,
    notes:
      temperatures.length > 0 || asked !== null
        ? columnsNotRead(rows.numberOf(firstRow - 1), headings, temperatures, column)
        : [byHabit(rows.numberOf(firstRow), column)],
  };
};
