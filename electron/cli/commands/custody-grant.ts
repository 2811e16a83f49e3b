import type { Opening } from '../../../shared/contracts/custody.ts';
import { requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { asSigner, openingInWords, openingOption, openingOutput } from '../signer-access.ts';
import { endingOf } from '../reply-ending.ts';
import { storeOption } from '../store-access.ts';

export const command: Command = {
  options: { ...storeOption, ...openingOption },
  output: `${openingOutput}. Granted by somebody else than who asked`,
  examples: ['custody grant --store ./study.cachet --user lena --opening CU-0001 --json'],
  run: (typed, io) =>
    asSigner(typed, io, async (ask) => {
      const reply = await ask('custody.grant', { opening: requiredText(typed, 'opening') });
      return endingOf(reply, (value) => openingInWords(value as Opening));
    }),
};
