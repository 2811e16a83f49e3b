import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const siteDeviceEnrolled: Projection<'site-device-enrolled'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO site_device VALUES (?, (SELECT id FROM place WHERE code = ?), ?, ?, ?, ?, ?)`,
  ).run(
    body.device,
    body.site,
    body.publicKey,
    body.boxKey,
    body.fingerprint,
    entry.at,
    entry.sequence,
  );
  mention(db, 'site-device', body.device, entry.sequence);
  mention(db, 'site', body.site, entry.sequence);
};

export const packIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM pack WHERE code = ?').get(code) as { id: number }).id;

export const packIssued: Projection<'pack-issued'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO pack (code, entry, site, device, list, release, layers, valid_from, valid_until,
       issued_at, merkle_root, digest, status, status_at)
     VALUES (?, ?, (SELECT id FROM place WHERE code = ?), ?,
       (SELECT id FROM random_list WHERE code = ?), ?, ?, ?, ?, ?, ?, ?, 'issued', ?)`,
  ).run(
    body.pack,
    entry.sequence,
    body.site,
    body.device,
    body.list,
    body.release,
    body.layers,
    body.validFrom,
    body.validUntil,
    entry.at,
    body.merkleRoot,
    body.digest,
    entry.at,
  );
  const pack = packIdOf(db, body.pack);
  reserveSlots(db, pack, body);
  reserveKits(db, pack, body.kits, entry.sequence);
  mention(db, 'pack', body.pack, entry.sequence);
  mention(db, 'site', body.site, entry.sequence);
  mention(db, 'list', body.list, entry.sequence);
};

function reserveSlots(db: SqlDatabase, pack: number, body: Parameters<typeof packIssued>[1]): void {
  const stratumOf = db.prepare(
    `SELECT stratum.id FROM stratum JOIN random_list ON random_list.id = stratum.list
     WHERE random_list.code = ? AND stratum.key = ?`,
  );
  const reserve = db.prepare(
    `UPDATE slot SET state = 'reserved' WHERE stratum = ? AND position = ?`,
  );
  const insert = db.prepare(`INSERT INTO pack_envelope VALUES (?, ?, ?, ?, 'out')`);
  let number = 0;
  for (const { key, positions } of body.strata) {
    const { id } = stratumOf.get(body.list, key) as { id: number };
    for (const position of positions) {
      number += 1;
      reserve.run(id, position);
      insert.run(pack, number, id, position);
    }
  }
}

function reserveKits(db: SqlDatabase, pack: number, kits: readonly string[], entry: number): void {
  const reserve = db.prepare(`UPDATE kit SET state = 'reserved' WHERE number = ? RETURNING id`);
  // A kit that lay in quarantine when its last pack was closed is still named with that one.
  const insert = db.prepare('INSERT OR REPLACE INTO pack_kit VALUES (?, ?)');
  for (const number of kits) {
    const { id } = reserve.get<{ id: number }>(number) as { id: number };
    insert.run(id, pack);
    mention(db, 'kit', number, entry);
  }
}

export const packRevoked: Projection<'pack-revoked'> = (db, body, entry) => {
  db.prepare(`UPDATE pack SET status = 'revoked', status_at = ? WHERE code = ?`).run(
    entry.at,
    body.pack,
  );
  mention(db, 'pack', body.pack, entry.sequence);
};

/** Slots of unopened envelopes are marked unused for good; their kits leave the envelopes. */
export const packReturned: Projection<'pack-returned'> = (db, body, entry) => {
  const pack = packIdOf(db, body.pack);
  const unused = db.prepare(
    `UPDATE slot SET state = 'unused' WHERE state = 'reserved' AND (stratum, position) =
       (SELECT stratum, position FROM pack_envelope WHERE pack = ? AND number = ?)`,
  );
  const close = db.prepare(
    `UPDATE pack_envelope SET state = 'returned' WHERE pack = ? AND number = ?`,
  );
  for (const number of body.unopened) {
    unused.run(pack, number);
    close.run(pack, number);
  }
  const free = db.prepare(
    `UPDATE kit SET state = ? WHERE number = ? AND state = 'reserved' RETURNING id`,
  );
  const forget = db.prepare('DELETE FROM pack_kit WHERE kit = ?');
  const apart = new Set(body.apart ?? []);
  for (const number of body.kits) {
    const state = apart.has(number) ? 'quarantined' : body.state;
    const kit = free.get<{ id: number }>(state, number);
    if (kit !== undefined) forget.run(kit.id);
    mention(db, 'kit', number, entry.sequence);
  }
  for (const number of apart) mention(db, 'kit', number, entry.sequence);
  db.prepare(`UPDATE pack SET status = 'returned', status_at = ? WHERE id = ?`).run(entry.at, pack);
  mention(db, 'pack', body.pack, entry.sequence);
};

export const challengeAnswered: Projection<'challenge-answered'> = (db, body, entry) => {
  db.prepare('INSERT INTO pack_release VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    entry.sequence,
    packIdOf(db, body.pack),
    body.envelope,
    body.layer,
    body.subject,
    body.challenge,
    entry.at,
    entry.offsetMinutes,
    entry.printedName,
  );
  mention(db, 'pack', body.pack, entry.sequence);
  mention(db, 'subject', body.subject, entry.sequence);
};
