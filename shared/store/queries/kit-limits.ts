import type { SqlDatabase } from '../sql-database.ts';
import { batchNonce } from './kits-at-place.ts';
import type { VeiledKit } from './kits-at-place.ts';
import { stockGroupOf } from './stock-counts.ts';

/** A free kit whose stability budget limits it; `endDay` is its last day of use, 0 when nothing is left. */
export interface LimitedKit extends VeiledKit {
  readonly endDay: number;
}

/** Free kits at a place that their budget limits, the nearest end first. Few, and mostly none: one seek. */
export const limitedKitsAt = (db: SqlDatabase, place: number): readonly LimitedKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.expiry_day, kit.sequence, kit.veil, kit.batch, kit.batch_position,
         kit_limit.end_day
       FROM kit_limit JOIN kit ON kit.id = kit_limit.kit
       WHERE kit_limit.place = +? AND kit_limit.is_free = 1 AND kit.block = 0
       ORDER BY kit_limit.end_day, kit.sequence`,
    )
    .rows(place)
    .map((row) => ({
      id: row[0] as number,
      expiryDay: row[1] as number,
      sequence: row[2] as number,
      veil: row[3] as number,
      nonce: batchNonce(db, row[4] as number),
      batchPosition: row[5] as number,
      endDay: row[6] as number,
    }));

/** Last day of use that the budget of a kit allows; null where nothing limits it. */
export const budgetEndOf = (db: SqlDatabase, kit: number): number | null =>
  db.prepare('SELECT end_day AS day FROM kit_limit WHERE kit = ?').get<{ day: number }>(kit)?.day ??
  null;

/** Seconds that are left of the tightest band of a kit; null for one that was never judged or is free. */
export const budgetLeftOf = (db: SqlDatabase, kit: number): number | null =>
  db
    .prepare('SELECT remaining_s AS seconds FROM kit_budget WHERE kit = ?')
    .get<{ seconds: number | null }>(kit)?.seconds ?? null;

/** A kit counted as stock that its budget ends before its expiry. */
export interface LimitedStock {
  readonly kit: number;
  readonly place: number;
  /** The dated lot that it is counted in. */
  readonly dating: number;
  /** Position in `stockGroups`. */
  readonly group: number;
  readonly expiryDay: number;
  /** 0 when nothing is left. */
  readonly endDay: number;
}

/** Every kit in stock whose budget ends before its expiry, wherever it is: those of `kit_limit`, mostly few. */
export const limitedStock = (db: SqlDatabase): readonly LimitedStock[] =>
  db
    .prepare(
      `SELECT kit.id, kit.place, lot_dating.id, kit.state, kit.block, kit.expiry_day, kit_limit.end_day
       FROM kit_limit CROSS JOIN kit ON kit.id = kit_limit.kit
         CROSS JOIN lot_dating ON lot_dating.lot = kit.lot AND lot_dating.expiry_day = kit.expiry_day
       WHERE kit_limit.end_day < kit.expiry_day ORDER BY kit.id`,
    )
    .rows()
    .map((row) => ({
      kit: row[0] as number,
      place: row[1] as number,
      dating: row[2] as number,
      group: stockGroupOf(row[3] as string, row[4] as number),
      expiryDay: row[5] as number,
      endDay: row[6] as number,
    }))
    .filter(({ group }) => group >= 0);
