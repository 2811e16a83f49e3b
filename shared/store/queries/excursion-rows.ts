import { ownPlaces } from './logger-shipments.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** A judged leg or an excursion; `assessment` is JSON, times in seconds since 1970. */
export interface ExcursionRecord {
  readonly id: number;
  readonly code: string;
  readonly status: 'in-range' | 'open' | 'released' | 'rejected' | 'split' | 'superseded';
  readonly tier: number;
  readonly file: string | null;
  readonly shipment: string | null;
  readonly place: string | null;
  readonly from: number;
  readonly to: number;
  readonly kits: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly decisionEntry: number | null;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  /** The excursion that took its place when readings came; null where none did. */
  readonly supersededBy: string | null;
}

/** One that was decided keeps its status; one that was not has nothing to decide any more. */
const status = `CASE WHEN successor.id IS NOT NULL AND excursion.status = 'open' THEN 'superseded'
  ELSE excursion.status END`;
const columns = `excursion.id, excursion.code, ${status} AS status, excursion.tier, logger_file.code AS file,
  shipment.code AS shipment, place.code AS place, excursion.from_s AS "from", excursion.to_s AS "to",
  excursion.kits, excursion.lowest, excursion.highest, excursion.opened_at AS openedAt,
  excursion.opened_by AS openedBy, excursion.decision_entry AS decisionEntry,
  excursion.decided_at AS decidedAt, excursion.decided_by AS decidedBy, successor.code AS supersededBy`;
const joined = `FROM excursion LEFT JOIN logger_file ON logger_file.id = excursion.file
  LEFT JOIN shipment ON shipment.id = excursion.shipment
  LEFT JOIN place ON place.id = excursion.place
  LEFT JOIN superseded_excursion ON superseded_excursion.excursion = excursion.id
  LEFT JOIN excursion AS successor ON successor.id = superseded_excursion.successor`;
/** Waits for its decision. */
const isOpen = `excursion.status = 'open' AND NOT EXISTS
  (SELECT 1 FROM superseded_excursion WHERE superseded_excursion.excursion = excursion.id)`;

export const excursionByCode = (db: SqlDatabase, code: string): ExcursionRecord | undefined =>
  db.prepare(`SELECT ${columns} ${joined} WHERE excursion.code = ?`).get<ExcursionRecord>(code);

export const assessmentOf = (db: SqlDatabase, id: number): string =>
  (db.prepare('SELECT assessment FROM excursion WHERE id = ?').get(id) as { assessment: string })
    .assessment;

export interface ExcursionFilter {
  readonly status: readonly string[] | null;
  /** Ids of places that the person may see; null for all. */
  readonly places: readonly number[] | null;
  readonly offset: number;
  readonly limit: number;
}

