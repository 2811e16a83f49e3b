import { canonicalJson } from '../../base/canonical-json.ts';
import type { EventBodies } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

export const subjectRandomized: Projection<'subject-randomized'> = (db, body, entry) => {
  if (body.live !== undefined) addLiveSlot(db, body, body.live);
  const stratum = stratumOf(db, body.list, body.stratum) as { id: number };
  const place = db.prepare('SELECT id FROM place WHERE code = ?').get(body.site) as { id: number };
  db.prepare(
    `INSERT INTO subject (code, site, status, randomization_number, randomized_at, offset_minutes,
       stratum, position, factors, entry) VALUES (?, ?, 'randomized', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.subject,
    place.id,
    body.randomizationNumber,
    entry.at,
    entry.offsetMinutes,
    stratum.id,
    body.position,
    canonicalJson(body.factors),
    entry.sequence,
  );
  db.prepare(`UPDATE screening SET status = 'randomized' WHERE code = ?`).run(body.subject);
  const subject = subjectIdOf(db, body.subject);
  db.prepare(`UPDATE slot SET state = 'used', subject = ? WHERE stratum = ? AND position = ?`).run(
    subject,
    stratum.id,
    body.position,
  );
  db.prepare('UPDATE stratum SET used = used + 1 WHERE id = ?').run(stratum.id);
  if (body.breakEnvelope !== undefined) {
    db.prepare('INSERT INTO break_envelope VALUES (?, ?)').run(subject, body.breakEnvelope);
  }
  dispense(db, { subject, visit: body.visit, kits: body.kits, units: body.units, entry });
  mention(db, 'subject', body.subject, entry.sequence);
};

const stratumOf = (db: SqlDatabase, list: string, key: string): { id: number } | undefined =>
  db
    .prepare(
      `SELECT stratum.id FROM stratum JOIN random_list ON random_list.id = stratum.list
       WHERE random_list.code = ? AND stratum.key = ?`,
    )
    .get<{ id: number }>(list, key);

/** A slot that comes into being with its subject, in the stratum of the subject's levels. */
function addLiveSlot(
  db: SqlDatabase,
  { list, stratum, position }: EventBodies['subject-randomized'],
  live: NonNullable<EventBodies['subject-randomized']['live']>,
): void {
  if (stratumOf(db, list, stratum) === undefined) {
    db.prepare(
      `INSERT INTO stratum (list, key, words, nonce, slots, used)
       VALUES ((SELECT id FROM random_list WHERE code = ?), ?, ?, ?, 0, 0)`,
    ).run(list, stratum, live.words, live.nonce);
  }
  const { id } = stratumOf(db, list, stratum) as { id: number };
  db.prepare('UPDATE stratum SET slots = slots + 1 WHERE id = ?').run(id);
  db.prepare(`INSERT INTO slot VALUES (?, ?, ?, 'free', NULL, ?)`).run(
    id,
    position,
    Number.parseInt(live.veil, 16),
    live.nonce,
  );
}

export const kitsDispensed: Projection<'kits-dispensed'> = (db, body, entry) => {
  dispense(db, {
    subject: subjectIdOf(db, body.subject),
    visit: body.visit,
    kits: body.kits,
    units: body.units,
    entry,
  });
  mention(db, 'subject', body.subject, entry.sequence);
};

export const subjectWithdrawn: Projection<'subject-withdrawn'> = (db, body, entry) => {
  db.prepare(`UPDATE subject SET status = 'withdrawn' WHERE code = ?`).run(body.subject);
  mention(db, 'subject', body.subject, entry.sequence);
};

const subjectIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM subject WHERE code = ?').get(code) as { id: number }).id;

function dispense(
  db: SqlDatabase,
  given: {
    readonly subject: number;
    readonly visit: string;
    readonly kits: readonly string[];
    readonly units: readonly number[] | undefined;
    readonly entry: RecordedIn;
  },
): void {
  const { subject, visit, kits, units, entry } = given;
  db.prepare(
    'INSERT INTO dispensing (subject, visit, at, offset_minutes, entry) VALUES (?, ?, ?, ?, ?)',
  ).run(subject, visit, entry.at, entry.offsetMinutes, entry.sequence);
  const { id } = db
    .prepare('SELECT id FROM dispensing WHERE subject = ? AND visit = ?')
    .get(subject, visit) as { id: number };
  const update = db.prepare(
    `UPDATE kit SET state = 'dispensed', subject = ? WHERE number = ? RETURNING id`,
  );
  const link = db.prepare('INSERT INTO dispensed_kit (kit, dispensing, units) VALUES (?, ?, ?)');
  for (const [i, number] of kits.entries()) {
    const kit = update.get<{ id: number }>(subject, number) as { id: number };
    link.run(kit.id, id, units?.[i] ?? null);
    mention(db, 'kit', number, entry.sequence);
  }
}
