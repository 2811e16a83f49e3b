import { canonicalJson } from '../../base/canonical-json.ts';
import { fromHex } from '../../base/hex.ts';
import type { EventBodies } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { assignToCohort } from './cohorts.ts';
import { lookedUnder } from './custody.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

export const listGenerated: Projection<'list-generated'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO random_list (code, entry, status, procedure, stratify_by, digest, merkle_root,
       generated_at, purpose, fallback) VALUES (?, ?, 'generated', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.list,
    entry.sequence,
    body.procedure,
    canonicalJson(body.stratifyBy),
    body.digest,
    body.merkleRoot,
    entry.at,
    body.purpose ?? 'main',
    body.fallback ?? null,
  );
  const list = listIdOf(db, body.list);
  assignToCohort(db, list, body.cohort);
  for (const stratum of body.strata) addStratum(db, list, stratum);
  mention(db, 'list', body.list, entry.sequence);
};

/** Strata of a scheme come with its subjects: one for each combination of levels that occurs. */
export const schemeDefined: Projection<'scheme-defined'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO random_list (code, entry, status, procedure, stratify_by, digest, merkle_root,
       generated_at, kind, purpose) VALUES (?, ?, 'generated', ?, ?, ?, '', ?, 'live', ?)`,
  ).run(
    body.list,
    entry.sequence,
    body.procedure,
    canonicalJson(body.stratifyBy),
    body.digest,
    entry.at,
    body.purpose ?? 'main',
  );
  assignToCohort(db, listIdOf(db, body.list), body.cohort);
  mention(db, 'list', body.list, entry.sequence);
};

export const listIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM random_list WHERE code = ?').get(code) as { id: number }).id;

export function addStratum(
  db: SqlDatabase,
  list: number,
  stratum: EventBodies['list-generated']['strata'][number],
): void {
  db.prepare(
    'INSERT INTO stratum (list, key, words, nonce, slots, used) VALUES (?, ?, ?, ?, ?, 0)',
  ).run(list, stratum.key, stratum.words, stratum.nonce, stratum.slots);
  const { id } = db
    .prepare('SELECT id FROM stratum WHERE list = ? AND key = ?')
    .get(list, stratum.key) as { id: number };
  addSlots(db, id, 0, stratum.veil);
}

/** Free slots after position `after`, in the order of the veiled bytes. */
export function addSlots(db: SqlDatabase, stratum: number, after: number, veiled: string): void {
  const insert = db.prepare(`INSERT INTO slot VALUES (?, ?, ?, 'free', NULL, NULL)`);
  fromHex(veiled).forEach((veil, i) => insert.run(stratum, after + i + 1, veil));
}

const setStatus = (db: SqlDatabase, list: string, status: string): void =>
  db.prepare('UPDATE random_list SET status = ? WHERE code = ?').run(status, list);

/**
 * A first verification opens the list for signing; a later one changes nothing. A failed one takes back
 * what was not locked yet: the list stands unverified and unsigned.
 */
export const listVerified: Projection<'list-verified'> = (db, body, entry) => {
  const { status } = db.prepare('SELECT status FROM random_list WHERE code = ?').get(body.list) as {
    status: string;
  };
  if (body.concordant && status === 'generated') setStatus(db, body.list, 'verified');
  if (!body.concordant && (status === 'verified' || status === 'signed-once')) {
    setStatus(db, body.list, 'generated');
    db.prepare('DELETE FROM list_signature WHERE list = ?').run(listIdOf(db, body.list));
  }
  mention(db, 'list', body.list, entry.sequence);
};

export const listSigned: Projection<'list-signed'> = (db, body, entry) => {
  addSignature(db, body.list, entry);
  setStatus(db, body.list, body.locks ? 'locked' : 'signed-once');
  mention(db, 'list', body.list, entry.sequence);
};

export function addSignature(db: SqlDatabase, list: string, entry: RecordedIn): void {
  const { signature } = entry;
  if (signature === null) throw new Error('a signed list without a signature');
  db.prepare('INSERT INTO list_signature VALUES (?, ?, ?, ?, ?, ?, ?)').run(
    listIdOf(db, list),
    entry.sequence,
    signature.user,
    signature.printedName,
    signature.meaning,
    signature.at,
    signature.digest,
  );
}

export const listRetired: Projection<'list-retired'> = (db, body, entry) => {
  setStatus(db, body.list, 'retired');
  db.prepare('DELETE FROM list_extension WHERE list = ?').run(listIdOf(db, body.list));
  mention(db, 'list', body.list, entry.sequence);
};

export const listRevealed: Projection<'list-revealed'> = (db, body, entry) => {
  if (body.opening !== undefined) {
    const what = body.stratum === null ? 'list' : `stratum ${body.stratum}`;
    lookedUnder(db, { opening: body.opening, what, rows: body.slots }, entry);
  }
  mention(db, 'list', body.list, entry.sequence);
};

export const replicationKitExported: Projection<'replication-kit-exported'> = (db, body, entry) => {
  if (body.opening !== undefined) {
    lookedUnder(
      db,
      { opening: body.opening, what: 'replication kit with the seed', rows: 0 },
      entry,
    );
  }
  mention(db, 'list', body.list, entry.sequence);
};
