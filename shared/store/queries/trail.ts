import type { SqlDatabase } from '../sql-database.ts';
import { readRevision } from './revision.ts';

/** Which entries of the trail to show; `null` means any. */
export interface TrailFilter {
  readonly kind: string | null;
  readonly user: string | null;
  readonly from: string | null;
  readonly until: string | null;
  /** Only these positions, newest first: what a search found or a person may see. */
  readonly among: readonly number[] | null;
}

/** A range of positions. `isExact`: the time range holds every one of them. */
interface Range {
  readonly first: number;
  readonly last: number;
  readonly isExact: boolean;
}

/**
 * Positions of a time range. Time rises along the ledger but for changes of the clock, so the range
 * usually has no holes; where it has, each entry's time is checked as well.
 */
function rangeOf(db: SqlDatabase, filter: TrailFilter): Range {
  if (filter.from === null && filter.until === null) {
    return { first: 1, last: readRevision(db), isExact: true };
  }
  const row = db
    .prepare(
      `SELECT count(*) AS entries, min(sequence) AS first, max(sequence) AS last
       FROM ledger WHERE at >= ? AND at <= ?`,
    )
    .get<{ entries: number; first: number | null; last: number | null }>(...times(filter));
  if (row === undefined || row.first === null || row.last === null) {
    return { first: 1, last: 0, isExact: true };
  }
  const { first, last } = row;
  return { first, last, isExact: row.entries === last - first + 1 };
}

const times = ({ from, until }: TrailFilter): readonly [string, string] => [
  from ?? '',
  until ?? '\u{10ffff}',
];

interface Selection {
  readonly from: string;
  readonly values: readonly (number | string)[];
}

function selectionOf(db: SqlDatabase, filter: TrailFilter): Selection {
  const range = rangeOf(db, filter);
  const terms = ['entry.sequence BETWEEN ? AND ?'];
  const values: (number | string)[] = [range.first, range.last];
  if (!range.isExact) {
    terms.push('+entry.at >= ?', '+entry.at <= ?');
    values.push(...times(filter));
  }
  if (filter.kind !== null) {
    terms.push('entry.kind = ?');
    values.push(filter.kind);
  } else if (filter.user !== null) {
    terms.push('entry.user = ?');
    values.push(filter.user);
  }
  if (filter.kind !== null && filter.user !== null) {
    // Both indexes hold positions in order: the second one is asked entry by entry, and no entry is read.
    terms.push(
      'EXISTS (SELECT 1 FROM ledger AS other WHERE other.user = ? AND other.sequence = entry.sequence)',
    );
    values.push(filter.user);
  }
  if (filter.among !== null) {
    terms.push('entry.sequence IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.among));
  }
  return { from: `FROM ledger AS entry WHERE ${terms.join(' AND ')}`, values };
}

const isUnfiltered = (filter: TrailFilter): boolean =>
  filter.kind === null && filter.user === null && filter.from === null && filter.until === null;

/** Positions of one page, newest first. */
export function trailPositions(
  db: SqlDatabase,
  filter: TrailFilter,
  page: { readonly offset: number; readonly limit: number },
): readonly number[] {
  if (isUnfiltered(filter) && filter.among !== null) {
    return filter.among.slice(page.offset, page.offset + page.limit);
  }
  if (isUnfiltered(filter)) {
    const newest = readRevision(db) - page.offset;
    const length = Math.max(0, Math.min(page.limit, newest));
    return Array.from({ length }, (_, i) => newest - i);
  }
  const { from, values } = selectionOf(db, filter);
  return db
    .prepare(`SELECT entry.sequence ${from} ORDER BY entry.sequence DESC LIMIT ? OFFSET ?`)
    .rows(...values, page.limit, page.offset)
    .map((row) => row[0] as number);
}

/** How many entries a filter leaves. */
export function countTrail(db: SqlDatabase, filter: TrailFilter): number {
  if (isUnfiltered(filter)) return filter.among?.length ?? readRevision(db);
  const { from, values } = selectionOf(db, filter);
  return (
    db.prepare(`SELECT count(*) AS entries ${from}`).get<{ entries: number }>(...values)?.entries ??
    0
  );
}

interface KindCounts {
  readonly revision: number;
  readonly counts: Map<string, number>;
}

const kindCounts = new WeakMap<SqlDatabase, KindCounts>();

/** Entries by kind. Entries never change, so only the new ones are counted at a later call. */
export function countByKind(db: SqlDatabase): ReadonlyMap<string, number> {
  const revision = readRevision(db);
  const known = kindCounts.get(db) ?? { revision: 0, counts: new Map<string, number>() };
  if (known.revision === revision) return known.counts;
  const rows = db
    .prepare(
      known.revision === 0
        ? 'SELECT kind, count(*) AS entries FROM ledger WHERE sequence > ? GROUP BY kind'
        : 'SELECT kind, count(*) AS entries FROM ledger WHERE sequence > ? GROUP BY +kind',
    )
    .all<{ kind: string; entries: number }>(known.revision);
  const counts = new Map(known.counts);
  for (const { kind, entries } of rows) counts.set(kind, (counts.get(kind) ?? 0) + entries);
  kindCounts.set(db, { revision, counts });
  return counts;
}

/** Entries by kind among some positions. */
export function countByKindAmong(
  db: SqlDatabase,
  among: readonly number[],
): ReadonlyMap<string, number> {
  const rows = db
    .prepare(
      `SELECT kind, count(*) AS entries FROM ledger
       WHERE sequence IN (SELECT value FROM json_each(?)) GROUP BY kind`,
    )
    .all<{ kind: string; entries: number }>(JSON.stringify(among));
  return new Map(rows.map(({ kind, entries }) => [kind, entries]));
}

/** Everybody who made an entry, by name: one step of the index a name. */
export const trailUsers = (db: SqlDatabase): readonly string[] =>
  db
    .prepare(
      `WITH RECURSIVE name (user) AS (
         SELECT min(user) FROM ledger
         UNION ALL SELECT (SELECT min(user) FROM ledger WHERE user > name.user) FROM name
           WHERE name.user IS NOT NULL)
       SELECT user FROM name WHERE user IS NOT NULL`,
    )
    .rows()
    .map((row) => row[0] as string);
