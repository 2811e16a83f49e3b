import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText, requiredText } from '../arguments.ts';
import { UsageError } from '../command.ts';
import type { Command, Option, Typed } from '../command.ts';
import { askSignedIn } from '../hub-access.ts';
import { storeOption } from '../store-access.ts';

/** What is held, and for how long. */
export const holdingOptions: Readonly<Record<string, Option>> = {
  ...storeOption,
  place: { value: 'PLACE', description: 'a depot or site, or * for the whole study' },
  hours: { value: 'N', description: 'for how long, 1 to 720 hours; 12 when left out' },
};

export function hoursOf(typed: Typed): number {
  const text = optionalText(typed, 'hours') ?? '12';
  if (!/^\d{1,3}$/.test(text)) throw new UsageError('--hours is a number of hours');
  return Number(text);
}

export const command: Command = {
  options: holdingOptions,
  output:
    'place, token (rises with every change of the holder), until (UTC). Other consoles are refused (held-elsewhere) what writes for the place.',
  examples: ['hub hold --store ./study.cachet --user maren --place central --hours 24 --json'],
  run: (typed, io) => {
    const input = { place: requiredText(typed, 'place'), hours: hoursOf(typed) };
    return askSignedIn(typed, io, 'hub.hold', input, (value) => {
      const { place, until } = value as OutputOf<'hub.hold'>;
      return `This console holds ${place} until ${until}.`;
    });
  },
};
