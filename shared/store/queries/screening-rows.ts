import type { Instant } from '../../base/instant.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';
import type { SubjectFilter } from './subject-rows.ts';

/** A subject that entered screening. */
export interface ScreeningRecord {
  readonly id: number;
  readonly code: string;
  readonly site: number;
  readonly siteCode: string;
  readonly status: 'screened' | 'screen-failed' | 'randomized';
  readonly screenedAt: Instant;
  readonly offsetMinutes: number;
  readonly failedBecause: string | null;
}

const select = `
  SELECT screening.id, screening.code, screening.site, place.code AS siteCode, screening.status,
    screened_at AS screenedAt, screening.offset_minutes AS offsetMinutes,
    failed_because AS failedBecause
  FROM screening JOIN place ON place.id = screening.site`;

/** Whatever the case of its letters. */
export const screeningByCode = (db: SqlDatabase, code: string): ScreeningRecord | undefined =>
  db.prepare(`${select} WHERE screening.code = ?`).get<ScreeningRecord>(code);

/** Places at which anybody ever entered screening. */
export const sitesWithScreening = (db: SqlDatabase): ReadonlySet<number> =>
  new Set(
    db
      .prepare('SELECT DISTINCT site FROM screening')
      .all<{ site: number }>()
      .map(({ site }) => site),
  );

interface Where {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** Those who are not randomized, by the filter of the subjects' table. */
export function whereScreened({ places, status, search }: SubjectFilter): Where {
  const terms = [`screening.status <> 'randomized'`];
  const values: SqlValue[] = [];
  if (places !== null) {
    terms.push(`screening.site IN (${places.map(() => '?').join(', ')})`);
    values.push(...places);
  }
  if (status !== null) {
    terms.push('screening.status = ?');
    values.push(status);
  }
  if (search !== null) {
    terms.push('screening.code >= ? AND screening.code < ?');
    values.push(search, `${search}\u{10ffff}`);
  }
  return { sql: terms.join(' AND '), values };
}

export const countScreened = (db: SqlDatabase, filter: SubjectFilter): number => {
  const { sql, values } = whereScreened(filter);
  return (
    db.prepare(`SELECT count(*) AS n FROM screening WHERE ${sql}`).get<{ n: number }>(...values)
      ?.n ?? 0
  );
};

/** Rows by id, in no particular order. */
export const screeningsWithIds = (
  db: SqlDatabase,
  ids: readonly number[],
): readonly ScreeningRecord[] =>
  db
    .prepare(`${select} WHERE screening.id IN (SELECT value FROM json_each(?))`)
    .all<ScreeningRecord>(JSON.stringify(ids));
