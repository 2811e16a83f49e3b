import type { SqlDatabase } from '../sql-database.ts';
import { batchNonce } from './kits-at-place.ts';
import type { VeiledKit } from './kits-at-place.ts';

export interface Reservation {
  readonly subject: string;
  readonly visit: string;
}

/** For whom a kit is kept; undefined when for nobody. */
export const reservationOf = (db: SqlDatabase, number: string): Reservation | undefined =>
  db
    .prepare(
      `SELECT subject.code AS subject, kit_reservation.visit FROM kit_reservation
         JOIN kit ON kit.id = kit_reservation.kit JOIN subject ON subject.id = kit_reservation.subject
       WHERE kit.number = ?`,
    )
    .get<Reservation>(number);

/** A kit that is kept for a subject; its type is veiled. */
export interface ReservedKit extends VeiledKit {
  readonly number: string;
  readonly block: number;
}

/** Kits kept for a subject, first expiring first; at all visits without one. */
export const reservedFor = (
  db: SqlDatabase,
  subject: number,
  visit: string | null,
): readonly ReservedKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.expiry_day, kit.sequence, kit.veil, kit.batch, kit.batch_position,
         kit.number, kit.block
       FROM kit_reservation JOIN kit ON kit.id = kit_reservation.kit
       WHERE kit_reservation.subject = ? AND (? IS NULL OR kit_reservation.visit = ?)
       ORDER BY kit.expiry_day, kit.sequence`,
    )
    .rows(subject, visit, visit)
    .map((row) => ({
      id: row[0] as number,
      expiryDay: row[1] as number,
      sequence: row[2] as number,
      veil: row[3] as number,
      nonce: batchNonce(db, row[4] as number),
      batchPosition: row[5] as number,
      number: row[6] as string,
      block: row[7] as number,
    }));
