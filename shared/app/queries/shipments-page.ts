import { ok } from '../../base/result.ts';
import type { ShipmentRow } from '../../contracts/shipments.ts';
import { shipmentWindow } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { dueDays } from '../shipments/due-days.ts';
import type { DueDay } from '../shipments/due-days.ts';
import { placeScope, placesNamed } from './scope.ts';

/** Makes rows from an allow-list of fields. */
export function shipmentRows(context: QueryContext): (record: ShipmentRecord) => ShipmentRow {
  const dueOf = dueDays(context);
  return (record) => rowOf(record, dueOf(record));
}

const rowOf = (record: ShipmentRecord, due: DueDay | null): ShipmentRow => ({
  shipment: record.code,
  status: record.status,
  from: record.fromCode,
  to: record.toCode,
  direction: `${record.fromKind}-to-${record.toKind}` as ShipmentRow['direction'],
  kits: record.kits,
  picked: record.picked,
  received: record.received,
  due: due === null ? null : { ...due },
  requestedAt: record.requestedAt,
  requestedBy: record.requestedBy,
  dispatchedAt: record.dispatchedAt,
  carrier: record.carrier,
  tracking: record.tracking,
  sscc: record.sscc,
  logger: record.logger,
  loggerResult: record.loggerResult,
});

export const shipmentsPage: QueryHandler<'shipments.page'> = (context, input) => {
  const { total, rows } = shipmentWindow(context.db, {
    status: input.status ?? null,
    places: placesNamed(placeScope(context), input.place),
    search: input.search ?? null,
    offset: input.offset,
    limit: input.limit,
  });
  return ok({ total, rows: rows.map(shipmentRows(context)) });
};
