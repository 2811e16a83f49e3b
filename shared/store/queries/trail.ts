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
  const revision = readRevision(db);
  const known = ranges.get(db);
  const isSame = known?.filter.from === filter.from && known.filter.until === filter.until;
  if (known?.revision === revision && isSame) return known.range;
  const range = readRange(db, filter);
  ranges.set(db, { revision, filter, range });
  return range;
}

interface KnownRange {
  readonly revision: number;
  readonly filter: TrailFilter;
  readonly range: Range;
}

/** The last time range asked for: a page and its count need it both. */
const ranges = new WeakMap<SqlDatabase, KnownRange>();

function readRange(db: SqlDatabase, filter: TrailFilter): Range {
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

/** An index of the ledger that a filter can walk, with the conditions that the index answers. */
interface Selection {
  readonly where: string;
  readonly values: readonly (number | string)[];
}

function selectionOf(filter: TrailFilter, range: Range): Selection {
  const terms = ['sequence BETWEEN ? AND ?'];
  const values: (number | string)[] = [range.first, range.last];
  if (!range.isExact) {
    terms.push('+at >= ?', '+at <= ?');
    values.push(...times(filter));
  }
  if (filter.kind !== null) {
    terms.push('kind = ?');
    values.push(filter.kind);
  }
  if (filter.user !== null) {
    terms.push('user = ?');
    values.push(filter.user);
  }
  if (filter.among !== null) {
    terms.push('sequence IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.among));
  }
  return { where: terms.join(' AND '), values };
}

/** A filter that is nothing but a list of positions that are known already. */
const isList = (
  filter: TrailFilter,
): filter is TrailFilter & { readonly among: readonly number[] } =>
  filter.among !== null &&
  filter.kind === null &&
  filter.user === null &&
  filter.from === null &&
  filter.until === null;

/** A filter that is nothing but a run of positions needs no query at all. */
const isRun = (filter: TrailFilter, range: Range): boolean =>
  filter.kind === null && filter.user === null && filter.among === null && range.isExact;

interface Page {
  readonly offset: number;
  readonly limit: number;
}

function positionsOf(db: SqlDatabase, { where, values }: Selection, page: Page): number[] {
  return db
    .prepare(`SELECT sequence FROM ledger WHERE ${where} ORDER BY sequence DESC LIMIT ? OFFSET ?`)
    .rows(...values, page.limit, page.offset)
    .map((row) => row[0] as number);
}

/** Values of a column of an index, each found by one step: the index is never read through. */
const distinct = (db: SqlDatabase, column: 'user' | 'kind', within: string, ...values: string[]) =>
  db
    .prepare(
      `WITH RECURSIVE found (value) AS (
         SELECT min(${column}) FROM ledger WHERE ${within}
         UNION ALL
         SELECT (SELECT min(${column}) FROM ledger WHERE ${within} AND ${column} > found.value)
           FROM found WHERE found.value IS NOT NULL)
       SELECT value FROM found WHERE value IS NOT NULL`,
    )
    .rows(...values, ...values)
    .map((row) => row[0] as string);

/** Everybody who made an entry, by name. */
export const trailUsers = (db: SqlDatabase): readonly string[] => distinct(db, 'user', 'TRUE');

/** Beyond this many entries, sorting the person's positions costs less than merging them. */
const mergedAtMost = 5000;

/** The index by person is ordered by kind first: the newest of each kind are read and merged. */
function positionsOfUser(
  db: SqlDatabase,
  filter: TrailFilter & { readonly user: string },
  range: Range,
  page: Page,
): number[] {
  const newest = { offset: 0, limit: page.offset + page.limit };
  if (newest.limit > mergedAtMost) return positionsOf(db, selectionOf(filter, range), page);
  return distinct(db, 'kind', 'user = ?', filter.user)
    .flatMap((kind) => positionsOf(db, selectionOf({ ...filter, kind }, range), newest))
    .toSorted((a, b) => b - a)
    .slice(page.offset, page.offset + page.limit);
}

/** Positions of one page, newest first. */
export function trailPositions(
  db: SqlDatabase,
  filter: TrailFilter,
  page: Page,
): readonly number[] {
  if (isList(filter)) return filter.among.slice(page.offset, page.offset + page.limit);
  const range = rangeOf(db, filter);
  if (isRun(filter, range)) {
    const newest = range.last - page.offset;
    const length = Math.max(0, Math.min(page.limit, newest - range.first + 1));
    return Array.from({ length }, (_, i) => newest - i);
  }
  const { user } = filter;
  if (user !== null && filter.kind === null && filter.among === null) {
    return positionsOfUser(db, { ...filter, user }, range, page);
  }
  return positionsOf(db, selectionOf(filter, range), page);
}

function countIn(db: SqlDatabase, filter: TrailFilter, range: Range): number {
  const { where, values } = selectionOf(filter, range);
  return (
    db
      .prepare(`SELECT count(*) AS entries FROM ledger WHERE ${where}`)
      .get<{ entries: number }>(...values)?.entries ?? 0
  );
}

interface KnownCount {
  readonly revision: number;
  readonly entries: number;
}

const counts = new WeakMap<SqlDatabase, Map<string, KnownCount>>();
const countsKept = 200;

/** Counts that time does not limit: entries never change, so only the new ones are counted later. */
function countKept(db: SqlDatabase, filter: TrailFilter, range: Range): number {
  const kept = counts.get(db) ?? new Map<string, KnownCount>();
  counts.set(db, kept);
  const name = JSON.stringify([filter.kind, filter.user]);
  const before = kept.get(name) ?? { revision: 0, entries: 0 };
  const isCurrent = before.revision === range.last;
  const added = isCurrent ? 0 : countIn(db, filter, { ...range, first: before.revision + 1 });
  if (kept.size >= countsKept) kept.clear();
  kept.set(name, { revision: range.last, entries: before.entries + added });
  return before.entries + added;
}

/** How many entries a filter leaves. */
export function countTrail(db: SqlDatabase, filter: TrailFilter): number {
  if (isList(filter)) return filter.among.length;
  const range = rangeOf(db, filter);
  if (isRun(filter, range)) return Math.max(0, range.last - range.first + 1);
  const isTimeless = filter.from === null && filter.until === null;
  return isTimeless && filter.among === null
    ? countKept(db, filter, range)
    : countIn(db, filter, range);
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
