import { canonicalJson } from '../../base/canonical-json.ts';
import type { SiteClock } from '../../domain/backup/pack-terms.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

const noteClock = (db: SqlDatabase, clock: SiteClock, entry: RecordedIn): void =>
  db
    .prepare('INSERT OR REPLACE INTO site_clock VALUES (1, ?, ?, ?)')
    .run(entry.at, clock.boot, clock.monotonicMs);

export const sitePackLoaded: Projection<'site-pack-loaded'> = (db, body, entry) => {
  db.prepare(`INSERT INTO site_pack VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'loaded')`).run(
    body.pack,
    entry.sequence,
    body.site,
    body.device,
    body.digest,
    body.release,
    body.layers,
    body.validFrom,
    body.validUntil,
    body.list,
    body.merkleRoot,
    canonicalJson(body.stratifyBy),
    canonicalJson(body.console),
  );
  const stratum = db.prepare('INSERT INTO site_stratum VALUES (?, ?, ?, ?)');
  const envelope = db.prepare(`INSERT INTO site_envelope VALUES (?, ?, ?, ?, 'sealed')`);
  let number = 0;
  body.strata.forEach(({ key, words, positions }, place) => {
    stratum.run(body.pack, key, words, place);
    for (const position of positions) {
      number += 1;
      envelope.run(body.pack, number, key, position);
    }
  });
  // Of a later pack the clocks before it stay: a move between is then noted by the next step.
  if (body.clock !== undefined) {
    db.prepare('INSERT OR IGNORE INTO site_clock VALUES (1, ?, ?, ?)').run(
      entry.at,
      body.clock.boot,
      body.clock.monotonicMs,
    );
  }
  mention(db, 'pack', body.pack, entry.sequence);
};

const setEnvelope = (
  db: SqlDatabase,
  { pack, envelope }: { readonly pack: string; readonly envelope: number },
  state: string,
): void =>
  db
    .prepare('UPDATE site_envelope SET state = ? WHERE pack = ? AND number = ?')
    .run(state, pack, envelope);

export const siteSubjectBegun: Projection<'site-subject-begun'> = (db, body, entry) => {
  const { consent, gates, factors, stratum } = body;
  db.prepare(
    `INSERT INTO site_subject (subject, pack, envelope, state, layer, kits, evidence, at,
       offset_minutes, entry) VALUES (?, ?, ?, 'begun', 0, '[]', ?, ?, ?, ?)`,
  ).run(
    body.subject,
    body.pack,
    body.envelope,
    canonicalJson({ consent, gates, factors, stratum }),
    entry.at,
    entry.offsetMinutes,
    entry.sequence,
  );
  setEnvelope(db, body, 'begun');
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
};

/** The envelope was not opened: nobody learned anything, so it is the next one again. */
export const siteSubjectCancelled: Projection<'site-subject-cancelled'> = (db, body, entry) => {
  const row = db
    .prepare('SELECT pack, envelope FROM site_subject WHERE subject = ?')
    .get<{ pack: string; envelope: number }>(body.subject);
  if (row !== undefined) setEnvelope(db, row, 'sealed');
  db.prepare('DELETE FROM site_subject WHERE subject = ?').run(body.subject);
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
};

export const siteEnvelopeOpened: Projection<'site-envelope-opened'> = (db, body, entry) => {
  db.prepare(
    `UPDATE site_subject SET state = 'opened', layer = ?, kits = ?, treatment = ? WHERE subject = ?`,
  ).run(body.layer, canonicalJson(body.kits), body.treatment ?? null, body.subject);
  setEnvelope(db, body, 'opened');
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
  for (const kit of body.kits) mention(db, 'kit', kit, entry.sequence);
};

export const siteKitsUnusable: Projection<'site-kits-unusable'> = (db, body, entry) => {
  db.prepare(`UPDATE site_subject SET state = 'unusable', kits = '[]' WHERE subject = ?`).run(
    body.subject,
  );
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
  for (const kit of body.kits) mention(db, 'kit', kit, entry.sequence);
};

export const siteKitsDispensed: Projection<'site-kits-dispensed'> = (db, body, entry) => {
  db.prepare(`UPDATE site_subject SET state = 'dispensed', kits = ? WHERE subject = ?`).run(
    canonicalJson(body.kits),
    body.subject,
  );
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
};

/** The trail tells of it; the envelope that was opened stays the subject's. */
export const siteStrataCorrected: Projection<'site-strata-corrected'> = (db, body, entry) => {
  noteClock(db, body.clock, entry);
  mention(db, 'subject', body.subject, entry.sequence);
};

/** What was given back cannot be opened here any more: its ciphertext is gone. */
export const sitePackSurrendered: Projection<'site-pack-surrendered'> = (db, body, entry) => {
  const burn = db.prepare('DELETE FROM pack_material WHERE pack = ? AND part = ?');
  for (const envelope of body.unopened) {
    setEnvelope(db, { pack: body.pack, envelope }, 'returned');
    burn.run(body.pack, `envelope ${envelope}`);
  }
  db.prepare(`UPDATE site_pack SET status = 'surrendered' WHERE code = ?`).run(body.pack);
  noteClock(db, body.clock, entry);
  mention(db, 'pack', body.pack, entry.sequence);
};

export const siteClockJumped: Projection<'site-clock-jumped'> = (db, body, entry) =>
  noteClock(db, body.clock, entry);
