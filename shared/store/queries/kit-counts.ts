import type { IsoDate } from '../../base/iso-date.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** States in which a kit stands on a shelf and may be picked. */
export const shelfStates: readonly KitState[] = ['at-depot', 'at-site'];

/** What to count; `null` means any. An empty list counts nothing. */
export interface CountScope {
  readonly places: readonly number[] | null;
  readonly lot?: number | null;
  readonly states?: readonly string[] | null;
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

/** The WHERE clause of a scope and its values; works on `kit` and on `kit_count`. `prefix` keeps indexes out. */
export function scopeClause(
  scope: CountScope,
  prefix = '',
): { readonly sql: string; readonly values: readonly (number | string)[] } {
  const terms: string[] = [];
  const values: (number | string)[] = [];
  if (scope.places !== null) {
    terms.push(`${prefix}place IN (${marks(scope.places)})`);
    values.push(...scope.places);
  }
  if (scope.lot !== undefined && scope.lot !== null) {
    terms.push(`${prefix}lot = ?`);
    values.push(scope.lot);
  }
  if (scope.states !== undefined && scope.states !== null) {
    terms.push(`${prefix}state IN (${marks(scope.states)})`);
    values.push(...scope.states);
  }
  return { sql: terms.length === 0 ? 'TRUE' : terms.join(' AND '), values };
}

/** Kits in scope, from the kept counts: its cost does not grow with the number of kits. */
export function countKits(db: SqlDatabase, scope: CountScope): number {
  const { sql, values } = scopeClause(scope);
  return (
    db
      .prepare(`SELECT coalesce(sum(kits), 0) AS kits FROM kit_count WHERE ${sql}`)
      .get<{ kits: number }>(...values)?.kits ?? 0
  );
}

export interface StateCount {
  readonly status: string;
  readonly count: number;
}

export function countByState(db: SqlDatabase, scope: CountScope): readonly StateCount[] {
  const { sql, values } = scopeClause(scope);
  return db
    .prepare(
      `SELECT state AS status, sum(kits) AS count FROM kit_count WHERE ${sql}
       GROUP BY state HAVING sum(kits) > 0 ORDER BY state`,
    )
    .all<StateCount>(...values);
}

export function countByPlace(db: SqlDatabase, scope: CountScope): ReadonlyMap<number, number> {
  const { sql, values } = scopeClause(scope);
  const rows = db
    .prepare(`SELECT place, sum(kits) AS kits FROM kit_count WHERE ${sql} GROUP BY place`)
    .all<{ place: number; kits: number }>(...values);
  return new Map(rows.map(({ place, kits }) => [place, kits]));
}

export interface LotCount {
  readonly lot: string;
  readonly expiry: IsoDate;
  readonly kits: number;
  readonly available: number;
  readonly dispensed: number;
}

/** Every registered lot with its kits at the given places (all when null), first expiring first. */
export function countByLot(db: SqlDatabase, places: readonly number[] | null): readonly LotCount[] {
  const within = places === null ? 'TRUE' : `kit_count.place IN (${marks(places)})`;
  return db
    .prepare(
      `SELECT lot.code AS lot, lot.expiry_day AS expiryDay,
         coalesce(sum(kits), 0) AS kits,
         coalesce(sum(kits) FILTER (WHERE state IN ('at-depot', 'at-site')), 0) AS available,
         coalesce(sum(kits) FILTER (WHERE state = 'dispensed'), 0) AS dispensed
       FROM lot LEFT JOIN kit_count ON kit_count.lot = lot.id AND ${within}
       GROUP BY lot.id ORDER BY lot.expiry_day, lot.code`,
    )
    .all<Omit<LotCount, 'expiry'> & { expiryDay: number }>(...(places ?? []))
    .map(({ expiryDay, ...row }) => ({ ...row, expiry: isoDateFromEpochDay(expiryDay) }));
}

/** Kits on the shelf that their lot or a missing new label keeps from use, by lot; their cost is their number. */
export const blockedByLot = (
  db: SqlDatabase,
  places: readonly number[] | null,
): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare(
        `SELECT lot, count(*) FROM kit INDEXED BY kit_blocked
         WHERE state IN ('at-depot', 'at-site') AND block > 0
           AND (? IS NULL OR place IN (SELECT value FROM json_each(?)))
         GROUP BY lot`,
      )
      .rows(places === null ? null : 1, JSON.stringify(places ?? [])) as unknown as [
      number,
      number,
    ][],
  );
