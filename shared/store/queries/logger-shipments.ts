import type { SqlDatabase } from '../sql-database.ts';

export interface LoggerShipment {
  readonly shipment: string;
  readonly from: string;
  readonly to: string;
  readonly logger: string | null;
}

const mostFound = 20;

/** The list of places as often as a condition on either end names it. */
export const ownPlaces = (places: readonly number[] | null): readonly (string | null)[] => {
  const list = places === null ? null : JSON.stringify(places);
  return [list, list, list];
};

/**
 * Dispatched shipments that name a logger by its serial number, else those that left during its readings;
 * those that name it first, then the latest.
 */
export const shipmentsOfLogger = (
  db: SqlDatabase,
  wanted: {
    readonly serial: string | null;
    readonly from: string | null;
    readonly to: string | null;
    /** Ids of places that the person may see; null for all. */
    readonly places: readonly number[] | null;
  },
): readonly LoggerShipment[] =>
  db
    .prepare(
      `SELECT shipment.code AS shipment, origin.code AS "from", destination.code AS "to", shipment.logger
       FROM shipment JOIN place AS origin ON origin.id = shipment.from_place
         JOIN place AS destination ON destination.id = shipment.to_place
       WHERE shipment.dispatched_at IS NOT NULL
         AND (shipment.logger = ? OR shipment.dispatched_at BETWEEN ? AND ?)
         AND (? IS NULL OR shipment.from_place IN (SELECT value FROM json_each(?))
           OR shipment.to_place IN (SELECT value FROM json_each(?)))
       ORDER BY shipment.logger IS ? DESC, shipment.id DESC LIMIT ${mostFound}`,
    )
    .all<LoggerShipment>(
      wanted.serial,
      wanted.from,
      wanted.to,
      ...ownPlaces(wanted.places),
      wanted.serial,
    );
