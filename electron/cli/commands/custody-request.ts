import type { Opening } from '../../../shared/contracts/custody.ts';
import { custodyParts, custodyUses } from '../../../shared/domain/custody/opening.ts';
import { optionalText, requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { asSigner, openingInWords, openingOutput } from '../signer-access.ts';
import { endingOf } from '../reply-ending.ts';
import { storeOption } from '../store-access.ts';

export const command: Command = {
  options: {
    ...storeOption,
    part: { value: 'PART', description: `what: ${custodyParts.join(', ')}` },
    use: { value: 'USE', description: `what for: ${custodyUses.join(', ')}; export by default` },
    list: { value: 'ID', description: 'the list; not for the map of kits' },
    reason: { value: 'TEXT', description: 'why; it stands in the register' },
  },
  output: openingOutput,
  examples: [
    'custody request --store ./study.cachet --user maren --part kit-map --reason "Labels are packed again" --json',
    'custody request --store ./study.cachet --user tomas --part list --use view --list MAIN --reason "A question of the board"',
  ],
  run: (typed, io) =>
    asSigner(typed, io, async (ask) => {
      const list = optionalText(typed, 'list');
      const reply = await ask('custody.request', {
        part: requiredText(typed, 'part'),
        use: optionalText(typed, 'use') ?? 'export',
        reason: requiredText(typed, 'reason'),
        ...(list === undefined ? {} : { list }),
      });
      return endingOf(reply, (value) => openingInWords(value as Opening));
    }),
};
