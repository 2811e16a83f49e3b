import { chosenColumn } from '../column-choice.ts';
import { openLayout } from '../table-layout.ts';
import { unitNamed } from '../temperature-cell.ts';
import type { Make } from './make.ts';

/** Older export: one line a reading with receiver and transmitter, so a file may hold several loggers. */
const byTransmitter: Make = (rows, choices) => {
  const headings = rows.cells(0).map((cell) => cell.toUpperCase());
  const column =
    chosenColumn(headings, choices) ?? headings.findIndex((cell) => cell.startsWith('TEMPERATURE'));
  const date = headings.findIndex((cell) => cell.startsWith('DATE'));
  const transmitter = headings.indexOf('TRANSMITTER');
  if (!headings.includes('RECEIVER') || transmitter < 0 || column < 0 || date < 0) return null;
  return {
    ...openLayout,
    format: 'meaco',
    model: 'Meaco',
    header: 0,
    firstRow: 1,
    dateColumn: date,
    temperatureColumn: column,
    width: headings.length,
    unit: unitNamed(rows.cells(0)[column] ?? ''),
    usualOrder: 'day-first',
    deviceColumn: transmitter,
  };
};

/** Newer export: a title `site - place - ID: serial`, then Timestamp, Temperature, Humidity. */
const byTitle: Make = (rows, choices) => {
  const serial = /\s-\sID:\s*([^\s,;]+)/.exec(rows.cells(0).join(','))?.[1];
  if (serial === undefined || rows.count < 3) return null;
  const headings = rows.cells(1);
  const column =
    chosenColumn(headings, choices) ?? headings.findIndex((cell) => /^temp/i.test(cell));
  const date = headings.findIndex((cell) => /timestamp|date/i.test(cell));
  if (column < 0 || date < 0) return null;
  return {
    ...openLayout,
    format: 'meaco',
    model: 'Meaco',
    serial,
    header: 1,
    firstRow: 2,
    dateColumn: date,
    temperatureColumn: column,
    width: headings.length,
    unit: unitNamed(headings[column] ?? ''),
    usualOrder: 'day-first',
  };
};

/** Meaco, either export. */
export const meaco: Make = (rows, choices) =>
  rows.count < 2 ? null : (byTransmitter(rows, choices) ?? byTitle(rows, choices));
