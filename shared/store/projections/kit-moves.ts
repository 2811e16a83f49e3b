import type { SqlDatabase } from '../sql-database.ts';

/** Kits by number that move, and the entry that says so. */
interface Move {
  readonly kits: readonly string[];
  readonly place: number;
  readonly entry: number;
}

/** Units that travel: what was counted back, or null for a whole kit. */
const contents = '(SELECT returned FROM kit_return WHERE kit_return.kit = kit.id)';

const insert = (db: SqlDatabase, direction: 'entered' | 'in' | 'out', move: Move): void => {
  const statement = db.prepare(
    `INSERT INTO kit_move (entry, kit, direction, place, units)
     SELECT ?, id, ?, ?, ${contents} FROM kit WHERE number = ?`,
  );
  for (const number of move.kits) statement.run(move.entry, direction, move.place, number);
};

/** Kits that a place takes over from another one. */
export const movedIn = (db: SqlDatabase, move: Move): void => insert(db, 'in', move);

/** Kits of a shipment that leave, usable or not. */
export const movedOut = (
  db: SqlDatabase,
  move: { readonly shipment: number; readonly place: number; readonly entry: number },
): void =>
  db
    .prepare(
      `INSERT INTO kit_move (entry, kit, direction, place, units)
       SELECT ?, kit.id, 'out', ?, ${contents}
       FROM shipment_kit JOIN kit ON kit.id = shipment_kit.kit
       WHERE shipment_kit.shipment = ? AND shipment_kit.condition IS NULL`,
    )
    .run(move.entry, move.place, move.shipment);

/** Where a kit was last taken in and not sent on, or null: on its way, lost on the way, or not yet received. */
function holderOf(db: SqlDatabase, number: string): number | null {
  const last = db
    .prepare(
      `SELECT kit_move.direction, kit_move.place FROM kit_move JOIN kit ON kit.id = kit_move.kit
       WHERE kit.number = ? ORDER BY kit_move.entry DESC, direction = 'out' LIMIT 1`,
    )
    .get<{ direction: string; place: number }>(number);
  if (last !== undefined) return last.direction === 'out' ? null : last.place;
  const batch = db
    .prepare(
      `SELECT kit_batch.place, kit_batch.state FROM kit JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE kit.number = ?`,
    )
    .get<{ place: number; state: string }>(number);
  return batch === undefined || batch.state === 'in-production' ? null : batch.place;
}

/** Kits that come from production, which no shipment brought. */
export function enteredStock(db: SqlDatabase, move: Move): void {
  for (const number of move.kits) {
    const known = db
      .prepare('SELECT 1 FROM kit_move JOIN kit ON kit.id = kit_move.kit WHERE kit.number = ?')
      .get(number);
    insert(db, known === undefined ? 'entered' : 'in', { ...move, kits: [number] });
  }
}

/** Kits that turn up where no list expected them: they leave the place that held them. */
export function turnedUp(db: SqlDatabase, move: Move): void {
  for (const number of move.kits) {
    const holder = holderOf(db, number);
    if (holder === move.place) continue;
    if (holder !== null) insert(db, 'out', { ...move, place: holder, kits: [number] });
    movedIn(db, { ...move, kits: [number] });
  }
}

/** A kit that was missing or lost on its way and is there after all: the shipment brought it. */
export function foundAgain(db: SqlDatabase, number: string, entry: number): void {
  if (holderOf(db, number) !== null) return;
  const kit = db
    .prepare('SELECT id, place FROM kit WHERE number = ?')
    .get<{ id: number; place: number }>(number);
  if (kit === undefined) return;
  setApart(db, number, 'found');
  movedIn(db, { kits: [number], place: kit.place, entry });
}

/** No shipment that named the kit waits for it any more; `extra` marks where it really came. */
export const setApart = (db: SqlDatabase, number: string, condition: 'found' | 'diverted'): void =>
  db
    .prepare(
      `UPDATE shipment_kit SET condition = ?
       WHERE kit = (SELECT id FROM kit WHERE number = ?)
         AND (condition IN ('missing', 'lost') OR (condition IS NULL AND shipment IN (
           SELECT id FROM shipment
           WHERE status IN ('picked', 'packed', 'in-transit', 'partly-received'))))`,
    )
    .run(condition, number);
