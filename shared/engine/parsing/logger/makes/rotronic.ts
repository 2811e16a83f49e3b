import { chosenColumn, columnsNotRead } from '../column-choice.ts';
import { keys, secondsStated, stated } from '../preamble.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';
import { firstReading, rowWhere } from './make.ts';

const searched = 120;

/**
 * Rotronic HygroLog/HW4 text export: sections marked [#S], [#1] …, headings after [#H], readings
 * after [#D]; comma or tab between cells, the same text under the names .csv and .xls.
 */
export const rotronic: Make = (rows, choices) => {
  const marked = (mark: string): number => rowWhere(rows, 0, searched, ([cell]) => cell === mark);
  const data = marked('[#D]');
  const heading = marked('[#H]');
  if (data < 0 || heading < 0) return null;
  const header = rowWhere(rows, heading + 1, data, (cells) => cells.some((cell) => cell !== ''));
  if (header < 0) return null;
  const headings = rows.cells(header);
  const temperatures = headings.flatMap((name, i) => (/temp/i.test(name) ? [i] : []));
  const column = chosenColumn(headings, choices) ?? temperatures[0] ?? -1;
  const reading = firstReading(rows, data + 1, data + 50, headings);
  if (column < 0 || reading === null) return null;
  const interval = stated(rows, header, keys.intervalKey)?.value;
  return {
    ...openLayout,
    ...reading.time,
    format: 'rotronic',
    model: 'Rotronic',
    serial: stated(rows, header, keys.serialKey)?.value ?? null,
    header,
    firstRow: data + 1,
    temperatureColumn: column,
    width: headings.length,
    unit:
      unitNamed(stated(rows, header, /^temp[eé]rature?$/i)?.value ?? '') ??
      unitNamed(headings[column] ?? ''),
    usualOrder: 'day-first',
    notes: columnsNotRead(rows.numberOf(header), headings, temperatures, column),
    intervalSeconds: interval === undefined ? null : secondsStated(interval, null),
  };
};
