import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { ok } from '../../base/result.ts';
import { allowedShipmentActions } from '../../domain/shipment/shipment-state.ts';
import type { ShipmentAction } from '../../domain/shipment/shipment-state.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { entriesMentioning } from '../../store/queries/mentions.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord, ShippedKit } from '../../store/queries/shipment-rows.ts';
import { foreignPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { requestSecretOf } from '../shipments/pick.ts';
import { visibleShipment } from '../shipments/shipment-facts.ts';
import { timelineRow } from './timeline-row.ts';
import { shipmentRows } from './shipments-page.ts';
import { kitTypeOf } from './unveil.ts';

const kitRow = ({ db, sealer }: QueryContext, kit: ShippedKit) => ({
  number: kit.number,
  lot: kit.lot,
  expiry: isoDateFromEpochDay(kit.expiryDay),
  status: kit.state,
  condition: kit.condition,
  kitType: kitTypeOf(db, sealer, kit),
});

const atDestination: readonly ShipmentAction[] = ['receive-part', 'receive-rest', 'lose'];

/** What may happen now at an end of the way that is the person's own. */
const actionsFor = ({ actor }: QueryContext, shipment: ShipmentRecord): ShipmentAction[] =>
  allowedShipmentActions(shipment.status).filter((action) => {
    const place = atDestination.includes(action) ? shipment.toCode : shipment.fromCode;
    return foreignPlace(actor, place) === null;
  });

export const shipmentsGet: QueryHandler<'shipments.get'> = (context, input) => {
  const shipment = visibleShipment(context, input.shipment);
  if (!shipment.ok) return shipment;
  const { db } = context;
  const kits = kitsOfShipment(db, shipment.value.id).map((kit) => kitRow(context, kit));
  const lines = requestSecretOf(context, shipment.value)?.lines;
  const entries = entriesMentioning(db, 'shipment', shipment.value.code);
  return ok({
    shipment: shipmentRows(context)(shipment.value),
    allowed: actionsFor(context, shipment.value),
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
