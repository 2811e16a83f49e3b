import type { IsoDate } from '../../base/iso-date.ts';
import { addDays } from '../../base/iso-date.ts';
import type { Instant } from '../../base/instant.ts';
import { localDay } from '../../domain/place/local-day.ts';
import type { SqlDatabase, SqlRow } from '../sql-database.ts';

/** A place and the days, in its own zone, of an accountability record. */
export interface AccountPeriod {
  readonly place: number;
  readonly zone: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
}

/** Everything that was done with kits at a place in a period; plain data, the same for everybody. */
export interface AccountRecord {
  readonly moves: readonly SqlRow[];
  readonly dispensed: readonly SqlRow[];
  readonly returned: readonly SqlRow[];
  readonly destroyed: readonly SqlRow[];
}

const parts = {
  moves: `SELECT ledger.at, kit.number AS kit, kit_move.direction, kit_move.units
    FROM kit_move JOIN ledger ON ledger.sequence = kit_move.entry JOIN kit ON kit.id = kit_move.kit
    WHERE kit_move.place = ? AND ledger.at >= ? AND ledger.at < ?
    ORDER BY kit_move.entry, kit.number`,
  dispensed: `SELECT dispensing.at, kit.number AS kit, subject.code AS subject, dispensing.visit,
      dispensed_kit.units
    FROM subject JOIN dispensing ON dispensing.subject = subject.id
      JOIN dispensed_kit ON dispensed_kit.dispensing = dispensing.id
      JOIN kit ON kit.id = dispensed_kit.kit
    WHERE subject.site = ? AND dispensing.at >= ? AND dispensing.at < ?
    ORDER BY dispensing.id, kit.number`,
  returned: `SELECT kit_return.at, kit.number AS kit, kit_return.returned, kit_return.lost,
      kit_return.second, kit_return.corrections
    FROM kit_return JOIN kit ON kit.id = kit_return.kit
    WHERE kit_return.place = ? AND kit_return.at >= ? AND kit_return.at < ?
    ORDER BY kit_return.entry, kit.number`,
  destroyed: `SELECT destruction.at, destruction.code AS destruction, kit.number AS kit
    FROM destruction JOIN destroyed_kit ON destroyed_kit.destruction = destruction.id
      JOIN kit ON kit.id = destroyed_kit.kit
    WHERE destruction.place = ? AND destruction.at >= ? AND destruction.at < ?
    ORDER BY destruction.id, kit.number`,
} as const;

/** The record of a period. Days are those of the place: two days more are read and left out again. */
export function accountRecord(db: SqlDatabase, period: AccountPeriod): AccountRecord {
  const start = `${addDays(period.from, -1)}T00:00:00.000Z`;
  const end = `${addDays(period.until, 2)}T00:00:00.000Z`;
  const rowsOf = (sql: string): readonly SqlRow[] =>
    db
      .prepare(sql)
      .all(period.place, start, end)
      .filter(({ at }) => {
        const day = localDay(at as Instant, period.zone);
        return day >= period.from && day <= period.until;
      });
  return {
    moves: rowsOf(parts.moves),
    dispensed: rowsOf(parts.dispensed),
    returned: rowsOf(parts.returned),
    destroyed: rowsOf(parts.destroyed),
  };
}

export interface AccountSignature {
  readonly entry: number;
  readonly place: string;
  readonly from: IsoDate;
  readonly until: IsoDate;
  readonly part: 'pharmacist' | 'monitor';
  readonly digest: string;
  readonly user: string;
  readonly printedName: string;
  readonly meaning: string;
  readonly at: Instant;
  readonly offsetMinutes: number;
}

/** Signatures of a place's accountability, oldest first. */
export const accountSignatures = (db: SqlDatabase, place: number): readonly AccountSignature[] =>
  db
    .prepare(
      `SELECT entry, place.code AS place, from_day AS "from", until_day AS until, part, digest, user,
         printed_name AS printedName, meaning, at, offset_minutes AS offsetMinutes
       FROM account_signature JOIN place ON place.id = account_signature.place
       WHERE account_signature.place = ? ORDER BY entry`,
    )
    .all<AccountSignature>(place);
