import type { SqlDatabase, SqlValue } from '../sql-database.ts';
import { readRevision } from './revision.ts';

/** Rows of one table that an index gives in order; together the columns are unique. */
export interface OrderedRows {
  readonly table: string;
  readonly where: string;
  readonly values: readonly SqlValue[];
  readonly columns: readonly string[];
  readonly descending: boolean;
  /** How many rows there are. */
  readonly count: number;
}

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** The order columns of the row just before an offset. */
interface Anchor {
  readonly offset: number;
  readonly key: readonly SqlValue[];
}

/** Anchors counted from the first row, and from the last one backwards. */
interface Anchors {
  readonly forward: Anchor[];
  readonly backward: Anchor[];
}

interface KnownAnchors {
  readonly revision: number;
  readonly byRows: Map<string, Anchors>;
}

const known = new WeakMap<SqlDatabase, KnownAnchors>();
const tablesKept = 24;
const anchorsKept = 1000;
const start: Anchor = { offset: 0, key: [] };

function anchorsOf(db: SqlDatabase, rows: OrderedRows): Anchors {
  const revision = readRevision(db);
  const kept = known.get(db);
  const { byRows } = kept?.revision === revision ? kept : { byRows: new Map<string, Anchors>() };
  known.set(db, { revision, byRows });
  const name = JSON.stringify(rows);
  const found = byRows.get(name) ?? { forward: [], backward: [] };
  if (byRows.size >= tablesKept && !byRows.has(name)) byRows.clear();
  byRows.set(name, found);
  return found;
}

const nearest = (anchors: readonly Anchor[], offset: number): Anchor =>
  anchors.reduce(
    (best, next) => (next.offset <= offset && next.offset > best.offset ? next : best),
    start,
  );

function remember(anchors: Anchor[], anchor: Anchor): void {
  if (anchors.length >= anchorsKept) anchors.length = 0;
  anchors.push(anchor);
}

/** Rows after an anchor in one direction: id, then the columns of the order. */
function rowsAfter(
  db: SqlDatabase,
  rows: OrderedRows,
  { anchor, descending, page }: { anchor: Anchor; descending: boolean; page: Page },
): readonly SqlValue[][] {
  const columns = rows.columns.join(', ');
  const order = rows.columns.map((name) => `${name}${descending ? ' DESC' : ''}`).join(', ');
  const after =
    anchor.offset === 0
      ? 'TRUE'
      : `(${columns}) ${descending ? '<' : '>'} (${rows.columns.map(() => '?').join(', ')})`;
  return db
    .prepare(
      `SELECT id, ${columns} FROM ${rows.table}
       WHERE ${rows.where} AND ${after} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .rows(...rows.values, ...anchor.key, page.limit, page.offset - anchor.offset);
}

/**
 * Ids of one page, read from the nearest place that is known: an end of the table, or a page shown since the
 * last change. So scrolling costs one page at any depth, and a jump costs the distance jumped.
 */
export function pageOfIds(db: SqlDatabase, rows: OrderedRows, page: Page): readonly number[] {
  const limit = Math.min(page.limit, rows.count - page.offset);
  if (limit <= 0) return [];
  const anchors = anchorsOf(db, rows);
  const behind = rows.count - page.offset - limit;
  const before = nearest(anchors.forward, page.offset);
  const after = nearest(anchors.backward, behind);
  const isBackward = behind - after.offset < page.offset - before.offset;
  const found = rowsAfter(db, rows, {
    anchor: isBackward ? after : before,
    descending: rows.descending !== isBackward,
    page: { offset: isBackward ? behind : page.offset, limit },
  });
  const inOrder = isBackward ? found.toReversed() : found;
  const [first, last] = [inOrder[0], inOrder.at(-1)];
  if (first === undefined || last === undefined) return [];
  remember(anchors.forward, { offset: page.offset + inOrder.length, key: last.slice(1) });
  remember(anchors.backward, { offset: rows.count - page.offset, key: first.slice(1) });
  return inOrder.map((row) => row[0] as number);
}
