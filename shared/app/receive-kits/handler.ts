import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { firstOf, namedKits } from '../named-kits.ts';
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
  const body = { place: place.code, kits: received.value, note: input.note };
  return ok({
    events: [{ event: { kind: 'kits-received', body } }],
    value: { received: received.value.length },
  });
};
