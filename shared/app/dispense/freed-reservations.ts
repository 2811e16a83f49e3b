import { nextKitState } from '../../domain/kit/kit-state.ts';
import { reservedFor } from '../../store/queries/reservations.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Decided } from '../record.ts';

/** Kits that were kept for a subject and are not needed any more, back on the shelf; at all visits when none is named. */
export function freedReservations(
  db: SqlDatabase,
  given: {
    readonly subject: number;
    readonly visit: string | null;
    readonly taken: readonly string[];
  },
): readonly Decided[] {
  const kits = reservedFor(db, given.subject, given.visit)
    .map(({ number }) => number)
    .filter((number) => !given.taken.includes(number))
    .sort();
  const next = nextKitState('reserved', 'release-reservation', 'site');
  if (kits.length === 0 || !next.ok) return [];
  const body = {
    action: 'release-reservation' as const,
    kits,
    states: kits.map(() => next.value),
  };
  return [{ event: { kind: 'kits-changed', body } }];
}
