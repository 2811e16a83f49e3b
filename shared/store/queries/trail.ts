import { criticalRule } from '../../domain/trail/critical-events.ts';
import type { CriticalClass, CriticalRule } from '../../domain/trail/critical-events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { rangeOf, timesOf } from './trail-range.ts';
import type { Range, TimeLimits } from './trail-range.ts';
import { readRevision } from './revision.ts';

/** Which entries of the trail to show; `null` means any. */
export interface TrailFilter extends TimeLimits {
  readonly kinds: readonly string[] | null;
  readonly users: readonly string[] | null;
  /** Only these positions, newest first: what a search found or a person may see. */
  readonly among: readonly number[] | null;
  /** Only critical events of these classes. */
  readonly critical: readonly CriticalClass[] | null;
  /** Only entries after this one. */
  readonly after: number;
}

export const wholeTrail: TrailFilter = {
  kinds: null,
  users: null,
  from: null,
  until: null,
  among: null,
  critical: null,
  after: 0,
};

interface Page {
  readonly offset: number;
  readonly limit: number;
}

/** Entries that one index gives in the order of the ledger: of a kind, or of a person and a kind. */
interface Stream {
  readonly kind: string | null;
  readonly user: string | null;
  /** What the bodies of the kind must be, in SQL; constants of this program only. */
  readonly condition?: string;
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

/** What a rule asks of a body, in SQL; null when every entry of the kind counts. */
function conditionOf({ when }: CriticalRule): string | null {
  if (when === null) return null;
  const member = `content ->> '$.body.${when.member}'`;
  if (when.holds === 'is above') return `${member} > ${Number(when.values[0])}`;
  return `${member} IN (${when.values.map((value) => `'${value}'`).join(', ')})`;
}

function streamsOf(db: SqlDatabase, filter: TrailFilter): readonly Stream[] {
  const { critical } = filter;
  if (critical === null) return plainStreams(db, filter);
  const kinds = (filter.kinds ?? [...countByKind(db).keys()]).filter((kind) => {
    const rule = criticalRule(kind);
    return rule !== null && critical.includes(rule.critical);
  });
  return plainStreams(db, { ...filter, kinds }).map((stream) => {
    const condition = conditionOf(criticalRule(stream.kind as string) as CriticalRule);
    return condition === null ? stream : { ...stream, condition };
  });
}

function plainStreams(db: SqlDatabase, { kinds, users }: TrailFilter): readonly Stream[] {
  if (users !== null) {
    return users.flatMap((user) =>
      (kinds ?? distinct(db, 'kind', 'user = ?', user)).map((kind) => ({ kind, user })),
    );
  }
  return kinds === null
    ? [{ kind: null, user: null }]
    : kinds.map((kind) => ({ kind, user: null }));
}

interface Selection {
  readonly where: string;
  readonly values: readonly (number | string)[];
}

function selectionOf(filter: TrailFilter, stream: Stream, range: Range): Selection {
  const terms = ['sequence BETWEEN ? AND ?'];
  const values: (number | string)[] = [range.first, range.last];
  if (!range.isExact) {
    terms.push('+at >= ?', '+at <= ?');
    values.push(...timesOf(filter));
  }
  if (stream.kind !== null) {
    terms.push('kind = ?');
    values.push(stream.kind);
  }
  if (stream.user !== null) {
    terms.push('user = ?');
    values.push(stream.user);
  }
  if (stream.condition !== undefined) terms.push(stream.condition);
  if (filter.among !== null) {
    terms.push('sequence IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.among));
  }
  return { where: terms.join(' AND '), values };
}

/** SQLite joins at most this many streams in one statement. */
const streamsJoined = 400;

/** The streams of a filter as one ordered run: their indexes are merged as they are read, none is sorted. */
function positionsOf(db: SqlDatabase, selections: readonly Selection[], page: Page): number[] {
  const streams = selections.map(({ where }) => `SELECT sequence FROM ledger WHERE ${where}`);
  return db
    .prepare(`${streams.join(' UNION ALL ')} ORDER BY sequence DESC LIMIT ? OFFSET ?`)
    .rows(...selections.flatMap(({ values }) => values), page.limit, page.offset)
    .map((row) => row[0] as number);
}

const hasNoNames = ({ kinds, users, critical }: TrailFilter): boolean =>
  kinds === null && users === null && critical === null;

/** A filter that is nothing but a list of positions that are known already. */
const isList = (
  filter: TrailFilter,
): filter is TrailFilter & { readonly among: readonly number[] } =>
  filter.among !== null &&
  hasNoNames(filter) &&
  filter.from === null &&
  filter.until === null &&
  filter.after === 0;

/** A filter that is nothing but a run of positions needs no query at all. */
const isRun = (filter: TrailFilter, range: Range): boolean =>
  filter.among === null && hasNoNames(filter) && range.isExact;

function rangeAfter(db: SqlDatabase, filter: TrailFilter): Range {
  const range = rangeOf(db, filter);
  return { ...range, first: Math.max(range.first, filter.after + 1) };
}

/** Positions of one page, newest first. */
export function trailPositions(
  db: SqlDatabase,
  filter: TrailFilter,
  page: Page,
): readonly number[] {
  if (isList(filter)) return filter.among.slice(page.offset, page.offset + page.limit);
  const range = rangeAfter(db, filter);
  if (isRun(filter, range)) {
    const newest = range.last - page.offset;
    const length = Math.max(0, Math.min(page.limit, newest - range.first + 1));
    return Array.from({ length }, (_, i) => newest - i);
  }
  const selections = streamsOf(db, filter).map((stream) => selectionOf(filter, stream, range));
  if (selections.length === 0) return [];
  if (selections.length <= streamsJoined) return positionsOf(db, selections, page);
  const newest = { offset: 0, limit: page.offset + page.limit };
  return selections
    .flatMap((selection) => positionsOf(db, [selection], newest))
    .toSorted((a, b) => b - a)
    .slice(page.offset, newest.limit);
}

function countIn(db: SqlDatabase, { where, values }: Selection): number {
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
const countsKept = 500;

/** Counts that time does not limit: entries never change, so only the new ones are counted later. */
function countKept(db: SqlDatabase, stream: Stream, last: number): number {
  const kept = counts.get(db) ?? new Map<string, KnownCount>();
  counts.set(db, kept);
  const name = JSON.stringify(stream);
  const before = kept.get(name) ?? { revision: 0, entries: 0 };
  if (before.revision === last) return before.entries;
  const added = { first: before.revision + 1, last, isExact: true };
  const entries = before.entries + countIn(db, selectionOf(wholeTrail, stream, added));
  if (kept.size >= countsKept) kept.clear();
  kept.set(name, { revision: last, entries });
  return entries;
}

/** How many entries a filter leaves. */
export function countTrail(db: SqlDatabase, filter: TrailFilter): number {
  if (isList(filter)) return filter.among.length;
  const range = rangeAfter(db, filter);
  if (isRun(filter, range)) return Math.max(0, range.last - range.first + 1);
  const isPlain =
    filter.from === null && filter.until === null && filter.among === null && filter.after === 0;
  return streamsOf(db, filter).reduce(
    (sum, stream) =>
      sum +
      (isPlain
        ? countKept(db, stream, range.last)
        : countIn(db, selectionOf(filter, stream, range))),
    0,
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
