import type { SqlDatabase } from '../sql-database.ts';
import { screeningsWithIds, whereScreened } from './screening-rows.ts';
import type { ScreeningRecord } from './screening-rows.ts';
import { subjectsWithIds, whereRandomized } from './subject-rows.ts';
import type { SubjectFilter, SubjectRecord, SubjectWindow } from './subject-rows.ts';

/** Somebody in the table of subjects, randomized or not yet. */
export type WindowedSubject =
  | { readonly randomized: SubjectRecord; readonly screened?: never }
  | { readonly screened: ScreeningRecord; readonly randomized?: never };

const orders = {
  subject: ['code'],
  site: ['site', 'code'],
  randomizedAt: ['at', 'id'],
} as const;

/** One page of all subjects: positions first, then only the rows of the page. Time is that of the last step. */
export function subjectsInWindow(
  db: SqlDatabase,
  filter: SubjectFilter,
  window: SubjectWindow,
): readonly WindowedSubject[] {
  const randomized = whereRandomized(filter);
  const screened = whereScreened(filter);
  const direction = window.descending ? ' DESC' : '';
  const order = orders[window.sort].map((column) => `${column}${direction}`).join(', ');
  const places = db
    .prepare(
      `SELECT * FROM (
         SELECT 1 AS isRandomized, subject.id, subject.code, place.code AS site, randomized_at AS at
         FROM subject JOIN place ON place.id = subject.site WHERE ${randomized.sql}
         UNION ALL SELECT 0, screening.id, screening.code, place.code, screened_at
         FROM screening JOIN place ON place.id = screening.site WHERE ${screened.sql})
       ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .all<{ isRandomized: number; id: number }>(
      ...randomized.values,
      ...screened.values,
      window.limit,
      window.offset,
    );
  const idsOf = (kind: number): readonly number[] =>
    places.filter(({ isRandomized }) => isRandomized === kind).map(({ id }) => id);
  const subjects = new Map(subjectsWithIds(db, idsOf(1)).map((row) => [row.id, row]));
  const screenings = new Map(screeningsWithIds(db, idsOf(0)).map((row) => [row.id, row]));
  return places.map(({ isRandomized, id }) =>
    isRandomized === 1
      ? { randomized: subjects.get(id) as SubjectRecord }
      : { screened: screenings.get(id) as ScreeningRecord },
  );
}
