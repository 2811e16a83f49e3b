import type { SqlDatabase } from '../sql-database.ts';
import type { CountScope } from './kit-counts.ts';
import { countByPlace, countByState, countKits } from './kit-counts.ts';
import { countFiltered, driverOf, noClause, whereDriven } from './kit-filter.ts';
import type { Clause, KitFilter } from './kit-filter.ts';
import { pageOfIds } from './page-anchors.ts';
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

/** How a segment is read: in the order of an index, or looked up by its filter and sorted. */
interface Plan {
  readonly where: Clause;
  readonly columns: readonly string[];
  readonly isInOrder: boolean;
}

/**
 * Two ways: walk the index of the order and check the filter, or look the filter up in its index and sort what
 * it leaves. The first costs `wanted · all / left` rows, the second `left`; the counts are known, so the cheaper
 * one is taken.
 */
function planOf(db: SqlDatabase, { filter, order }: Segment, wanted: number): Plan {
  const columns = columnsOf[order];
  const driver = driverOf(db, filter);
  if (driver === null) return { where: noClause, columns, isInOrder: true };
  const isDriverInOrder =
    (driver.name === 'number' && order === 'number') ||
    (driver.name === 'expiry' && order === 'expiry') ||
    (driver.name === 'state' && order === 'number' && filter.states?.length === 1) ||
    (driver.name === 'lot' && order === 'sequence');
  const all = countKits(db, { places: null });
  const walked = (wanted * all) / Math.max(1, driver.kits);
  if (isDriverInOrder || walked >= driver.kits) {
    return { where: whereDriven(filter, driver), columns, isInOrder: isDriverInOrder };
  }
  return { where: whereDriven(filter, null), columns, isInOrder: true };
}

const sortedBy = ({ columns, isInOrder }: Plan, descending: boolean): string =>
  columns.map((name) => `${isInOrder ? '' : '+'}${name}${descending ? ' DESC' : ''}`).join(', ');

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

interface Slice {
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** Kits of the segment. */
  readonly kits: number;
}

/** A page of one segment. */
function idsOfSegment(db: SqlDatabase, segment: Segment, slice: Slice): readonly number[] {
  const { offset, limit, descending, kits } = slice;
  const plan = planOf(db, segment, Math.min(offset, kits - offset) + limit);
  const { sql, values } = plan.where;
  if (plan.isInOrder) {
    const { columns } = plan;
    const rows = { table: 'kit', where: sql, values, columns, descending, count: kits };
    return pageOfIds(db, rows, { offset, limit });
  }
  return db
    .prepare(
      `SELECT id FROM kit WHERE ${sql} ORDER BY ${sortedBy(plan, descending)} LIMIT ? OFFSET ?`,
    )
    .rows(...values, limit, offset)
    .map((row) => row[0] as number);
}

/** Ids of one page of the filtered, sorted kits. Whole segments before the page are skipped by their counts. */
export function kitIds(db: SqlDatabase, filter: KitFilter, window: KitWindow): readonly number[] {
  const ids: number[] = [];
  let offset = window.offset;
  for (const segment of inDirection(segmentsOf(db, filter, window.sort), window.descending)) {
    const limit = window.limit - ids.length;
    if (limit <= 0) break;
    const kits = countFiltered(db, segment.filter);
    if (offset < kits) {
      const { descending } = window;
      const found = idsOfSegment(db, segment, { descending, offset, limit, kits });
      for (const id of found) ids.push(id);
    }
    offset = Math.max(0, offset - kits);
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
    const plan = planOf(db, segment, chunkSize);
    const { sql, values } = plan.where;
    const statement = db.prepare(
      `SELECT id FROM kit WHERE ${sql} ORDER BY ${sortedBy(plan, order.descending)}`,
    );
    for (const { id } of statement.iterate<{ id: number }>(...values)) yield id;
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
