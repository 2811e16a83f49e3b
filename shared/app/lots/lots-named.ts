import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { lotByCode } from '../../store/queries/lot-facts.ts';
import type { LotRecord } from '../../store/queries/lot-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

export const unknownLots = (codes: readonly string[]): Refusal =>
  refusal(
    'lot-unknown',
    `There is no lot ${codes.join(', ')}.`,
    'Choose a registered lot; the Stock screen lists them.',
  );

/** Lots by their codes, each once; the refusal `lot-unknown` names those that are not registered. */
export function lotsNamed(
  db: SqlDatabase,
  codes: readonly string[],
): Result<readonly LotRecord[], Refusal> {
  const found = [...new Set(codes)].map((code) => ({ code, lot: lotByCode(db, code) }));
  const unknown = found.filter(({ lot }) => lot === undefined).map(({ code }) => code);
  if (unknown.length > 0) return err(unknownLots(unknown));
  return ok(found.flatMap(({ lot }) => lot ?? []));
}
