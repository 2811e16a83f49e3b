import type { SqlDatabase } from '../sql-database.ts';
import { readRevision } from './revision.ts';

/** Limits on the time of entries, in the text of instants; `null` means none. */
export interface TimeLimits {
  readonly from: string | null;
  readonly until: string | null;
}

/** A range of positions. `isExact`: the times hold every one of them. */
export interface Range {
  readonly first: number;
  readonly last: number;
  readonly isExact: boolean;
}

export const timesOf = ({ from, until }: TimeLimits): readonly [string, string] => [
  from ?? '',
  until ?? '\u{10ffff}',
];

interface KnownRange {
  readonly revision: number;
  readonly limits: TimeLimits;
  readonly range: Range;
}

/** The last time range asked for: a page and its count need it both. */
const ranges = new WeakMap<SqlDatabase, KnownRange>();

/**
 * Positions of a time range. Time rises along the ledger but for changes of the clock, so the range
 * usually has no holes; where it has, each entry's time must be checked as well.
 */
export function rangeOf(db: SqlDatabase, limits: TimeLimits): Range {
  const revision = readRevision(db);
  if (limits.from === null && limits.until === null) {
    return { first: 1, last: revision, isExact: true };
  }
  const known = ranges.get(db);
  const isSame = known?.limits.from === limits.from && known.limits.until === limits.until;
  if (known?.revision === revision && isSame) return known.range;
  const range = readRange(db, limits);
  ranges.set(db, { revision, limits, range });
  return range;
}

function readRange(db: SqlDatabase, limits: TimeLimits): Range {
  const row = db
    .prepare(
      `SELECT count(*) AS entries, min(sequence) AS first, max(sequence) AS last
       FROM ledger WHERE at >= ? AND at <= ?`,
    )
    .get<{ entries: number; first: number | null; last: number | null }>(...timesOf(limits));
  if (row === undefined || row.first === null || row.last === null) {
    return { first: 1, last: 0, isExact: true };
  }
  const { first, last } = row;
  return { first, last, isExact: row.entries === last - first + 1 };
}
