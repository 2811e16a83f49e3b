import { requiredText, wholeNumber } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { asSigner } from '../signer-access.ts';
import { storeOption } from '../store-access.ts';

async function deal(typed: Typed, io: Io): Promise<Ending> {
  const holders = requiredText(typed, 'to').split(',').filter(Boolean);
  const threshold = wholeNumber(typed, 'threshold', 2, 2);
  const reason = requiredText(typed, 'reason');
  return asSigner(typed, io, async (ask) =>
    endingOf(
      await ask('access.dealShares', { holders, threshold, reason }),
      () => `Dealt to ${holders.join(', ')}; each takes the own share with \`recovery take\`.`,
    ),
  );
}

export const command: Command = {
  options: {
    ...storeOption,
    to: { value: 'NAMES', description: 'holders, separated by commas; one share each' },
    threshold: { value: 'N', description: 'so many together give access again; 2 unless given' },
    reason: { value: 'TEXT', description: 'why; it goes into the trail' },
  },
  output: '{}: no share is printed; each holder takes the own one',
  examples: [
    'recovery deal --store ./study.cachet --user maren --to ada,maren,helen --reason "first shares"',
  ],
  run: deal,
};
