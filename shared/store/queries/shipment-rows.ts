import type { KitState, PlaceKind } from '../../domain/kit/kit-state.ts';
import type { ShipmentState } from '../../domain/shipment/shipment-state.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

export interface ShipmentRecord {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly status: ShipmentState;
  readonly fromId: number;
  readonly fromCode: string;
  readonly fromKind: PlaceKind;
  readonly toId: number;
  readonly toCode: string;
  readonly toKind: PlaceKind;
  readonly kits: number;
  readonly picked: number;
  readonly received: number;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly dispatchedAt: string | null;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly sscc: string | null;
  readonly logger: string | null;
  readonly loggerResult: string | null;
}

const columns = `shipment.id, shipment.code, shipment.entry, shipment.status,
  shipment.from_place AS fromId, origin.code AS fromCode, origin.kind AS fromKind,
  shipment.to_place AS toId, destination.code AS toCode, destination.kind AS toKind, shipment.kits,
  (SELECT count(*) FROM shipment_kit WHERE shipment = shipment.id
     AND coalesce(condition, '') NOT IN ('extra', 'diverted')) AS picked,
  (SELECT count(*) FROM shipment_kit WHERE shipment = shipment.id
     AND condition IN ('acceptable', 'damaged', 'missing', 'found', 'diverted')) AS received,
  shipment.requested_at AS requestedAt, shipment.requested_by AS requestedBy,
  shipment.dispatched_at AS dispatchedAt, shipment.carrier, shipment.tracking, shipment.sscc,
  shipment.logger, shipment.logger_result AS loggerResult`;

const joined = `FROM shipment JOIN place AS origin ON origin.id = shipment.from_place
  JOIN place AS destination ON destination.id = shipment.to_place`;

export const shipmentByCode = (db: SqlDatabase, code: string): ShipmentRecord | undefined =>
  db.prepare(`SELECT ${columns} ${joined} WHERE shipment.code = ?`).get<ShipmentRecord>(code);

export interface ShipmentFilter {
  readonly status: readonly ShipmentState[] | null;
  /** Ids of places at either end; null for all. */
  readonly places: readonly number[] | null;
  readonly search: string | null;
  readonly offset: number;
  readonly limit: number;
}

const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

function conditionsOf(filter: ShipmentFilter): {
  readonly sql: string;
  readonly values: SqlValue[];
} {
  const parts: string[] = [];
  const values: SqlValue[] = [];
  if (filter.status !== null) {
    parts.push(`shipment.status IN (${marks(filter.status)})`);
    values.push(...filter.status);
  }
  if (filter.places !== null) {
    const ids = marks(filter.places);
    parts.push(`(shipment.from_place IN (${ids}) OR shipment.to_place IN (${ids}))`);
    values.push(...filter.places, ...filter.places);
  }
  if (filter.search !== null) {
    parts.push(
      `(shipment.code LIKE ? OR shipment.sscc = ? OR shipment.logger = ? OR shipment.tracking = ?)`,
    );
    values.push(`%${filter.search}%`, filter.search, filter.search, filter.search);
  }
  return { sql: parts.length === 0 ? '' : `WHERE ${parts.join(' AND ')}`, values };
}

/** Shipments, latest first. */
export function shipmentWindow(
  db: SqlDatabase,
  filter: ShipmentFilter,
): { readonly total: number; readonly rows: readonly ShipmentRecord[] } {
  const { sql, values } = conditionsOf(filter);
  const { total } = db.prepare(`SELECT count(*) AS total FROM shipment ${sql}`).get(...values) as {
    total: number;
  };
  const rows = db
    .prepare(`SELECT ${columns} ${joined} ${sql} ORDER BY shipment.id DESC LIMIT ? OFFSET ?`)
    .all<ShipmentRecord>(...values, filter.limit, filter.offset);
  return { total, rows };
}

export interface ShippedKit {
  readonly id: number;
  readonly number: string;
  readonly state: KitState;
  readonly place: number;
  readonly lot: string;
  readonly expiryDay: number;
  readonly condition: string | null;
  /** Bits: 1 for its lot, 2 for its new label. */
  readonly block: number;
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

/** The kits of a shipment in the order of their numbers, extra ones included. */
export const kitsOfShipment = (db: SqlDatabase, shipment: number): readonly ShippedKit[] =>
  db
    .prepare(
      `SELECT kit.id, kit.number, kit.state, kit.place, lot.code AS lot, kit.expiry_day AS expiryDay,
         shipment_kit.condition, kit.block, kit.veil, kit_batch.nonce, kit.batch_position AS position
       FROM shipment_kit JOIN kit ON kit.id = shipment_kit.kit JOIN lot ON lot.id = kit.lot
         JOIN kit_batch ON kit_batch.id = kit.batch
       WHERE shipment_kit.shipment = ? ORDER BY kit.number`,
    )
    .all<ShippedKit>(shipment);

/** The shipment that a kit travels in, or is picked for. */
export const openShipmentOf = (db: SqlDatabase, kit: string): string | undefined =>
  db
    .prepare(
      `SELECT shipment.code FROM shipment_kit JOIN shipment ON shipment.id = shipment_kit.shipment
         JOIN kit ON kit.id = shipment_kit.kit
       WHERE kit.number = ? AND shipment_kit.condition IS NULL
         AND shipment.status IN ('picked', 'packed', 'in-transit', 'partly-received')
       ORDER BY shipment.id DESC LIMIT 1`,
    )
    .get<{ code: string }>(kit)?.code;

export const nextShipmentNumber = (db: SqlDatabase): number =>
  (db.prepare('SELECT coalesce(max(id), 0) + 1 AS n FROM shipment').get() as { n: number }).n;
