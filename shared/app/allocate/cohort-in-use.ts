import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { listInUse } from '../../store/queries/allocation-facts.ts';
import { cohorts } from '../../store/queries/cohort-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { cohortUnknown } from '../cohorts/handlers.ts';

/**
 * The cohort that a new subject enters; null in a study without cohorts, or where none was opened yet and
 * a list for every subject is in use. Where several are open, the
 * subject's must be named; a cohort that is not open takes nobody.
 */
export function cohortInUse(
  db: SqlDatabase,
  named: string | undefined,
): Result<string | null, Refusal> {
  const known = cohorts(db);
  if (named !== undefined && !known.some(({ cohort }) => cohort === named)) {
    return err(cohortUnknown(db, named));
  }
  const isUsed = known.some(({ status }) => status !== 'waiting');
  const isWhole = known.length === 0 || (!isUsed && listInUse(db, null) !== undefined);
  if (named === undefined && isWhole) return ok(null);
  const open = known.filter(({ status }) => status === 'open').map(({ cohort }) => cohort);
  const chosen = named ?? (open.length === 1 ? open[0] : undefined);
  if (chosen !== undefined && open.includes(chosen)) return ok(chosen);
  if (chosen === undefined && open.length > 1) {
    return err(
      refusal(
        'cohort-unnamed',
        `${open.length} cohorts are open: ${open.join(', ')}.`,
        'Name the cohort that the subject enters.',
      ),
    );
  }
  return err(
    refusal(
      'cohort-not-open',
      `${chosen === undefined ? 'No cohort' : `Cohort ${chosen}`} is ${chosen === undefined ? '' : 'not '}open for randomization.`,
      'A cohort is opened by a signed decision; the subject was not randomized.',
    ),
  );
}
