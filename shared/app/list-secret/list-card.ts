import type { ListCard } from '../../contracts/randomization.ts';
import { listSignatures, listTotals } from '../../store/queries/list-facts.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** What everybody may see of a list. */
export const listCard = (db: SqlDatabase, list: ListFacts): ListCard => ({
  list: list.code,
  status: list.status,
  procedure: list.procedure,
  ...listTotals(db, list.id),
  generatedAt: list.generatedAt,
  signatures: listSignatures(db, list.id).map(({ printedName, meaning, at }) => ({
    printedName,
    meaning,
    at,
  })),
  digest: list.digest,
  merkleRoot: list.merkleRoot,
});
