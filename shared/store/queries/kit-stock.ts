import type { SqlDatabase } from '../sql-database.ts';

/** A kit on a shelf, first expiring first; its type stays veiled. */
export interface ShelfKit {
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

/** Kits on the shelf of a place that expire on `fromDay` (epoch day) or later, one at a time: stop when you know enough. */
export const shelfKits = (
  db: SqlDatabase,
  place: number,
  fromDay: number,
): IterableIterator<ShelfKit> =>
  db
    .prepare(
      `SELECT kit.veil, kit_batch.nonce, kit.batch_position AS position
       FROM kit INDEXED BY kit_first_expiring CROSS JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE kit.state IN ('at-depot', 'at-site') AND kit.block = 0 AND kit.place = ? AND kit.expiry_day >= ?
       ORDER BY kit.expiry_day`,
    )
    .iterate<ShelfKit>(place, fromDay);

/** How many such kits there are, counted no further than `enough`. */
export const countShelfKits = (
  db: SqlDatabase,
  asked: { readonly place: number; readonly fromDay: number; readonly enough: number },
): number =>
  db
    .prepare(
      `SELECT count(*) AS kits FROM (
         SELECT 1 FROM kit INDEXED BY kit_first_expiring
         WHERE state IN ('at-depot', 'at-site') AND block = 0 AND place = ? AND expiry_day >= ? LIMIT ?)`,
    )
    .get<{ kits: number }>(asked.place, asked.fromDay, asked.enough)?.kits ?? 0;
