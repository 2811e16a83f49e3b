import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import type { JudgedAssignment } from '../../ledger/backup-events.ts';
import {
  kitsNamed,
  kitsOpened,
  randomizationNumberOf,
} from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';
import { subjectRandomized } from './subjects.ts';

/** Where a live scheme counts a subject that was randomized from a backup list. */
interface Absorbed {
  readonly list: string;
  readonly key: string;
}

export const bundleImported: Projection<'bundle-imported'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO site_bundle (digest, device, site, pack, epoch, first, last, added, imported_at, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.bundle,
    body.device,
    body.site,
    body.pack,
    body.epoch,
    body.first,
    body.last,
    body.entries.length,
    entry.at,
    entry.sequence,
  );
  const insert = db.prepare('INSERT INTO site_entry VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const { hash, epoch, sequence, previous, content } of body.entries) {
    insert.run(body.device, sequence, hash, epoch, previous, content, entry.sequence);
  }
  for (const key of body.dropped ?? []) dropWaiting(db, key);
  for (const item of body.judged) if (item.retracts === true) retractOffline(db, item, entry);
  for (const item of body.judged) applyJudgement(db, item, entry);
  quarantine(db, body.apart ?? [], entry);
  mention(db, 'site-device', body.device, entry.sequence);
  mention(db, 'pack', body.pack, entry.sequence);
  mention(db, 'site', body.site, entry.sequence);
};

/** What waited under a key tells no more: its story goes on under another one. */
function dropWaiting(db: SqlDatabase, key: string): void {
  const waiting = db
    .prepare(`SELECT id FROM backup_assignment WHERE key = ? AND state = 'waiting'`)
    .get<{ id: number }>(key);
  if (waiting === undefined) return;
  db.prepare('DELETE FROM shown_kit WHERE assignment = ?').run(waiting.id);
  db.prepare('DELETE FROM backup_assignment WHERE id = ?').run(waiting.id);
}

/** By kit, which assignments name it: a later judgement of the same key may name more of them. */
function nameKits(db: SqlDatabase, assignment: number, facts: AssignmentFacts): void {
  db.prepare('DELETE FROM shown_kit WHERE assignment = ?').run(assignment);
  const insert = db.prepare('INSERT INTO shown_kit VALUES (?, ?)');
  for (const kit of kitsNamed(facts)) insert.run(kit, assignment);
}

/** A judgement takes the place of an earlier one of the same envelope; what was recorded or decided stays. */
function applyJudgement(db: SqlDatabase, item: JudgedAssignment, entry: RecordedIn): void {
  const facts = item.facts as unknown as AssignmentFacts;
  const judged = db
    .prepare(
      `INSERT INTO backup_assignment (key, device, site, pack, envelope, subject, facts, findings,
       verdict, state, is_recorded, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET facts = excluded.facts, findings = excluded.findings,
       verdict = excluded.verdict, state = excluded.state, entry = excluded.entry,
       is_recorded = CASE WHEN ? THEN 0 ELSE max(is_recorded, excluded.is_recorded) END
     RETURNING id`,
    )
    .get<{ id: number }>(
      item.key,
      facts.device,
      facts.site,
      facts.pack,
      facts.envelope,
      facts.subject,
      canonicalJson(item.facts),
      canonicalJson(item.findings),
      item.verdict,
      item.state,
      item.records ? 1 : 0,
      entry.sequence,
      item.retracts === true ? 1 : 0,
    ) as { id: number };
  nameKits(db, judged.id, facts);
  const { absorbed } = facts as AssignmentFacts & { readonly absorbed?: Absorbed };
  if (item.records) recordOffline(db, facts, absorbed, entry);
  if (item.absorbs !== undefined) absorbAnew(db, facts.subject, item.absorbs);
  markEnvelopeUsed(db, facts);
  mention(db, 'subject', facts.subject, entry.sequence);
}

const absorbAnew = (db: SqlDatabase, subject: string, { list, key }: Absorbed): void =>
  db
    .prepare(
      `UPDATE absorbed_subject SET key = ?, list = (SELECT id FROM random_list WHERE code = ?)
       WHERE subject = (SELECT id FROM subject WHERE code = ?)`,
    )
    .run(key, list, subject);

const markEnvelopeUsed = (db: SqlDatabase, { pack, envelope }: AssignmentFacts): void =>
  db
    .prepare(
      `UPDATE pack_envelope SET state = 'used'
       WHERE number = ? AND state = 'out' AND pack = (SELECT id FROM pack WHERE code = ?)`,
    )
    .run(envelope, pack);

/** The subject gets the slot of the envelope and the kits that were given, at the time of the site. */
function recordOffline(
  db: SqlDatabase,
  facts: AssignmentFacts,
  absorbed: Absorbed | undefined,
  entry: RecordedIn,
): void {
  const given = facts.dispensed ?? [];
  subjectRandomized(
    db,
    {
      subject: facts.subject,
      site: facts.site,
      randomizationNumber: randomizationNumberOf(facts.pack, facts.envelope),
      list: facts.list,
      stratum: facts.stratum,
      position: facts.position,
      visit: facts.visit,
      kits: given,
      consent: facts.consent,
      gates: facts.gates,
      factors: facts.factors,
    },
    { ...entry, at: facts.at as RecordedIn['at'], offsetMinutes: facts.offsetMinutes },
  );
  setAside(db, facts, entry);
  if (absorbed === undefined) return;
  db.prepare(
    `INSERT INTO absorbed_subject VALUES ((SELECT id FROM subject WHERE code = ?),
       (SELECT id FROM random_list WHERE code = ?), ?)`,
  ).run(facts.subject, absorbed.list, absorbed.key);
}

