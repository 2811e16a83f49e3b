import { dateInWords } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { isExpired } from '../../domain/lot/do-not-days.ts';
import { localDay } from '../../domain/place/local-day.ts';
import { generateKitNumbers } from '../../engine/kit-numbers/generate.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import type { PlaceFacts } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countKits, isKitNumberTaken, lastSequence } from '../../store/queries/kit-facts.ts';
import { lotExpiry } from '../../store/queries/lot-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { bySequence, kitBatches } from '../kit-batches.ts';
import { kitTypeLinesRefusal } from '../kit-type-lines.ts';
import { requireSealer } from '../require-sealer.ts';
import { siteRefusal } from '../site-refusal.ts';
import { unbiasedDraw } from '../unbiased-draw.ts';
import { assignTypes } from './decide.ts';

/**
 * Draws numbers and an order of use, then shuffles the types over them: neither number nor sequence says
 * anything of a type.
 */
export const generateKits: CommandHandler<'kits.generate'> = (context, input) => {
  const { definition } = currentDefinition(context.db);
  const place = placeByCode(context.db, input.place);
  if (place === undefined) return err(unknownPlace(input.place));
  const stopped =
    closedSiteRefusal(place) ??
    lotRefusal(context, input.lot, place) ??
    kitTypeLinesRefusal(definition, input.quantities);
  if (stopped !== null) return err(stopped);
  const draw = unbiasedDraw(context.ports.random);
  const drawn = generateKitNumbers({
    count: input.quantities.reduce((sum, { count }) => sum + count, 0),
    format: definition.kitNumbers,
    isTaken: (number) => isKitNumberTaken(context.db, number),
    takenCount: countKits(context.db),
    firstSequence: lastSequence(context.db) + 1,
    draw,
  });
  if (!drawn.ok) return drawn;
  const { numbers, sequences } = drawn.value;
  const events = kitBatches(
    { sealer: requireSealer(context), random: context.ports.random },
    {
      lot: input.lot,
      place: place.code,
      state: place.kind === 'depot' ? 'at-depot' : 'at-site',
      order: bySequence(sequences),
      numbers,
      sequences,
      kitTypes: assignTypes(
        definition.kitTypes.map(({ id }) => id),
        input.quantities,
        draw,
      ),
    },
  );
  return ok({ events, value: { generated: numbers.length, ...endsOf(numbers) } });
};

function endsOf(numbers: readonly string[]): { readonly first: string; readonly last: string } {
  let [first, last] = [numbers[0] as string, numbers[0] as string];
  for (const number of numbers) {
    if (number < first) first = number;
    if (number > last) last = number;
  }
  return { first, last };
}

/** Kits may stand at a depot at any time, at a site while it is open. */
const closedSiteRefusal = (place: PlaceFacts): Refusal | null =>
  place.kind === 'site' ? siteRefusal(place, place.code) : null;

/** Why no kits can be made in a lot at a place today, or null. */
function lotRefusal(context: CommandContext, lot: string, place: PlaceFacts): Refusal | null {
  const expiry = lotExpiry(context.db, lot);
  if (expiry === undefined) {
    return refusal(
      'lot-unknown',
      `Lot ${lot} is not registered.`,
      'Register the lot with its expiry date first.',
    );
  }
  if (!isExpired(expiry, localDay(context.now.instant, place.zone))) return null;
  return refusal(
    'lot-expired',
    `Lot ${lot} expired on ${dateInWords(expiry)}.`,
    'Choose a lot that has not expired; kits of this one could not be dispensed.',
  );
}
