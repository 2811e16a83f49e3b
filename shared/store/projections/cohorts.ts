import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

export const cohortOpened: Projection<'cohort-opened'> = (db, body, entry) =>
  setCohort(db, body.cohort, 'open', entry);

export const cohortClosed: Projection<'cohort-closed'> = (db, body, entry) =>
  setCohort(db, body.cohort, 'closed', entry);

function setCohort(
  db: SqlDatabase,
  cohort: string,
  status: 'open' | 'closed',
  entry: RecordedIn,
): void {
  db.prepare('INSERT OR REPLACE INTO cohort VALUES (?, ?, ?, ?)').run(
    cohort,
    status,
    entry.at,
    entry.sequence,
  );
  mention(db, 'cohort', cohort, entry.sequence);
}

/** A list that serves one cohort only. */
export function assignToCohort(db: SqlDatabase, list: number, cohort: string | undefined): void {
  if (cohort === undefined) return;
  db.prepare('INSERT INTO cohort_list VALUES (?, ?)').run(list, cohort);
}
