import { err, ok } from '../../base/result.ts';
import { ssccRefusal } from '../../domain/shipment/sscc.ts';
import { kitsOfShipment } from '../../store/queries/shipment-rows.ts';
import type { CommandHandler } from '../handlers.ts';
import { freedStates } from './freed-states.ts';
import { changedSincePick } from './changed-since-pick.ts';
import { leaveRefusal } from './leave-refusal.ts';
import { shipmentFor } from './shipment-facts.ts';

export const approveShipment: CommandHandler<'shipments.approve'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'approve', 'from');
  if (!shipment.ok) return shipment;
  return ok({
    events: [{ event: { kind: 'shipment-approved', body: { shipment: input.shipment } } }],
    value: {},
  });
};

export const packShipment: CommandHandler<'shipments.pack'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'pack', 'from');
  if (!shipment.ok) return shipment;
  const wrong = input.sscc === '' ? null : ssccRefusal(input.sscc);
  if (wrong !== null) return err(wrong);
  const body = {
    shipment: input.shipment,
    sscc: input.sscc === '' ? null : input.sscc,
    logger: input.logger === '' ? null : input.logger,
  };
  return ok({ events: [{ event: { kind: 'shipment-packed', body } }], value: {} });
};

export const dispatchShipment: CommandHandler<'shipments.dispatch'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'dispatch', 'from');
  if (!shipment.ok) return shipment;
  const kits = kitsOfShipment(context.db, shipment.value.id);
  const reserved = kits.filter(({ state }) => state === 'reserved');
  const stays =
    changedSincePick(shipment.value, kits) ?? leaveRefusal(context, shipment.value, reserved);
  if (stays !== null) return err(stays);
  const body = {
    shipment: input.shipment,
    carrier: input.carrier,
    tracking: input.tracking === '' ? null : input.tracking,
    kits: reserved.map(({ number }) => number),
  };
  return ok({ events: [{ event: { kind: 'shipment-dispatched', body } }], value: {} });
};

export const cancelShipment: CommandHandler<'shipments.cancel'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'cancel', 'from');
  if (!shipment.ok) return shipment;
  const kits = kitsOfShipment(context.db, shipment.value.id);
  const body = { shipment: input.shipment, ...freedStates(kits, shipment.value.fromKind) };
  return ok({
    events: [{ event: { kind: 'shipment-cancelled', body }, reason: input.reason }],
    value: {},
  });
};

export const loseShipment: CommandHandler<'shipments.lose'> = (context, input) => {
  const shipment = shipmentFor(context, input.shipment, 'lose', 'to');
  if (!shipment.ok) return shipment;
  const kits = kitsOfShipment(context.db, shipment.value.id)
    .filter(({ condition }) => condition === null)
    .map(({ number }) => number);
  return ok({
    events: [
      {
        event: { kind: 'shipment-lost', body: { shipment: input.shipment, kits } },
        reason: input.reason,
      },
    ],
    value: { missing: kits.length },
  });
};
