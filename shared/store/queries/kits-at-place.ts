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

/**
 * The earliest expiry among free kits at a place that is later than the given one, or null. Like all reads of the
 * first-expiring order it is one seek in a covering index. Bound values are written `+?` so that statistics never
 * make SQLite prepare the statement again.
 */
export function nextExpiryAt(db: SqlDatabase, place: number, after: number): number | null {
  const row = db
    .prepare(
      `SELECT expiry_day AS day FROM kit
       WHERE place = +? AND state IN ('at-depot', 'at-site') AND block = 0 AND expiry_day > +?
       ORDER BY expiry_day LIMIT 1`,
    )
    .get<{ day: number }>(place, after);
  return row?.day ?? null;
}

/** All free kits of one expiry at a place, by sequence. */
export const freeKitsOfExpiry = (
  db: SqlDatabase,
  place: number,
  expiryDay: number,
): readonly VeiledKit[] =>
  db
    .prepare(
      `SELECT id, expiry_day, sequence, veil, batch, batch_position FROM kit
       WHERE place = +? AND state IN ('at-depot', 'at-site') AND block = 0 AND expiry_day = +?
       ORDER BY sequence, id`,
    )
    .rows(place, expiryDay)
    .map((row) => rowToVeiledKit(db, row));

/** The first free kit of one expiry from a point of the sequence on; undefined beyond the last. */
export function freeKitFrom(
  db: SqlDatabase,
  at: { readonly place: number; readonly expiryDay: number; readonly sequence: number },
): VeiledKit | undefined {
  const [row] = db
    .prepare(
      `SELECT id, expiry_day, sequence, veil, batch, batch_position FROM kit
       WHERE place = +? AND state IN ('at-depot', 'at-site') AND block = 0 AND expiry_day = +? AND sequence >= +?
       ORDER BY sequence, id LIMIT 1`,
    )
    .rows(at.place, at.expiryDay, at.sequence);
  return row === undefined ? undefined : rowToVeiledKit(db, row);
}

/** First and last sequence among the free kits of one expiry at a place. */
export function sequenceRange(
  db: SqlDatabase,
  place: number,
  expiryDay: number,
): { readonly first: number; readonly last: number } {
  const end = (order: string): number =>
    (
      db
        .prepare(
          `SELECT sequence FROM kit
           WHERE place = +? AND state IN ('at-depot', 'at-site') AND block = 0 AND expiry_day = +?
           ORDER BY sequence ${order} LIMIT 1`,
        )
        .get(place, expiryDay) as { sequence: number }
    ).sequence;
  return { first: end('ASC'), last: end('DESC') };
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

/** Kits on the shelf that their lot or a missing new label keeps from use: they explain a refusal. */
export function blockedKitsAt(
  db: SqlDatabase,
  place: number,
  limit: number,
): (VeiledKit & { readonly state: string; readonly block: number })[] {
  return db
    .prepare(
      `SELECT id, expiry_day, sequence, veil, batch, batch_position, state, block FROM kit
       WHERE place = ? AND state IN ('at-depot', 'at-site') AND block > 0
       ORDER BY expiry_day, sequence LIMIT ?`,
    )
    .rows(place, limit)
    .map((row) => ({
      ...rowToVeiledKit(db, row),
      state: row[6] as string,
      block: row[7] as number,
    }));
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
