import type { SqlDatabase } from '../sql-database.ts';

/** What picking by hand must know of one kit; its type is veiled. */
export interface KitOnShelf {
  readonly id: number;
  readonly number: string;
  readonly state: string;
  readonly expiryDay: number;
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
  /** Bits: 1 for its lot, 2 for its new label; 0 when nothing keeps it from use. */
  readonly block: number;
}

export const kitOnShelf = (db: SqlDatabase, number: string): KitOnShelf | undefined =>
  db
    .prepare(
      `SELECT kit.id, kit.number, kit.state, kit.expiry_day AS expiryDay, kit.veil, kit_batch.nonce,
         kit.batch_position AS position, kit.block
       FROM kit JOIN kit_batch ON kit_batch.id = kit.batch WHERE kit.number = ?`,
    )
    .get<KitOnShelf>(number);
