import { ok } from '../../base/result.ts';
import type { ShipmentRow } from '../../contracts/shipments.ts';
import { shipmentWindow } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope, placesNamed } from './scope.ts';

export const shipmentRow = (record: ShipmentRecord): ShipmentRow => ({
  shipment: record.code,
  status: record.status,
  from: record.fromCode,
  to: record.toCode,
  direction: `${record.fromKind}-to-${record.toKind}` as ShipmentRow['direction'],
  kits: record.kits,
  picked: record.picked,
  received: record.received,
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
  return ok({ total, rows: rows.map(shipmentRow) });
};
