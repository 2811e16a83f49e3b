import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** The expiry of a registered lot, or undefined when there is no such lot. */
export function lotExpiry(db: SqlDatabase, lot: string): IsoDate | undefined {
  const row = db
    .prepare('SELECT expiry_day AS day FROM lot WHERE code = ?')
    .get<{ day: number }>(lot);
  return row === undefined ? undefined : isoDateFromEpochDay(row.day);
}
