import type { KitState } from '../../domain/kit/kit-state.ts';
import type { ShipmentState } from '../../domain/shipment/shipment-state.ts';
import type { SqlDatabase } from '../sql-database.ts';
import { movedIn, movedOut, setApart, turnedUp } from './kit-moves.ts';
import { mention } from './projection.ts';
import type { Projection, RecordedIn } from './projection.ts';

interface ShipmentIds {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

const shipmentOf = (db: SqlDatabase, code: string): ShipmentIds =>
  db
    .prepare('SELECT id, from_place AS "from", to_place AS "to" FROM shipment WHERE code = ?')
    .get(code) as unknown as ShipmentIds;

const placeIdOf = (db: SqlDatabase, code: string): number =>
  (db.prepare('SELECT id FROM place WHERE code = ?').get(code) as { id: number }).id;

const setStatus = (db: SqlDatabase, code: string, status: ShipmentState): void =>
  db.prepare('UPDATE shipment SET status = ? WHERE code = ?').run(status, code);

function setStates(
  db: SqlDatabase,
  kits: readonly string[],
  states: readonly KitState[],
  entry: RecordedIn,
): void {
  const update = db.prepare('UPDATE kit SET state = ? WHERE number = ?');
  kits.forEach((number, i) => {
    update.run(states[i] as string, number);
    mention(db, 'kit', number, entry.sequence);
  });
}

export const shipmentRequested: Projection<'shipment-requested'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO shipment (code, entry, from_place, to_place, status, kits, requested_at, requested_by)
     VALUES (?, ?, ?, ?, 'requested', ?, ?, ?)`,
  ).run(
    body.shipment,
    entry.sequence,
    placeIdOf(db, body.from),
    placeIdOf(db, body.to),
    body.count,
    entry.at,
    entry.printedName,
  );
  mention(db, 'shipment', body.shipment, entry.sequence);
  mention(db, 'place', body.from, entry.sequence);
  mention(db, 'place', body.to, entry.sequence);
};

export const shipmentApproved: Projection<'shipment-approved'> = (db, body, entry) => {
  setStatus(db, body.shipment, 'approved');
  mention(db, 'shipment', body.shipment, entry.sequence);
};

/** A pick replaces the one before it. */
export const shipmentPicked: Projection<'shipment-picked'> = (db, body, entry) => {
  const { id } = shipmentOf(db, body.shipment);
  setStates(db, body.freed, body.freedStates, entry);
  db.prepare('DELETE FROM shipment_kit WHERE shipment = ?').run(id);
  setStates(db, body.kits, body.states, entry);
  const insert = db.prepare(
    'INSERT INTO shipment_kit (shipment, kit) SELECT ?, id FROM kit WHERE number = ?',
  );
  for (const number of body.kits) insert.run(id, number);
  setStatus(db, body.shipment, 'picked');
  mention(db, 'shipment', body.shipment, entry.sequence);
};

export const shipmentPacked: Projection<'shipment-packed'> = (db, body, entry) => {
  db.prepare(`UPDATE shipment SET status = 'packed', sscc = ?, logger = ? WHERE code = ?`).run(
    body.sscc,
    body.logger,
    body.shipment,
  );
  mention(db, 'shipment', body.shipment, entry.sequence);
};

/** Usable kits belong to the destination from now on, in transit. */
export const shipmentDispatched: Projection<'shipment-dispatched'> = (db, body, entry) => {
  const { id, from, to } = shipmentOf(db, body.shipment);
  movedOut(db, { shipment: id, place: from, entry: entry.sequence });
  const update = db.prepare(`UPDATE kit SET place = ?, state = 'in-transit' WHERE number = ?`);
  for (const number of body.kits) {
    update.run(to, number);
    mention(db, 'kit', number, entry.sequence);
  }
  db.prepare(
    `UPDATE shipment SET status = 'in-transit', dispatched_at = ?, carrier = ?, tracking = ? WHERE code = ?`,
  ).run(entry.at, body.carrier, body.tracking, body.shipment);
  mention(db, 'shipment', body.shipment, entry.sequence);
};

export const shipmentReceived: Projection<'shipment-received'> = (db, body, entry) => {
  const { id, to } = shipmentOf(db, body.shipment);
  const there = body.kits.filter((_, i) => body.conditions[i] !== 'missing');
  movedIn(db, { kits: there, place: to, entry: entry.sequence });
  turnedUp(db, { kits: body.extra, place: to, entry: entry.sequence });
  for (const number of body.extra) setApart(db, number, 'diverted');
  const arrive = db.prepare('UPDATE kit SET place = ?, state = ? WHERE number = ?');
  const judge = db.prepare(
    `INSERT INTO shipment_kit (shipment, kit, condition) SELECT ?, id, ? FROM kit WHERE number = ?
     ON CONFLICT DO UPDATE SET condition = excluded.condition`,
  );
  const land = (number: string, state: KitState, condition: string): void => {
    arrive.run(to, state, number);
    judge.run(id, condition, number);
    mention(db, 'kit', number, entry.sequence);
  };
  body.kits.forEach((number, i) =>
    land(number, body.states[i] as KitState, body.conditions[i] as string),
  );
  body.extra.forEach((number, i) => land(number, body.extraStates[i] as KitState, 'extra'));
  db.prepare('UPDATE shipment SET status = ?, logger_result = ? WHERE id = ?').run(
    body.closes ? 'received' : 'partly-received',
    body.logger,
    id,
  );
  mention(db, 'shipment', body.shipment, entry.sequence);
};

export const shipmentLost: Projection<'shipment-lost'> = (db, body, entry) => {
  const { id } = shipmentOf(db, body.shipment);
  setStates(
    db,
    body.kits,
    body.kits.map(() => 'missing'),
    entry,
  );
  const judge = db.prepare(
    `UPDATE shipment_kit SET condition = 'lost'
     WHERE shipment = ? AND kit = (SELECT id FROM kit WHERE number = ?)`,
  );
  for (const number of body.kits) judge.run(id, number);
  setStatus(db, body.shipment, 'lost');
  mention(db, 'shipment', body.shipment, entry.sequence);
};

export const shipmentCancelled: Projection<'shipment-cancelled'> = (db, body, entry) => {
  setStates(db, body.freed, body.freedStates, entry);
  setStatus(db, body.shipment, 'cancelled');
  mention(db, 'shipment', body.shipment, entry.sequence);
};
