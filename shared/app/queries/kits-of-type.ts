import { readRevision } from '../../store/queries/revision.ts';
import type { KitFilter } from '../../store/queries/kit-filter.ts';
import { eachKitId, eachKitIdUnsorted } from '../../store/queries/kit-window.ts';
import type { KitWindow } from '../../store/queries/kit-window.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';
import { typeColumn } from './unveil.ts';

interface OfType {
  readonly filter: KitFilter;
  readonly type: number;
  readonly order: Pick<KitWindow, 'sort' | 'descending'>;
}

/**
 * Kits of one type in order. Types are not in the tables, so the walk goes through what the other filters
 * leave and keeps what has the type.
 */
export function* eachKitIdOfType(
  db: SqlDatabase,
  sealer: Sealer,
  { filter, type, order }: OfType,
): Generator<number> {
  const types = typeColumn(db, sealer);
  for (const id of eachKitId(db, filter, order)) if (types[id] === type) yield id;
}

/** One page of them; the walk stops at its end. */
export function kitIdsOfType(
  db: SqlDatabase,
  sealer: Sealer,
  asked: OfType & { readonly page: Pick<KitWindow, 'offset' | 'limit'> },
): readonly number[] {
  const ids: number[] = [];
  let skip = asked.page.offset;
  for (const id of eachKitIdOfType(db, sealer, asked)) {
    skip -= 1;
    if (skip >= 0) continue;
    ids.push(id);
    if (ids.length === asked.page.limit) break;
  }
  return ids;
}

interface KnownCounts {
  readonly revision: number;
  readonly byFilter: Map<string, Uint32Array>;
}

const known = new WeakMap<Sealer, KnownCounts>();

/** How many kits of a type a filter leaves; counted once for all types, and again only after a change. */
export function countOfType(
  db: SqlDatabase,
  sealer: Sealer,
  filter: KitFilter,
  type: number,
): number {
  const revision = readRevision(db);
  const kept = known.get(sealer);
  const counts = kept?.revision === revision ? kept : { revision, byFilter: new Map() };
  known.set(sealer, counts);
  const name = JSON.stringify(filter);
  const found = counts.byFilter.get(name) ?? countTypes(db, typeColumn(db, sealer), filter);
  counts.byFilter.set(name, found);
  return found[type] ?? 0;
}

function countTypes(db: SqlDatabase, types: Uint8Array, filter: KitFilter): Uint32Array {
  const counts = new Uint32Array(256);
  const isWhole = Object.values(filter).every((condition) => condition === null);
  if (isWhole) for (let id = 1; id < types.length; id += 1) bump(counts, types[id]);
  else for (const id of eachKitIdUnsorted(db, filter)) bump(counts, types[id]);
  return counts;
}

function bump(counts: Uint32Array, type: number | undefined): void {
  if (type !== undefined) counts[type] = (counts[type] ?? 0) + 1;
}
