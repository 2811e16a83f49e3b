import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { ListCard } from '../../contracts/randomization.ts';
import type { ListRecord } from '../../store/queries/list-rows.ts';
import { allLists, listByCode, signaturesOf, strataOf } from '../../store/queries/list-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { QueryHandler } from '../handlers.ts';

/** What everybody may know of a list: nothing here depends on an arm or a block. */
export const listCard = (db: SqlDatabase, list: ListRecord): ListCard => ({
  list: list.code,
  status: list.status,
  procedure: list.procedure,
  strata: list.strata,
  slots: list.slots,
  used: list.used,
  generatedAt: list.generatedAt,
  signatures: signaturesOf(db, list.id).map(({ printedName, meaning, at }) => ({
    printedName,
    meaning,
    at,
  })),
  digest: list.digest,
  merkleRoot: list.merkleRoot,
});

/** The list of that name, or the refusal `unknown-list`. */
export function namedList(db: SqlDatabase, code: string): Result<ListRecord, Refusal> {
  const list = listByCode(db, code);
  if (list !== null) return ok(list);
  const known = allLists(db).map((row) => row.code);
  return err(
    refusal(
      'unknown-list',
      `There is no randomization list ${code}.`,
      known.length === 0 ? 'Generate a list first.' : `Choose one of: ${known.join(', ')}.`,
    ),
  );
}

export const randomizationLists: QueryHandler<'randomization.lists'> = ({ db }) =>
  ok({ lists: allLists(db).map((list) => listCard(db, list)) });

export const randomizationStrata: QueryHandler<'randomization.strata'> = ({ db }, input) => {
  const list = namedList(db, input.list);
  if (!list.ok) return list;
  return ok({
    strata: strataOf(db, list.value.id).map(({ key, words, slots, used }) => ({
      stratum: key,
      words,
      slots,
      used,
      remaining: slots - used,
    })),
  });
};
