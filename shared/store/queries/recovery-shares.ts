import type { SqlDatabase } from '../sql-database.ts';

/** A deal of recovery shares, as its entry says. */
export interface DealtShares {
  readonly sequence: number;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly by: string;
  readonly threshold: number;
  readonly holders: readonly string[];
}

interface DealRow {
  readonly sequence: number;
  readonly content: string;
}

interface DealContent {
  readonly at: string;
  readonly offsetMinutes: number;
  readonly printedName: string;
  readonly body: { readonly threshold: number; readonly holders: readonly string[] };
}

/** The latest deal, or null when the trail has none. */
export function latestDeal(db: SqlDatabase): DealtShares | null {
  const row = db
    .prepare(
      `SELECT sequence, content FROM ledger WHERE kind = 'recovery-dealt'
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<DealRow>();
  if (row === undefined) return null;
  const { at, offsetMinutes, printedName, body } = JSON.parse(row.content) as DealContent;
  return { sequence: row.sequence, at, offsetMinutes, by: printedName, ...pick(body) };
}

const pick = ({ threshold, holders }: DealContent['body']) => ({ threshold, holders });

/** What became of a holder's share after the deal. Whoever lost the key before taking it cannot open it any more. */
export function shareState(
  db: SqlDatabase,
  { sequence }: DealtShares,
  user: string,
): 'waiting' | 'taken' | 'lost' {
  const row = db
    .prepare(
      `SELECT kind FROM mention JOIN ledger ON sequence = entry
       WHERE noun = 'user' AND id = ? AND sequence > ?
         AND (kind IN ('recovery-share-taken', 'user-deactivated', 'access-recovered')
           OR (kind = 'role-changed' AND content ->> '$.body.publicKey' IS NOT NULL))
       ORDER BY sequence LIMIT 1`,
    )
    .get<{ kind: string }>(user, sequence);
  if (row === undefined) return 'waiting';
  return row.kind === 'recovery-share-taken' ? 'taken' : 'lost';
}

/** Whether the study is a demonstration, whose people lose nothing. */
export const isDemonstration = (db: SqlDatabase): boolean =>
  db
    .prepare(`SELECT content ->> '$.body.demonstration' AS yes FROM ledger WHERE sequence = 1`)
    .get<{ yes: number | null }>()?.yes === 1;
