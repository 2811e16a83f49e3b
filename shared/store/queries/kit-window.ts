import type { SqlDatabase } from '../sql-database.ts';
import type { CountScope } from './kit-counts.ts';
import { countByPlace, countByState, countKits } from './kit-counts.ts';
import { countFiltered, driverOf, whereDriven } from './kit-filter.ts';
import type { Clause, KitFilter } from './kit-filter.ts';
import { allPlaces } from './places.ts';

export type KitSort = 'number' | 'sequence' | 'expiry' | 'status' | 'place';

export interface KitWindow {
  readonly sort: KitSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

/** Orders that an index holds. Ties of expiry follow the concealed sequence, never the number. */
type IndexedOrder = 'number' | 'sequence' | 'expiry';
const columnsOf: Readonly<Record<IndexedOrder, readonly string[]>> = {
  number: ['number'],
  sequence: ['sequence', 'id'],
  expiry: ['expiry_day', 'sequence', 'id'],
};

/** A run of kits that share what the table is sorted by first. */
interface Segment {
  readonly filter: KitFilter;
  readonly order: IndexedOrder;
}

const orderBy = (columns: readonly string[], descending: boolean, isIndexed: boolean): string =>
  columns.map((name) => `${isIndexed ? '' : '+'}${name}${descending ? ' DESC' : ''}`).join(', ');

/**
 * SELECT of the ids of a segment in order. Two ways: walk the index of the order and check the filter, or
 * look the filter up in its index and sort what it leaves. The first costs `wanted · all / left` rows, the
 * second `left`; the counts are known, so the cheaper one is taken.
 */
function idQuery(
  db: SqlDatabase,
  segment: Segment,
  window: { readonly descending: boolean; readonly wanted: number },
): Clause {
  const { filter, order } = segment;
  const columns = columnsOf[order];
  const driver = driverOf(db, filter);
  if (driver === null) {
    return {
      sql: `SELECT id FROM kit ORDER BY ${orderBy(columns, window.descending, true)}`,
      values: [],
    };
  }
  const inIndexOrder =
    (driver.name === 'number' && order === 'number') ||
    (driver.name === 'expiry' && order === 'expiry') ||
    (driver.name === 'state' && order === 'number' && filter.states?.length === 1) ||
    (driver.name === 'lot' && order === 'sequence');
  const all = countKits(db, { places: null });
  const walked = (window.wanted * all) / Math.max(1, driver.kits);
  if (inIndexOrder || walked >= driver.kits) {
    const where = whereDriven(filter, driver);
    return {
      sql: `SELECT id FROM kit WHERE ${where.sql} ORDER BY ${orderBy(columns, window.descending, inIndexOrder)}`,
      values: where.values,
    };
  }
  const where = whereDriven(filter, null);
  return {
    sql: `SELECT id FROM kit WHERE ${where.sql} ORDER BY ${orderBy(columns, window.descending, true)}`,
    values: where.values,
  };
}

/** A lot has one expiry day, so inside it the order of expiry is the order of sequence. */
const indexedOrder = (sort: KitSort, filter: KitFilter): IndexedOrder => {
  if (sort === 'status' || sort === 'place') return 'number';
  return sort === 'expiry' && filter.lot !== null ? 'sequence' : sort;
};

/** Sorting by state or place is a walk through its values, each in the order of numbers. */
function segmentsOf(db: SqlDatabase, filter: KitFilter, sort: KitSort): readonly Segment[] {
  const order = indexedOrder(sort, filter);
  const scope: CountScope = filter;
  if (sort === 'status') {
    return countByState(db, scope).map(({ status }) => ({
      filter: { ...filter, states: [status] },
      order,
    }));
  }
  if (sort === 'place') {
    const counts = countByPlace(db, scope);
    return allPlaces(db)
      .filter(({ id }) => (counts.get(id) ?? 0) > 0)
      .toSorted((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ id }) => ({ filter: { ...filter, places: [id] }, order }));
  }
  return [{ filter, order }];
}

const inDirection = (segments: readonly Segment[], descending: boolean): readonly Segment[] =>
  descending ? segments.toReversed() : segments;

/** Ids of one page of the filtered, sorted kits. Whole segments before the page are skipped by their counts. */
export function kitIds(db: SqlDatabase, filter: KitFilter, window: KitWindow): readonly number[] {
  const ids: number[] = [];
  let skip = window.offset;
  for (const segment of inDirection(segmentsOf(db, filter, window.sort), window.descending)) {
    const missing = window.limit - ids.length;
    if (missing <= 0) break;
    const isOnly = window.sort !== 'status' && window.sort !== 'place';
    const kits = isOnly ? Infinity : countFiltered(db, segment.filter);
    if (skip >= kits) {
      skip -= kits;
      continue;
    }
    const query = idQuery(db, segment, {
      descending: window.descending,
      wanted: skip + missing,
    });
    const rows = db.prepare(`${query.sql} LIMIT ? OFFSET ?`).rows(...query.values, missing, skip);
    for (const row of rows) ids.push(row[0] as number);
    skip = 0;
  }
  return ids;
}

const chunkSize = 2000;

/** All ids of the filtered, sorted kits, lazily; the caller stops when it has enough. */
export function* eachKitId(
  db: SqlDatabase,
  filter: KitFilter,
  order: { readonly sort: KitSort; readonly descending: boolean },
): Generator<number> {
  for (const segment of inDirection(segmentsOf(db, filter, order.sort), order.descending)) {
    const query = idQuery(db, segment, { descending: order.descending, wanted: chunkSize });
    for (const { id } of db.prepare(query.sql).iterate<{ id: number }>(...query.values)) yield id;
  }
}

/** The same ids in no particular order: for counting. */
export function* eachKitIdUnsorted(db: SqlDatabase, filter: KitFilter): Generator<number> {
  const where = whereDriven(filter, driverOf(db, filter));
  for (const { id } of db
    .prepare(`SELECT id FROM kit WHERE ${where.sql}`)
    .iterate<{ id: number }>(...where.values)) {
    yield id;
  }
}
