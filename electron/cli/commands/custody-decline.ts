import type { Opening } from '../../../shared/contracts/custody.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { asSigner, openingInWords, openingOption, openingOutput } from '../signer-access.ts';
import { endingOf } from '../reply-ending.ts';
import { storeOption } from '../store-access.ts';

export const command: Command = {
  options: {
    ...storeOption,
    ...openingOption,
    reason: { value: 'TEXT', description: 'why; it stands in the register' },
  },
  output: `${openingOutput}. Who asked may take the own request back`,
  examples: [
    'custody decline --store ./study.cachet --user lena --opening CU-0001 --reason "Not needed any more" --json',
  ],
  run: (typed, io) =>
    asSigner(typed, io, async (ask) => {
      const opening = requiredText(typed, 'opening');
      const reply = await ask('custody.decline', {
        opening,
        reason: requiredText(typed, 'reason'),
      });
      return endingOf(reply, (value) => openingInWords(value as Opening));
    }),
};
