import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { nextShipmentState } from '../../domain/shipment/shipment-state.ts';
import type { ShipmentAction } from '../../domain/shipment/shipment-state.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { shipmentByCode } from '../../store/queries/shipment-rows.ts';
import type { ShipmentRecord } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { CommandContext, QueryContext } from '../handlers.ts';

const unknownShipment = (code: string): Refusal =>
  refusal('shipment-unknown', `There is no shipment ${code} here.`, 'Check the number.');

/** A shipment that the person may see: those of a site see shipments to and from their sites. */
export function visibleShipment(
  { db, actor }: Pick<QueryContext, 'db' | 'actor'>,
  code: string,
): Result<ShipmentRecord, Refusal> {
  const shipment = shipmentByCode(db, code);
  if (shipment === undefined) return err(unknownShipment(code));
  const isVisible =
    actor.sites.length === 0 ||
    actor.sites.includes(shipment.fromCode) ||
    actor.sites.includes(shipment.toCode);
  return isVisible ? ok(shipment) : err(unknownShipment(code));
}

/** A shipment on which an action is legal now, for somebody of the end at which it happens. */
export function shipmentFor(
  context: CommandContext,
  code: string,
  action: ShipmentAction,
  end: 'from' | 'to',
): Result<ShipmentRecord, Refusal> {
  const found = visibleShipment(context, code);
  if (!found.ok) return found;
  const place = end === 'from' ? found.value.fromCode : found.value.toCode;
  const foreign = foreignPlace(context.actor, place);
  if (foreign !== null) return err(foreign);
  const next = nextShipmentState(found.value.status, action);
  return next.ok ? found : next;
}

export interface Route {
  readonly from: PlaceFacts;
  readonly to: PlaceFacts;
}

/** Both ends of a shipment, or why nothing goes between them. */
export function routeBetween(
  db: SqlDatabase,
  given: { readonly from: string; readonly to: string },
): Result<Route, Refusal> {
  const from = placeByCode(db, given.from);
  const to = placeByCode(db, given.to);
  if (from === undefined) return err(unknownPlace(given.from));
  if (to === undefined) return err(unknownPlace(given.to));
  if (from.id === to.id) {
    return err(
      refusal('send-elsewhere', `${from.name} is both ends.`, 'Choose another destination.'),
    );
  }
  if (to.kind === 'site' && to.status === 'closed') {
    return err(
      refusal(
        'site-closed',
        `Site ${to.name} (${to.code}) is closed.`,
        'Open the site first, or choose another destination.',
      ),
    );
  }
  return ok({ from, to });
}
