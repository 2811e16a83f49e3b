import { limitedStock } from '../../store/queries/kit-limits.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** A counted kit that goes by the end of its stability budget, not by its expiry. */
export interface LimitedAtPlace {
  /** The dated lot, the group and the type that it is counted in. */
  readonly dating: number;
  readonly group: number;
  readonly type: number;
  readonly expiryDay: number;
  /** The last day of its stability budget, before `expiryDay`; 0 when nothing is left. */
  readonly endDay: number;
}

const none: readonly LimitedAtPlace[] = [];

/** The limited kits of each place, by its id. `types` is by kit id; without it all kits count as one type. */
export function limitedByPlace(
  db: SqlDatabase,
  types: Uint8Array | null,
): (place: number) => readonly LimitedAtPlace[] {
  const found = new Map<number, LimitedAtPlace[]>();
  for (const { kit, place, ...rest } of limitedStock(db)) {
    const at = found.get(place) ?? [];
    at.push({ ...rest, type: types === null ? 0 : (types[kit] as number) });
    found.set(place, at);
  }
  return (place) => found.get(place) ?? none;
}
