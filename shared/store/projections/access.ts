import { canonicalJson } from '../../base/canonical-json.ts';
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

export const passphraseChanged: Projection<'passphrase-changed'> = (db, body, entry) => {
  db.prepare('UPDATE person SET must_change_passphrase = 0 WHERE user = ?').run(body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const accessRecovered: Projection<'access-recovered'> = (db, body, entry) => {
  db.prepare('UPDATE person SET public_key = ?, must_change_passphrase = 0 WHERE user = ?').run(
    body.publicKey,
    body.user,
  );
  // The new wrap was made without them.
  db.prepare('DELETE FROM break_key WHERE user = ?').run(body.user);
  mention(db, 'user', body.user, entry.sequence);
};

export const signedIn: Projection<'signed-in'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);

export const signInFailed: Projection<'sign-in-failed'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);

export const signatureFailed: Projection<'signature-failed'> = (db, body, entry) =>
  mention(db, 'user', body.user, entry.sequence);
