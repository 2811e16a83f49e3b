import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { listByCode } from '../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Refuses a name that a list of the study has: what is signed is never made anew under its name. */
export function nameTaken(db: SqlDatabase, list: string): Result<null, Refusal> {
  const known = listByCode(db, list);
  if (known === undefined) return ok(null);
  if (known.status === 'locked' || known.status === 'retired') {
    return err(
      refusal(
        'list-locked',
        `List ${list} is ${known.status}: it can be extended or retired, never edited.`,
        'Extend the list, or generate one with a name of its own.',
      ),
    );
  }
  return err(
    refusal(
      'list-exists',
      `There is a list ${list} already.`,
      'Give the new list a name of its own; names are not used again.',
    ),
  );
}
