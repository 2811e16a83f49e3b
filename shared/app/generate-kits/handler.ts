import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { generateKitNumbers } from '../../engine/kit-numbers/generate.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countKits, isKitNumberTaken, lastSequence } from '../../store/queries/kit-facts.ts';
import { lotExpiry } from '../../store/queries/lot-facts.ts';
import { unknownPlace } from '../actor-place.ts';
import type { CommandHandler } from '../handlers.ts';
import { bySequence, kitBatches } from '../kit-batches.ts';
import { kitTypeLinesRefusal } from '../kit-type-lines.ts';
import { requireSealer } from '../require-sealer.ts';
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
  if (lotExpiry(context.db, input.lot) === undefined) return err(unknownLot(input.lot));
  const stopped = kitTypeLinesRefusal(definition, input.quantities);
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

const unknownLot = (lot: string): Refusal =>
  refusal(
    'lot-unknown',
    `Lot ${lot} is not registered.`,
    'Register the lot with its expiry date first.',
  );
