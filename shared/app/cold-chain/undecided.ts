import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { openExcursionOf } from '../../store/queries/excursion-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { firstOf } from '../named-kits.ts';

/** Kits that an open excursion holds back: its decision releases them, and nothing else does. */
export function undecidedExcursion(
  db: SqlDatabase,
  kits: readonly { readonly number: string }[],
): Refusal | null {
  const held = kits.flatMap(({ number }) => {
    const excursion = openExcursionOf(db, number);
    return excursion === undefined ? [] : [`${number}: excursion ${excursion} is not decided.`];
  });
  if (held.length === 0) return null;
  return refusal(
    'excursion-not-decided',
    `${held.length} of ${kits.length} kits belong to a temperature excursion that waits for its decision.`,
    'Decide the excursion on the Cold chain screen; that releases or rejects its kits.',
    firstOf(held),
  );
}
