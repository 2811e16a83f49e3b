import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A kit that was somewhere during a time; seconds since 1970, `until` null while it is still there. */
export interface PresentKit {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly state: string;
  readonly since: number;
  readonly until: number | null;
}

interface Row {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly state: string;
  readonly batchEntry: number;
  readonly left: string | null;
}

const base = `kit.id, kit.number, lot.code AS lot, kit.state, kit_batch.entry AS batchEntry`;
const joined = `JOIN lot ON lot.id = kit.lot JOIN kit_batch ON kit_batch.id = kit.batch`;
/** States of kits that stand where they were received. */
export const stillThere = [
  'at-depot',
  'at-site',
  'reserved',
  'quarantined',
  'pre-quarantined',
  'assigned',
] as const;
const onSite = `(${stillThere.map((state) => `'${state}'`).join(', ')})`;

const secondsOf = (instant: string): number => Math.floor(epochMsOf(instant as Instant) / 1000);

/** When each entry that brings kits somewhere was made, by its number. */
const arrivals = (db: SqlDatabase): ReadonlyMap<number, number> =>
  new Map(
    db
      .prepare(
        `SELECT sequence, at FROM ledger WHERE kind IN ('kits-received', 'shipment-received')`,
      )
      .all<{ sequence: number; at: string }>()
      .map(({ sequence, at }) => [sequence, secondsOf(at)]),
  );

function timeOfEntry(db: SqlDatabase, entry: number): number {
  const row = db.prepare('SELECT at FROM ledger WHERE sequence = ?').get<{ at: string }>(entry);
  return secondsOf(row?.at ?? '1970-01-01T00:00:00.000Z');
}

/** The last arrival before a kit left; the making of its batch for one that never travelled. */
function sinceOf(db: SqlDatabase, kit: Row, arrived: ReadonlyMap<number, number>): number {
  const before = kit.left === null ? Number.POSITIVE_INFINITY : secondsOf(kit.left);
  let last: number | null = null;
  const rows = db
    .prepare(`SELECT entry FROM mention WHERE id = ? AND noun = 'kit'`)
    .rows(kit.number);
  for (const [entry] of rows) {
    const at = arrived.get(entry as number);
    if (at !== undefined && at < before && (last === null || at > last)) last = at;
  }
  return last ?? timeOfEntry(db, kit.batchEntry);
}

/** Kits that are at a place now, those sent from it, and those dispensed there, after a moment. */
function rowsAt(db: SqlDatabase, place: number, from: string): readonly Row[] {
  const here = db
    .prepare(
      `SELECT ${base}, NULL AS left FROM kit ${joined} WHERE kit.place = ? AND kit.state IN ${onSite}`,
    )
    .all<Row>(place);
  const sent = db
    .prepare(
      `SELECT ${base}, shipment.dispatched_at AS left FROM shipment
         JOIN shipment_kit ON shipment_kit.shipment = shipment.id
         JOIN kit ON kit.id = shipment_kit.kit ${joined}
       WHERE shipment.from_place = ? AND shipment.dispatched_at > ?
         AND shipment_kit.condition IS NOT 'extra'`,
    )
    .all<Row>(place, from);
  const dispensed = db
    .prepare(
      `SELECT ${base}, dispensing.at AS left FROM dispensing
         JOIN dispensed_kit ON dispensed_kit.dispensing = dispensing.id
         JOIN kit ON kit.id = dispensed_kit.kit ${joined}
       WHERE kit.place = ? AND dispensing.at > ?`,
    )
    .all<Row>(place, from);
  return [...here, ...sent, ...dispensed];
}

/**
 * Kits that were at a place at any moment of a window, in the order of their numbers. A kit that left and
 * came back counts from its last arrival.
 */
export function kitsPresent(
  db: SqlDatabase,
  place: number,
  window: { readonly from: number; readonly to: number; readonly fromInstant: string },
): readonly PresentKit[] {
  const arrived = arrivals(db);
  const found = new Map<number, PresentKit>();
  for (const row of rowsAt(db, place, window.fromInstant)) {
    const since = sinceOf(db, row, arrived);
    const until = row.left === null ? null : secondsOf(row.left);
    if (since >= window.to || (until !== null && until <= window.from)) continue;
    if (found.has(row.id)) continue;
    const { id, number, lot, state } = row;
    found.set(id, { id, number, lot, state, since, until });
  }
  return [...found.values()].sort((a, b) => (a.number < b.number ? -1 : 1));
}

/** When the last part of a shipment was received; null while it is on its way. */
export function receivedAt(db: SqlDatabase, shipment: string): number | null {
  const row = db
    .prepare(
      `SELECT ledger.at FROM mention JOIN ledger ON ledger.sequence = mention.entry
       WHERE mention.id = ? AND mention.noun = 'shipment' AND ledger.kind = 'shipment-received'
       ORDER BY ledger.sequence DESC LIMIT 1`,
    )
    .get<{ at: string }>(shipment);
  return row === undefined ? null : secondsOf(row.at);
}
