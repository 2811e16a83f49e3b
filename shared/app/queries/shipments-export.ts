import type { Cell } from '../../base/csv.ts';
import type { ShipmentRow } from '../../contracts/shipments.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { shipmentWindow } from '../../store/queries/shipment-rows.ts';
import type { QueryHandler } from '../handlers.ts';
import { placeScope, placesNamed } from './scope.ts';
import { shipmentRows } from './shipments-page.ts';
import { fileName, tableFile } from './table-file.ts';

const header = [
  'Shipment',
  'Status',
  'From',
  'To',
  'Direction',
  'Kits',
  'Picked',
  'Received',
  'Requested at (UTC)',
  'Requested by',
  'Due',
  'Due on',
  'Dispatched at (UTC)',
  'Carrier',
  'Tracking',
  'Shipper number (SSCC)',
  'Logger',
  'Logger result',
];

const cellsOf = (row: ShipmentRow): readonly Cell[] => [
  row.shipment,
  row.status,
  row.from,
  row.to,
  row.direction,
  row.kits,
  row.picked,
  row.received,
  row.requestedAt,
  row.requestedBy,

  row.due?.what ?? null,
  row.due?.on ?? null,
  row.dispatchedAt,
  row.carrier,
  row.tracking,
  row.sscc,
  row.logger,
  row.loggerResult,
];

/** The filtered shipments as a table, latest first; numbers of kits, no types. */
export const shipmentsExport: QueryHandler<'shipments.export'> = (context, input) => {
  const { rows } = shipmentWindow(context.db, {
    status: input.status ?? null,
    places: placesNamed(placeScope(context), input.place),
    search: input.search ?? null,
    offset: 0,
    limit: -1,
  });
  const rowOf = shipmentRows(context);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  return tableFile(
    context.ports.printer,
    {
      name: fileName({ protocol, content: 'shipments', unblinded: false }, context.now),
      header,
      length: rows.length,
      rows: rows.map((record) => cellsOf(rowOf(record))),
    },
    input.format,
  );
};
