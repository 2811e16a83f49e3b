import { canonicalJson } from '../../base/canonical-json.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const userAdded: Projection<'user-added'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO person (user, printed_name, role, sites, status, awaits_unblinding,
       must_change_passphrase, added_at, public_key) VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?)`,
  ).run(
    body.user,
    body.printedName,
    body.role,
    canonicalJson(body.sites),
    body.awaitsUnblinding ? 1 : 0,
    body.mustChangePassphrase ? 1 : 0,
    entry.at,
    body.publicKey,
  );
  if (body.breakKeys === true) {
    db.prepare('INSERT INTO break_key VALUES (?, ?)').run(body.user, entry.sequence);
  }
  mention(db, 'user', body.user, entry.sequence);
};

export const unblindingGranted: Projection<'unblinding-granted'> = (db, body, entry) => {
  db.prepare('UPDATE person SET awaits_unblinding = 0 WHERE user = ?').run(body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const userDeactivated: Projection<'user-deactivated'> = (db, body, entry) => {
  db.prepare(`UPDATE person SET status = 'deactivated' WHERE user = ?`).run(body.user);
  mention(db, 'user', body.user, entry.sequence);
};

/** The wrap was made without them. */
const forgetBreakKeys = (db: SqlDatabase, user: string): void => {
  db.prepare('DELETE FROM break_key WHERE user = ?').run(user);
};

export const roleChanged: Projection<'role-changed'> = (db, body, entry) => {
  db.prepare('UPDATE person SET role = ?, sites = ? WHERE user = ?').run(
    body.role,
    canonicalJson(body.sites),
    body.user,
  );
  if (body.publicKey !== null) {
    db.prepare(
      `UPDATE person SET public_key = ?, must_change_passphrase = 1, awaits_unblinding = ?
       WHERE user = ?`,
    ).run(body.publicKey, body.awaitsUnblinding ? 1 : 0, body.user);
  }
  forgetBreakKeys(db, body.user);
  // What was asked for in the old role is not for the new one.
  db.prepare(
    `UPDATE custody_opening SET state = 'closed', closed_at = ?
     WHERE user = ? AND state IN ('requested', 'open')`,
  ).run(entry.at, body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const passphraseChanged: Projection<'passphrase-changed'> = (db, body, entry) => {
  db.prepare(
    `UPDATE person SET must_change_passphrase = 0, public_key = coalesce(?, public_key)
     WHERE user = ?`,
  ).run(body.publicKey ?? null, body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const accessRecovered: Projection<'access-recovered'> = (db, body, entry) => {
  db.prepare('UPDATE person SET public_key = ?, must_change_passphrase = 0 WHERE user = ?').run(
    body.publicKey,
    body.user,
  );
  if (body.breakKeys !== true) forgetBreakKeys(db, body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const recoveryDealt: Projection<'recovery-dealt'> = (db, body, entry) => {
  for (const user of body.holders) mention(db, 'user', user, entry.sequence);
};

export const recoveryShareTaken: Projection<'recovery-share-taken'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);

export const signedIn: Projection<'signed-in'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);

export const signInFailed: Projection<'sign-in-failed'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);

export const signatureFailed: Projection<'signature-failed'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);
