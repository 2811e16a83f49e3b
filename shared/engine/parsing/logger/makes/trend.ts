import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';

/**
 * Trend building management: Timestamp and one point whose heading gives its number, names in
 * brackets, the logging interval (Synchronized@seconds) and the unit.
 */
export const trend: Make = (rows, choices) => {
  if (rows.count < 2 || choices.column !== undefined) return null;
  const headings = rows.cells(0);
  const point = headings[1] ?? '';
  if (!/^timestamp$/i.test(headings[0] ?? '') || !/\[[PS]\d+V?\]|synchronized@/i.test(point))
    return null;
  const unit = unitNamed(point);
  if (unit === null && !/temp/i.test(point)) return null;
  const interval = /synchronized@(\d{1,6})/i.exec(point)?.[1];
  return {
    ...openLayout,
    format: 'trend',
    model: 'Trend',
    serial: /^(P\d+)/.exec(point)?.[1] ?? null,
    header: 0,
    firstRow: 1,
    dateColumn: 0,
    temperatureColumn: 1,
    width: headings.length,
    unit,
    usualOrder: 'day-first',
    intervalSeconds: interval === undefined ? null : Number(interval),
  };
};
