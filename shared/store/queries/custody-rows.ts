import type { CustodyPart, CustodyUse, OpeningState } from '../../domain/custody/opening.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** One opening as stored; whether its time is over depends on the clock. */
export interface OpeningRecord {
  readonly id: number;
  readonly code: string;
  readonly part: CustodyPart;
  readonly use: CustodyUse;
  readonly list: string | null;
  readonly state: Exclude<OpeningState, 'ended'>;
  readonly user: string;
  readonly printedName: string;
  readonly reason: string;
  readonly requestedAt: string;
  readonly answeredName: string | null;
  readonly answeredAt: string | null;
  readonly until: string | null;
  readonly closedAt: string | null;
  /** 1 when somebody confirmed the clock after the grant. */
  readonly clockConfirmed: 0 | 1;
}

const select = `
  SELECT id, code, part, use, list, state, user, printed_name AS printedName, reason,
    requested_at AS requestedAt, answered_name AS answeredName, answered_at AS answeredAt, until,
    closed_at AS closedAt,
    EXISTS (SELECT 1 FROM ledger AS confirmed WHERE confirmed.kind = 'clock-confirmed'
      AND confirmed.sequence > (SELECT max(entry) FROM mention JOIN ledger ON sequence = entry
        WHERE mention.id = code AND noun = 'custody' AND kind = 'custody-granted')) AS clockConfirmed
  FROM custody_opening`;

export interface OpeningFilter {
  readonly part: CustodyPart | null;
  readonly use: CustodyUse | null;
  readonly list: string | null;
  /** Who requested it. */
  readonly user: string | null;
}

function where(filter: OpeningFilter): { sql: string; values: readonly SqlValue[] } {
  const given = Object.entries({
    part: filter.part,
    use: filter.use,
    list: filter.list,
    user: filter.user,
  }).filter(([, value]) => value !== null);
  const terms = ['TRUE', ...given.map(([column]) => `${column} = ?`)];
  return { sql: terms.join(' AND '), values: given.map(([, value]) => value as string) };
}

/** The latest first. `limit` -1 for all. */
export function openings(
  db: SqlDatabase,
  filter: OpeningFilter,
  window: { readonly offset: number; readonly limit: number },
): readonly OpeningRecord[] {
  const { sql, values } = where(filter);
  return db
    .prepare(`${select} WHERE ${sql} ORDER BY id DESC LIMIT ? OFFSET ?`)
    .all<OpeningRecord>(...values, window.limit, window.offset);
}

export function countOpenings(db: SqlDatabase, filter: OpeningFilter): number {
  const { sql, values } = where(filter);
  return (
    db
      .prepare(`SELECT count(*) AS n FROM custody_opening WHERE ${sql}`)
      .get<{ n: number }>(...values)?.n ?? 0
  );
}

export const openingByCode = (db: SqlDatabase, code: string): OpeningRecord | undefined =>
  db.prepare(`${select} WHERE code = ?`).get<OpeningRecord>(code);

/** Openings that nobody answered yet, oldest first. */
export const requestedOpenings = (db: SqlDatabase): readonly OpeningRecord[] =>
  db.prepare(`${select} WHERE state = 'requested' ORDER BY id`).all<OpeningRecord>();

export interface LookRecord {
  readonly opening: number;
  readonly printedName: string;
  readonly at: string;
  readonly what: string;
  readonly rows: number;
}

/** What was seen under some openings, oldest first. */
export const looksUnder = (db: SqlDatabase, ids: readonly number[]): readonly LookRecord[] =>
  db
    .prepare(
      `SELECT opening, printed_name AS printedName, at, what, rows FROM custody_look
       WHERE opening IN (SELECT value FROM json_each(?)) ORDER BY entry`,
    )
    .all<LookRecord>(JSON.stringify(ids));

/** Whether somebody active holds the unblinding key, as far as the trail knows. */
export const holdsUnblindingKey = (db: SqlDatabase, user: string): boolean =>
  db
    .prepare(`SELECT 1 FROM person WHERE user = ? AND status = 'active' AND awaits_unblinding = 0`)
    .get(user) !== undefined;

/** Whether an opening is asked for, or may be open by some clock: granted, not ended, no clock confirmed since. */
export const hasLiveOpening = (db: SqlDatabase): boolean =>
  db
    .prepare(
      `SELECT 1 FROM (${select}) WHERE state = 'requested' OR (state = 'open' AND clockConfirmed = 0)
       LIMIT 1`,
    )
    .get() !== undefined;
