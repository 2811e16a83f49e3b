import { epochMsOf, instantFromEpochMs } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { WorkbookSheet } from '../ports.ts';
import type { LoggerSource } from './inspect-logger.ts';

const dateCell = /^(\d{4})-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * A workbook keeps local times without a zone, in fractions of a day: the text of a date cell loses
 * its `Z` and is rounded to the second; a time of day alone loses the day that stands for none.
 */
function withoutZone(cell: string): string {
  const match = dateCell.exec(cell);
  if (match === null) return cell;
  const rounded = instantFromEpochMs(Math.round(epochMsOf(cell as Instant) / 1000) * 1000);
  const time = rounded.slice(11, 19);
  return Number(match[1]) < 1901 ? time : `${rounded.slice(0, 10)} ${time}`;
}

/** A workbook as a logger's file. */
export const workbookSource = (sheets: readonly WorkbookSheet[]): LoggerSource => ({
  kind: 'workbook',
  sheets: sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map(({ line, cells }) => ({ line, cells: cells.map(withoutZone) })),
  })),
});
