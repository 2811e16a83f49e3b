import type { Instant } from '../../base/instant.ts';
import type { SqlDatabase } from '../sql-database.ts';

export interface DestructionRecord {
  readonly id: number;
  readonly code: string;
  readonly place: string;
  readonly placeId: number;
  readonly method: string;
  readonly on: string;
  readonly note: string;
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly by: string;
  readonly witness: string;
  readonly witnessMeaning: string;
  readonly witnessAt: Instant;
  readonly kits: number;
}

const destructionColumns = `
  SELECT destruction.id, destruction.code, place.code AS place, place.id AS placeId, method,
    destroyed_on AS "on", note, at, offset_minutes AS offsetMinutes, printed_name AS "by",
    witness_name AS witness, witness_meaning AS witnessMeaning, witness_at AS witnessAt, kits
  FROM destruction JOIN place ON place.id = destruction.place`;

export const destructionByCode = (db: SqlDatabase, code: string): DestructionRecord | undefined =>
  db.prepare(`${destructionColumns} WHERE destruction.code = ?`).get<DestructionRecord>(code);

/** Destructions at some places (all when null), latest first. */
export const destructions = (
  db: SqlDatabase,
  places: readonly number[] | null,
): readonly DestructionRecord[] =>
  db
    .prepare(
      `${destructionColumns}
       ${places === null ? '' : 'WHERE place.id IN (SELECT value FROM json_each(?))'}
       ORDER BY destruction.id DESC LIMIT 500`,
    )
    .all<DestructionRecord>(...(places === null ? [] : [JSON.stringify(places)]));

export interface DestroyedKit {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly units: number | null;
  /** True when what is left of a dispensed kit was counted before. */
  readonly counted: number;
}

export const destroyedKits = (db: SqlDatabase, destruction: number): readonly DestroyedKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.number, lot.code AS lot, destroyed_kit.units,
         EXISTS (SELECT 1 FROM kit_return WHERE kit_return.kit = kit.id) AS counted
       FROM destroyed_kit JOIN kit ON kit.id = destroyed_kit.kit JOIN lot ON lot.id = kit.lot
       WHERE destroyed_kit.destruction = ? ORDER BY kit.number`,
    )
    .all<DestroyedKit>(destruction);

export interface DiscrepancyRecord {
  readonly code: string;
  readonly place: string;
  readonly kit: string | null;
  readonly subject: string | null;
  readonly what: string;
  readonly owner: string;
  readonly raisedAt: Instant;
  readonly raisedBy: string;
  readonly status: 'open' | 'resolved';
  readonly resolution: string | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
}

const discrepancyColumns = `
  SELECT discrepancy.code, place.code AS place, kit.number AS kit, subject.code AS subject, what,
    owner, raised_at AS raisedAt, raised_name AS raisedBy, discrepancy.status, resolution,
    resolved_at AS resolvedAt, resolved_name AS resolvedBy
  FROM discrepancy JOIN place ON place.id = discrepancy.place
    LEFT JOIN kit ON kit.id = discrepancy.kit LEFT JOIN subject ON subject.id = discrepancy.subject`;

export const discrepancyByCode = (db: SqlDatabase, code: string): DiscrepancyRecord | undefined =>
  db.prepare(`${discrepancyColumns} WHERE discrepancy.code = ?`).get<DiscrepancyRecord>(code);

/** Discrepancies of some places (all when null): open ones first, then the latest. */
export const discrepancies = (
  db: SqlDatabase,
  places: readonly number[] | null,
): readonly DiscrepancyRecord[] =>
  db
    .prepare(
      `${discrepancyColumns}
       ${places === null ? '' : 'WHERE place.id IN (SELECT value FROM json_each(?))'}
       ORDER BY discrepancy.status, discrepancy.id DESC LIMIT 500`,
    )
    .all<DiscrepancyRecord>(...(places === null ? [] : [JSON.stringify(places)]));

export const nextNumberOf = (db: SqlDatabase, table: 'destruction' | 'discrepancy'): number =>
  (db.prepare(`SELECT coalesce(max(id), 0) + 1 AS n FROM ${table}`).get() as { n: number }).n;