export function excursionWindow(
  db: SqlDatabase,
  filter: ExcursionFilter,
): { readonly total: number; readonly rows: readonly ExcursionRecord[] } {
  const parts = ['1'];
  const values: SqlValue[] = [];
  if (filter.status !== null) {
    parts.push(`${status} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(filter.status));
  }
  if (filter.places !== null) {
    const own = '(SELECT value FROM json_each(?))';
    parts.push(
      `(excursion.place IN ${own} OR shipment.from_place IN ${own} OR shipment.to_place IN ${own})`,
    );
    const list = JSON.stringify(filter.places);
    values.push(list, list, list);
  }
  const where = `WHERE ${parts.join(' AND ')}`;
  const { total } = db.prepare(`SELECT count(*) AS total ${joined} ${where}`).get(...values) as {
    total: number;
  };
  const rows = db
    .prepare(`SELECT ${columns} ${joined} ${where} ORDER BY excursion.id DESC LIMIT ? OFFSET ?`)
    .all<ExcursionRecord>(...values, filter.limit, filter.offset);
  return { total, rows };
}

export const countExcursions = (db: SqlDatabase): number =>
  (db.prepare('SELECT count(*) AS n FROM excursion').get() as { n: number }).n;

/** A shipment whose logger raised an alarm or is missing, and that nobody judged. */
export interface WaitingShipment {
  readonly shipment: string;
  readonly to: string;
  readonly logger: string | null;
  readonly result: string;
}

export const shipmentsToJudge = (
  db: SqlDatabase,
  places: readonly number[] | null,
  limit: number,
): readonly WaitingShipment[] =>
  db
    .prepare(
      `SELECT shipment.code AS shipment, place.code AS "to", shipment.logger,
         shipment.logger_result AS result
       FROM shipment JOIN place ON place.id = shipment.to_place
       WHERE shipment.logger_result IN ('alarmed', 'not-found')
         AND NOT EXISTS (SELECT 1 FROM excursion WHERE excursion.shipment = shipment.id)
         AND (? IS NULL OR shipment.from_place IN (SELECT value FROM json_each(?))
           OR shipment.to_place IN (SELECT value FROM json_each(?)))
       ORDER BY shipment.id DESC LIMIT ?`,
    )
    .all<WaitingShipment>(...ownPlaces(places), limit);

/** A judgement of a shipment that still counts. */
export interface JudgedShipment {
  readonly id: number;
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly isMeasured: boolean;
}

/** Judgements of a shipment that nothing took the place of, first one first. */
export const judgementsOfShipment = (
  db: SqlDatabase,
  shipment: string,
): readonly JudgedShipment[] =>
  db
    .prepare(
      `SELECT excursion.id, excursion.code, excursion.from_s AS "from", excursion.to_s AS "to",
         excursion.file IS NOT NULL AS isMeasured
       FROM excursion JOIN shipment ON shipment.id = excursion.shipment
       WHERE shipment.code = ? AND excursion.id NOT IN (SELECT excursion FROM superseded_excursion)
       ORDER BY excursion.id`,
    )
    .all<Omit<JudgedShipment, 'isMeasured'> & { readonly isMeasured: number }>(shipment)
    .map((row) => ({ ...row, isMeasured: row.isMeasured === 1 }));

/** Excursions in whose place one came. */
export const supersededBy = (db: SqlDatabase, id: number): readonly string[] =>
  db
    .prepare(
      `SELECT excursion.code FROM superseded_excursion
         JOIN excursion ON excursion.id = superseded_excursion.excursion
       WHERE superseded_excursion.successor = ? ORDER BY excursion.id`,
    )
    .all<{ readonly code: string }>(id)
    .map(({ code }) => code);

/** A kit of an excursion as it stands now, with its group; nothing about its type. */
export interface ExcursionKit {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly state: string;
  readonly place: string;
  readonly placeKind: 'depot' | 'site';
  readonly placeName: string;
  readonly group: number;
  /** Other excursions of the kit that are still open. */
  readonly otherOpen: number;
}

/** Kits in the order of their numbers. */
export const kitsOfExcursion = (db: SqlDatabase, id: number): readonly ExcursionKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.number, lot.code AS lot, kit.state, place.code AS place, place.kind AS placeKind,
         place.name AS placeName, min(leg.position) AS "group",
         (SELECT count(DISTINCT other.excursion) FROM kit_leg AS mine
            JOIN leg AS other ON other.id = mine.leg
            JOIN excursion ON excursion.id = other.excursion AND ${isOpen}
          WHERE mine.kit = kit.id AND other.excursion <> leg.excursion) AS otherOpen
       FROM leg JOIN kit_leg ON kit_leg.leg = leg.id JOIN kit ON kit.id = kit_leg.kit
         JOIN lot ON lot.id = kit.lot JOIN place ON place.id = kit.place
       WHERE leg.excursion = ? GROUP BY kit.id ORDER BY kit.number`,
    )
    .all<ExcursionKit>(id);

/** Code of an excursion of a kit that waits for its decision. */
export const openExcursionOf = (db: SqlDatabase, number: string): string | undefined =>
  db
    .prepare(
      `SELECT excursion.code FROM kit JOIN kit_leg ON kit_leg.kit = kit.id
         JOIN leg ON leg.id = kit_leg.leg
         JOIN excursion ON excursion.id = leg.excursion AND ${isOpen}
       WHERE kit.number = ? ORDER BY excursion.id LIMIT 1`,
    )
    .get<{ code: string }>(number)?.code;
