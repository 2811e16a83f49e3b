import { isUnblindedRole } from '../../domain/access/roles.ts';
import type { Role } from '../../domain/access/roles.ts';
import type { SqlDatabase } from '../sql-database.ts';

export interface PersonRecord {
  readonly user: string;
  readonly printedName: string;
  readonly role: Role;
  readonly sites: readonly string[];
  readonly status: 'active' | 'deactivated';
  readonly awaitsUnblinding: boolean;
  readonly addedAt: string;
}

interface PersonRow {
  readonly user: string;
  readonly printed_name: string;
  readonly role: Role;
  readonly sites: string;
  readonly status: 'active' | 'deactivated';
  readonly awaits_unblinding: number;
  readonly added_at: string;
}

const rowToPerson = (row: PersonRow): PersonRecord => ({
  user: row.user,
  printedName: row.printed_name,
  role: row.role,
  sites: JSON.parse(row.sites) as string[],
  status: row.status,
  awaitsUnblinding: row.awaits_unblinding === 1,
  addedAt: row.added_at,
});

/** Everybody who ever had access, by name. */
export const allPeople = (db: SqlDatabase): readonly PersonRecord[] =>
  db
    .prepare(
      `SELECT user, printed_name, role, sites, status, awaits_unblinding, added_at
       FROM person ORDER BY user`,
    )
    .all<PersonRow>()
    .map(rowToPerson);

/** Positions of the latest entries of some kinds about a person, newest first. */
export const entriesAboutPerson = (
  db: SqlDatabase,
  user: string,
  kinds: readonly string[],
  limit: number,
): readonly number[] =>
  db
    .prepare(
      `SELECT entry FROM mention JOIN ledger ON sequence = entry
       WHERE noun = 'user' AND id = ? AND kind IN (${kinds.map(() => '?').join(', ')})
       ORDER BY entry DESC LIMIT ?`,
    )
    .rows(user, ...kinds, limit)
    .map((row) => row[0] as number);

/** How often a person signed in, and the entry of the last time. */
export function signInsOf(
  db: SqlDatabase,
  user: string,
): { readonly count: number; readonly last: number | null } {
  const [row] = db
    .prepare(
      `SELECT count(*), max(entry) FROM mention JOIN ledger ON sequence = entry
       WHERE noun = 'user' AND id = ? AND kind = 'signed-in'`,
    )
    .rows(user);
  return { count: Number(row?.[0] ?? 0), last: (row?.[1] as number | null | undefined) ?? null };
}

/** Whether a person was ever given the unblinding key: with the first role, with another one, or by a grant. */
export const everHeldUnblindingKey = (db: SqlDatabase, user: string): boolean =>
  db
    .prepare(
      `SELECT kind, content ->> '$.body.role' AS role,
         content ->> '$.body.awaitsUnblinding' AS awaits
       FROM mention JOIN ledger ON sequence = entry
       WHERE noun = 'user' AND id = ?
         AND kind IN ('user-added', 'role-changed', 'unblinding-granted')`,
    )
    .all<{ kind: string; role: Role | null; awaits: number | null }>(user)
    .some(
      ({ kind, role, awaits }) =>
        kind === 'unblinding-granted' || (role !== null && isUnblindedRole(role) && awaits === 0),
    );

/**
 * Active people of blinded roles whose wrap was made while the study was open-label, and who so hold the unblinding
 * key of a study that is blinded now. A change of the passphrase makes the wrap anew, without it.
 */
export function blindedHolders(db: SqlDatabase): readonly PersonRecord[] {
  if (blindingAt(db, Number.MAX_SAFE_INTEGER) === 'open-label') return [];
  const wrapAt = db.prepare(
    `SELECT max(entry) FROM mention JOIN ledger ON sequence = entry
     WHERE noun = 'user' AND id = ? AND (kind IN ('user-added', 'access-recovered')
       OR (kind IN ('role-changed', 'passphrase-changed')
         AND content ->> '$.body.publicKey' IS NOT NULL))`,
  );
  return allPeople(db).filter(({ user, role, status }) => {
    if (status !== 'active' || isUnblindedRole(role)) return false;
    const [row] = wrapAt.rows(user);
    return blindingAt(db, Number(row?.[0] ?? 0)) === 'open-label';
  });
}

/** The blinding that was in force when an entry was made. */
const blindingAt = (db: SqlDatabase, entry: number): string | undefined =>
  db
    .prepare(
      `SELECT content ->> '$.body.definition.blinding' AS blinding FROM ledger
       WHERE kind = 'study-defined' AND sequence < ? ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ blinding: string }>(entry)?.blinding;