/** Takes back what an import recorded: an earlier assignment of the subject or the envelope came home after it. */
function retractOffline(db: SqlDatabase, { facts }: JudgedAssignment, entry: RecordedIn): void {
  const { subject: code, took = [] } = facts as unknown as AssignmentFacts;
  const { id, stratum, position } = db
    .prepare('SELECT id, stratum, position FROM subject WHERE code = ?')
    .get(code) as { id: number; stratum: number; position: number };
  db.prepare('DELETE FROM absorbed_subject WHERE subject = ?').run(id);
  db.prepare('DELETE FROM break_envelope WHERE subject = ?').run(id);
  db.prepare(
    'DELETE FROM dispensed_kit WHERE dispensing IN (SELECT id FROM dispensing WHERE subject = ?)',
  ).run(id);
  db.prepare('DELETE FROM dispensing WHERE subject = ?').run(id);
  db.prepare(
    `UPDATE slot SET state = 'reserved', subject = NULL WHERE stratum = ? AND position = ?`,
  ).run(stratum, position);
  db.prepare('UPDATE stratum SET used = used - 1 WHERE id = ?').run(stratum);
  const free = db.prepare(`UPDATE kit SET state = 'reserved', subject = NULL WHERE number = ?`);
  for (const kit of took) {
    free.run(kit);
    mention(db, 'kit', kit, entry.sequence);
  }
  db.prepare(
    `UPDATE screening SET status = 'screened' WHERE code = ? AND status = 'randomized'`,
  ).run(code);
  db.prepare('DELETE FROM subject WHERE id = ?').run(id);
}

/** Kits whose number was revealed but that were not given: as reported, the others of the layer in quarantine. */
function setAside(db: SqlDatabase, facts: AssignmentFacts, entry: RecordedIn): void {
  const states = new Map<string, string>();
  for (const kit of kitsOpened(facts)) states.set(kit, 'quarantined');
  for (const { kits, condition } of facts.unusable) {
    for (const kit of kits) states.set(kit, condition === 'expired' ? 'quarantined' : condition);
  }
  for (const kit of facts.dispensed ?? []) states.delete(kit);
  const update = db.prepare(`UPDATE kit SET state = ? WHERE number = ? AND state = 'reserved'`);
  for (const [kit, state] of states) {
    update.run(state, kit);
    mention(db, 'kit', kit, entry.sequence);
  }
}

/** A slot whose envelope was opened is never used for anybody else. */
const dropSlot = (db: SqlDatabase, facts: AssignmentFacts): void =>
  db
    .prepare(
      `UPDATE slot SET state = 'unused' WHERE state = 'reserved' AND position = ? AND stratum =
         (SELECT stratum.id FROM stratum JOIN random_list ON random_list.id = stratum.list
          WHERE random_list.code = ? AND stratum.key = ?)`,
    )
    .run(facts.position, facts.list, facts.stratum);

/** A release of which no record came home is an item from the decision about it on. */
function insertReleased(
  db: SqlDatabase,
  key: string,
  released: { readonly facts: Json; readonly findings: Json },
  entry: RecordedIn,
): void {
  const { device, site, pack, envelope, subject } = released.facts as unknown as AssignmentFacts;
  db.prepare(
    `INSERT INTO backup_assignment (key, device, site, pack, envelope, subject, facts, findings,
       verdict, state, is_recorded, entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'incomplete', 'waiting', 0, ?)`,
  ).run(
    key,
    device,
    site,
    pack,
    envelope,
    subject,
    canonicalJson(released.facts),
    canonicalJson(released.findings),
    entry.sequence,
  );
}

export const backupResolved: Projection<'backup-resolved'> = (db, body, entry) => {
  if (body.released !== undefined) insertReleased(db, body.key, body.released, entry);
  db.prepare(
    `UPDATE backup_assignment SET state = 'resolved', decision = ?, reason = ?, decided_by = ?,
       decided_at = ?, is_recorded = max(is_recorded, ?) WHERE key = ?`,
  ).run(
    body.decision,
    entry.reason,
    entry.signature?.printedName ?? entry.printedName,
    entry.at,
    body.records ? 1 : 0,
    body.key,
  );
  const row = db.prepare('SELECT facts FROM backup_assignment WHERE key = ?').get(body.key) as {
    facts: string;
  };
  const facts = JSON.parse(row.facts) as AssignmentFacts;
  if (body.records) recordOffline(db, facts, body.absorbed, entry);
  else dropSlot(db, facts);
  quarantine(db, body.quarantined, entry);
  mention(db, 'subject', body.subject, entry.sequence);
};

function quarantine(db: SqlDatabase, kits: readonly string[], entry: RecordedIn): void {
  const update = db.prepare(`UPDATE kit SET state = 'quarantined' WHERE number = ?`);
  for (const kit of kits) {
    update.run(kit);
    mention(db, 'kit', kit, entry.sequence);
  }
}
