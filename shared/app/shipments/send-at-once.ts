import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { CommandHandler } from '../handlers.ts';
import { kitTypeLinesRefusal } from '../kit-type-lines.ts';
import type { Decided } from '../record.ts';
import { tieSource } from '../kit-pick/tie-source.ts';
import { pickLines } from './pick-lines.ts';
import { newShipmentCode, requestEvent, requestSecret } from './request.ts';
import type { RequestSecret } from './request.ts';
import { routeBetween } from './shipment-facts.ts';

/** The whole way of a shipment up to the carrier in one command, for who has no use for its steps. */
export const sendAtOnce: CommandHandler<'kits.send'> = (context, input) => {
  const { db, now } = context;
  const route = routeBetween(db, input);
  if (!route.ok) return route;
  const { definition } = currentDefinition(db);
  const wrong = kitTypeLinesRefusal(definition, input.quantities);
  if (wrong !== null) return err(wrong);
  const picked = pickLines(tieSource(context), {
    definition,
    ...route.value,
    lines: input.quantities,
    now,
  });
  if (!picked.ok) return picked;
  // In the order of the numbers: the order of the request would group kits of one type.
  const numbers = picked.value.flatMap(({ kits }) => kits.map(({ number }) => number)).sort();
  const secret = requestSecret(context.ports.random, input.quantities);
  const events = eventsOf(newShipmentCode(db), input, { numbers, secret });
  return ok({ events, value: { numbers } });
};

const eventsOf = (
  shipment: string,
  input: ParsedInputOf<'kits.send'>,
  {
    numbers: kits,
    secret,
  }: { readonly numbers: readonly string[]; readonly secret: RequestSecret },
): readonly Decided[] => [
  requestEvent({ shipment, from: input.from, to: input.to, count: kits.length, note: '' }, secret),
  { event: { kind: 'shipment-approved', body: { shipment } } },
  {
    event: {
      kind: 'shipment-picked',
      body: { shipment, kits, states: kits.map(() => 'reserved'), freed: [], freedStates: [] },
    },
  },
  { event: { kind: 'shipment-packed', body: { shipment, sscc: null, logger: null } } },
  {
    event: {
      kind: 'shipment-dispatched',
      body: { shipment, carrier: 'own transport', tracking: null, kits },
    },
  },
];
