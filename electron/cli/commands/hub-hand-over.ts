import { optionalText, requiredText } from '../arguments.ts';
import type { Command } from '../command.ts';
import { askSignedIn } from '../hub-access.ts';
import { holdingOptions, hoursOf } from './hub-hold.ts';

export const command: Command = {
  options: {
    ...holdingOptions,
    to: { value: 'ID', description: 'the console that goes on; left out, every console may write' },
  },
  output: 'place, to. The hand-over is signed by this machine and stands in the trail.',
  examples: [
    'hub hand-over --store ./study.cachet --user maren --place central --to 0123456789abcdef',
  ],
  run: (typed, io) => {
    const place = requiredText(typed, 'place');
    const to = optionalText(typed, 'to') ?? null;
    const input = { place, to, hours: hoursOf(typed) };
    return askSignedIn(typed, io, 'hub.handOver', input, () =>
      to === null ? `Every console may write for ${place}.` : `${to} holds ${place} now.`,
    );
  },
};
