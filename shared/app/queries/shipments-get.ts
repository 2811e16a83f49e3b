import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { ok } from '../../base/result.ts';
import { allowedShipmentActions } from '../../domain/shipment/shipment-state.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { entriesMentioning } from '../../store/queries/mentions.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import type { ShippedKit } from '../../store/queries/shipment-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { requestedLines } from '../shipments/pick.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { timelineRow } from './timeline-row.ts';
import { shipmentRow } from './shipments-page.ts';
import { kitTypeOf } from './unveil.ts';

const kitRow = ({ db, sealer }: QueryContext, kit: ShippedKit) => ({
  number: kit.number,
  lot: kit.lot,
  expiry: isoDateFromEpochDay(kit.expiryDay),
  status: kit.state,
  condition: kit.condition,
  kitType: kitTypeOf(db, sealer, kit),
});

export const shipmentsGet: QueryHandler<'shipments.get'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const { db } = context;
  const kits = kitsOfShipment(db, shipment.value.id).map((kit) => kitRow(context, kit));
  const lines = requestedLines(context, shipment.value);
  const entries = entriesMentioning(db, 'shipment', shipment.value.code);
  return ok({
    shipment: shipmentRow(shipment.value),
    allowed: [...allowedShipmentActions(shipment.value.status)],
    lines:
      lines?.map(({ kitType, count }) => ({
        kitType,
        count,
        picked: kits.filter((kit) => kit.kitType === kitType && kit.condition !== 'extra').length,
      })) ?? null,
    kits,
    timeline: entriesOf(db, entries).map((entry) => timelineRow(entry)),
    unblinded: context.sealer !== null,
  });
};
