import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { listByCode } from '../../store/queries/list-facts.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** The list of a code, or the refusal `list-unknown`. */
export function findList(db: SqlDatabase, code: string): Result<ListFacts, Refusal> {
  const list = listByCode(db, code);
  if (list !== undefined) return ok(list);
  return err(refusal('list-unknown', `There is no list ${code}.`, 'Choose a list of this study.'));
}
