import { confirmedUsers, sitePacks } from '../../store/queries/site-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { basicsOf } from './pack-material.ts';

const activeUsers = (db: SqlDatabase): readonly string[] =>
  db
    .prepare(`SELECT user FROM person WHERE status = 'active' ORDER BY user`)
    .all<{ user: string }>()
    .map(({ user }) => user);

/**
 * Who may open envelopes that two open together. A pack that an earlier version of the program loaded names nobody:
 * there everybody of the file may.
 */
export function openingPeople(db: SqlDatabase): readonly string[] {
  const isUnnamed = sitePacks(db).some(
    ({ code, release }) => release === 'two-person' && basicsOf(db, code).people === undefined,
  );
  const active = activeUsers(db);
  if (isUnnamed) return active;
  const confirmed = confirmedUsers(db);
  return active.filter((user) => confirmed.has(user));
}
