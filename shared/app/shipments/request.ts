import type { Json } from '../../base/canonical-json.ts';
import { toHex } from '../../base/hex.ts';
import { err, ok } from '../../base/result.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { nextShipmentNumber } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { foreignPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { kitTypeLinesRefusal } from '../kit-type-lines.ts';
import type { KitTypeLine } from '../kit-type-lines.ts';
import { byNumber, namedKits } from '../named-kits.ts';
import type { RandomSource } from '../ports.ts';
import type { Decided } from '../record.ts';
import { routeBetween } from './shipment-facts.ts';
import { travellingStates } from './travelling-states.ts';

/** `SH-00042` */
export const shipmentCode = (number: number): string => `SH-${String(number).padStart(5, '0')}`;

/** The next code of the study. */
export const newShipmentCode = (db: SqlDatabase): string => shipmentCode(nextShipmentNumber(db));

interface Request {
  readonly shipment: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly note: string;
}

/** What only an unblinded person may see of a request. */
export interface RequestSecret {
  readonly lines: readonly KitTypeLine[];
  /** Key, in hexadecimal, of the draws among kits that expire alike: every look at the pick list shows the same kits. */
  readonly ties: string;
}

/** The secret of a new request for kits of some types. */
export const requestSecret = (
  random: RandomSource,
  lines: readonly KitTypeLine[],
): RequestSecret => ({ lines, ties: toHex(random.bytes(32)) });

/** The request as an event; the types asked for are sealed, the number of kits is not. */
export const requestEvent = (request: Request, secret?: RequestSecret): Decided => ({
  event: { kind: 'shipment-requested', body: { ...request } },
  ...(secret === undefined ? {} : { secret: secret as unknown as Json }),
});

export const requestShipment: CommandHandler<'shipments.request'> = (context, input) => {
  const route = routeBetween(context.db, input);
  if (!route.ok) return route;
  const wrong = kitTypeLinesRefusal(currentDefinition(context.db).definition, input.lines);
  if (wrong !== null) return err(wrong);
  const shipment = newShipmentCode(context.db);
  const count = input.lines.reduce((sum, line) => sum + line.count, 0);
  const { from, to, note } = input;
  return ok({
    events: [
      requestEvent(
        { shipment, from, to, count, note },
        requestSecret(context.ports.random, input.lines),
      ),
    ],
    value: { shipment },
  });
};

/**
 * Announces and picks named kits in one step: who sends them has them in hand. Usable ones are reserved;
 * used, damaged and quarantined ones travel in their state.
 */
export const requestReturn: CommandHandler<'shipments.requestReturn'> = (context, input) => {
  const route = routeBetween(context.db, input);
  if (!route.ok) return route;
  const foreign = foreignPlace(context.actor, input.from);
  if (foreign !== null) return err(foreign);
  const named = namedKits(context.db, input.numbers);
  if (!named.ok) return named;
  const kits = byNumber(named.value);
  const travelling = travellingStates(context.db, kits, { from: input.from, shipment: null });
  if (!travelling.ok) return travelling;
  const shipment = newShipmentCode(context.db);
  const { from, to, note } = input;
  const picked = {
    shipment,
    kits: kits.map(({ number }) => number),
    states: travelling.value,
    freed: [],
    freedStates: [],
  };
  return ok({
    events: [
      requestEvent({ shipment, from, to, count: kits.length, note }),
      { event: { kind: 'shipment-approved', body: { shipment } } },
      { event: { kind: 'shipment-picked', body: picked } },
    ],
    value: { shipment },
  });
};
