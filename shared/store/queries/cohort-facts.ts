import type { SqlDatabase } from '../sql-database.ts';

export interface CohortFacts {
  readonly cohort: string;
  /** `waiting`: it has lists but was never opened. */
  readonly status: 'waiting' | 'open' | 'closed';
  readonly changedAt: string | null;
}

/** Cohorts that have a list, in the order in which their first lists were made. */
export const cohorts = (db: SqlDatabase): readonly CohortFacts[] =>
  db
    .prepare(
      `SELECT cohort_list.cohort, coalesce(cohort.status, 'waiting') AS status,
         cohort.changed_at AS changedAt
       FROM cohort_list LEFT JOIN cohort ON cohort.cohort = cohort_list.cohort
       GROUP BY cohort_list.cohort ORDER BY min(cohort_list.list)`,
    )
    .all<CohortFacts>();

export interface CohortList {
  readonly list: string;
  readonly status: string;
  readonly digest: string;
}

/** Lists of a cohort, the oldest first. */
export const listsOfCohort = (db: SqlDatabase, cohort: string): readonly CohortList[] =>
  db
    .prepare(
      `SELECT random_list.code AS list, random_list.status, random_list.digest
       FROM cohort_list JOIN random_list ON random_list.id = cohort_list.list
       WHERE cohort_list.cohort = ? ORDER BY random_list.id`,
    )
    .all<CohortList>(cohort);

/** The cohort that a list serves; undefined when it serves every subject. */
export const cohortOfList = (db: SqlDatabase, list: number): string | undefined =>
  db.prepare('SELECT cohort FROM cohort_list WHERE list = ?').get<{ cohort: string }>(list)?.cohort;
