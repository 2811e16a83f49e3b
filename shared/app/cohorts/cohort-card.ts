import type { CohortCard } from '../../contracts/cohorts.ts';
import { listsOfCohort } from '../../store/queries/cohort-facts.ts';
import type { CohortFacts } from '../../store/queries/cohort-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** What everybody may see of a cohort. */
export const cohortCard = (db: SqlDatabase, facts: CohortFacts): CohortCard => ({
  ...facts,
  lists: listsOfCohort(db, facts.cohort).map(({ list, status }) => ({ list, status })),
});
