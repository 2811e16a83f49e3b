import { fromHex } from '../../base/hex.ts';
import type { EventBodies } from '../../ledger/events.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { blockOfLot } from './lots.ts';
import { enteredStock, foundAgain } from './kit-moves.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

const placeIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM place WHERE code = ?').get<{ id: number }>(code) as { id: number })
    .id;

export const kitsAdded: Projection<'kits-added'> = (db, body, entry) => {
  const place = placeIdOf(db, body.place);
  const lot = db
    .prepare('SELECT id, expiry_day FROM lot WHERE code = ?')
    .get<{ id: number; expiry_day: number }>(body.lot) as { id: number; expiry_day: number };
  db.prepare('INSERT INTO kit_batch (entry, nonce, kits, place, state) VALUES (?, ?, ?, ?, ?)').run(
    entry.sequence,
    body.nonce,
    body.numbers.length,
    place,
    body.state,
  );
  insertKits(db, body, place, lot);
  db.prepare(
    `INSERT INTO kit_count VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET kits = kits + excluded.kits`,
  ).run(place, lot.id, body.state, body.numbers.length);
  mention(db, 'lot', body.lot, entry.sequence);
};

function insertKits(
  db: SqlDatabase,
  body: EventBodies['kits-added'],
  place: number,
  lot: { readonly id: number; readonly expiry_day: number },
): void {
  const batch = db
    .prepare('SELECT id FROM kit_batch WHERE nonce = ?')
    .get<{ id: number }>(body.nonce) as { id: number };
  const veil = fromHex(body.veil);
  const insert = db.prepare(
    `INSERT INTO kit (number, sequence, batch, batch_position, veil, lot, expiry_day, place, state, block)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const block = blockOfLot(db, lot.id);
  body.numbers.forEach((number, i) =>
    insert.run(
      number,
      body.sequences[i] as number,
      batch.id,
      i,
      veil[i] as number,
      lot.id,
      lot.expiry_day,
      place,
      body.state,
      block,
    ),
  );
}

const kindOf = (db: SqlDatabase, place: string): 'depot' | 'site' =>
  (db.prepare('SELECT kind FROM place WHERE code = ?').get(place) as { kind: 'depot' | 'site' })
    .kind;

function moveKits(
  db: SqlDatabase,
  move: { readonly kits: readonly string[]; readonly place: string; readonly entry: number },
): void {
  const place = placeIdOf(db, move.place);
  const state = kindOf(db, move.place) === 'depot' ? 'at-depot' : 'at-site';
  const update = db.prepare('UPDATE kit SET place = ?, state = ? WHERE number = ?');
  for (const number of move.kits) {
    update.run(place, state, number);
    mention(db, 'kit', number, move.entry);
  }
  mention(db, 'place', move.place, move.entry);
}

export const kitsReceived: Projection<'kits-received'> = (db, body, entry) => {
  moveKits(db, { kits: body.kits, place: body.place, entry: entry.sequence });
  enteredStock(db, {
    kits: body.kits,
    place: placeIdOf(db, body.place),
    entry: entry.sequence,
  });
};

export const kitsChanged: Projection<'kits-changed'> = (db, body, entry) => {
  const update = db.prepare('UPDATE kit SET state = ? WHERE number = ?');
  body.kits.forEach((number, i) => {
    update.run(body.states[i] as string, number);
    if (body.action === 'find') foundAgain(db, number, entry.sequence);
    mention(db, 'kit', number, entry.sequence);
  });
};

export const kitsReserved: Projection<'kits-reserved'> = (db, body, entry) => {
  const update = db.prepare('UPDATE kit SET state = ? WHERE number = ?');
  const keep = db.prepare(
    `INSERT INTO kit_reservation SELECT kit.id, subject.id, ?, ? FROM kit, subject
     WHERE kit.number = ? AND subject.code = ?`,
  );
  body.kits.forEach((number, i) => {
    update.run(body.states[i] as string, number);
    keep.run(body.visit, entry.sequence, number, body.subject);
    mention(db, 'kit', number, entry.sequence);
  });
  mention(db, 'subject', body.subject, entry.sequence);
};
