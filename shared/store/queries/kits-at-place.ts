import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** A kit as the selection reads it; its type is veiled. */
export interface VeiledKit {
  readonly id: number;
  readonly expiryDay: number;
  readonly sequence: number;
  readonly veil: number;
  readonly nonce: string;
  readonly batchPosition: number;
}

/** Where the next read of the first-expiring order goes on. */
export interface FirstExpiringCursor {
  readonly expiryDay: number;
  readonly sequence: number;
  readonly id: number;
}

export const startOfOrder: FirstExpiringCursor = { expiryDay: -10_000_000, sequence: -1, id: -1 };

/**
 * Free kits at a place after the cursor, by (expiry, sequence): answered from one covering index, so the cost
 * is that of the rows read, whatever the size of the study. Bound values are written `+?` so that statistics
 * never make SQLite prepare the statement again.
 */
export function firstExpiringAt(
  db: SqlDatabase,
  place: number,
  after: FirstExpiringCursor,
  limit: number,
): VeiledKit[] {
  return db
    .prepare(
      `SELECT id, expiry_day, sequence, veil, batch, batch_position FROM kit
       WHERE place = +? AND state IN ('at-depot', 'at-site')
         AND (expiry_day, sequence, id) > (+?, +?, +?)
       ORDER BY expiry_day, sequence, id LIMIT +?`,
    )
    .rows(place, after.expiryDay, after.sequence, after.id, limit)
    .map((row) => rowToVeiledKit(db, row));
}

const rowToVeiledKit = (db: SqlDatabase, row: readonly SqlValue[]): VeiledKit => ({
  id: row[0] as number,
  expiryDay: row[1] as number,
  sequence: row[2] as number,
  veil: row[3] as number,
  nonce: batchNonce(db, row[4] as number),
  batchPosition: row[5] as number,
});

/** Kits at a place that are not free, with their state: they explain a refusal. */
export function heldKitsAt(
  db: SqlDatabase,
  place: number,
  states: readonly string[],
  limit: number,
): (VeiledKit & { readonly state: string })[] {
  const marks = states.map(() => '?').join(', ');
  return db
    .prepare(
      `SELECT id, expiry_day, sequence, veil, batch, batch_position, state FROM kit
       WHERE place = ? AND state IN (${marks}) ORDER BY expiry_day, sequence LIMIT ?`,
    )
    .rows(place, ...states, limit)
    .map((row) => ({ ...rowToVeiledKit(db, row), state: row[6] as string }));
}

const nonces = new WeakMap<SqlDatabase, Map<number, string>>();

/** Nonces never change once a batch is recorded. */
export function batchNonce(db: SqlDatabase, batch: number): string {
  let known = nonces.get(db);
  if (known === undefined) {
    known = new Map();
    nonces.set(db, known);
  }
  const cached = known.get(batch);
  if (cached !== undefined) return cached;
  const { nonce } = db.prepare('SELECT nonce FROM kit_batch WHERE id = ?').get(batch) as {
    nonce: string;
  };
  known.set(batch, nonce);
  return nonce;
}

export interface KitLabelRow {
  readonly number: string;
  readonly lot: string;
}

/** Number and lot as printed. */
export const kitLabel = (db: SqlDatabase, id: number): KitLabelRow =>
  db
    .prepare(
      'SELECT kit.number, lot.code AS lot FROM kit JOIN lot ON lot.id = kit.lot WHERE kit.id = ?',
    )
    .get(id) as unknown as KitLabelRow;
