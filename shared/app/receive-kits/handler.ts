import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
import { openShipmentOf, shipmentByCode } from '../../store/queries/shipment-rows.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Decided } from '../record.ts';
import { acceptedEvent } from '../shipments/accepted-event.ts';
import { decideReceipt } from './decide.ts';

/** Kits arrive at a depot or site: all of them, or none is recorded. */
export const receiveKits: CommandHandler<'kits.receive'> = (context, input) => {
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const foreign = foreignPlace(context.actor, place.code);
  if (foreign !== null) return err(foreign);
  const kits = namedKits(context.db, input.numbers);
  if (!kits.ok) return kits;
  const received = decideReceipt(kits.value, place);
  if (!received.ok) return err({ ...received.error, because: firstOf(received.error.because) });
  const watched = loggerRefusal(context.db, received.value);
  if (watched !== null) return err(watched);
  const events = arrivals(context.db, place.code, received.value, input.note);
  return ok({ events, value: { received: received.value.length } });
};

/** A shipment with a logger is received where somebody says what the logger shows: kits may have to wait for it. */
function loggerRefusal(db: SqlDatabase, numbers: readonly string[]): Refusal | null {
  const problems = numbers.flatMap((number) => {
    const code = openShipmentOf(db, number);
    const logger = code === undefined ? null : (shipmentByCode(db, code)?.logger ?? null);
    return logger === null ? [] : [`${number}: travels in ${code} with logger ${logger}.`];
  });
  if (problems.length === 0) return null;
  return refusal(
    'logger-unread',
    `${problems.length} of ${numbers.length} kits came with a temperature logger; nothing was recorded.`,
    'Receive their shipment on the Shipments screen and say there what its logger shows.',
    firstOf(problems),
  );
}

/** Kits from production are received as such; kits in transit end their part of the shipment that they came in. */
function arrivals(
  db: SqlDatabase,
  place: string,
  numbers: readonly string[],
  note: string,
): readonly Decided[] {
  const byShipment = new Map<string, string[]>();
  const direct: string[] = [];
  for (const number of numbers) {
    const shipment = openShipmentOf(db, number);
    if (shipment === undefined) direct.push(number);
    else byShipment.set(shipment, [...(byShipment.get(shipment) ?? []), number]);
  }
  return [
    ...(direct.length === 0
      ? []
      : [{ event: { kind: 'kits-received' as const, body: { place, kits: direct, note } } }]),
    ...[...byShipment].map(([shipment, kits]) => acceptedEvent(db, shipment, kits, note)),
  ];
}
