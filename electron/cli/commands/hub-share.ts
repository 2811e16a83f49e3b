import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { Command } from '../command.ts';
import { askSignedIn } from '../hub-access.ts';
import { storeOption } from '../store-access.ts';

export const command: Command = {
  options: storeOption,
  output:
    'hub, entries (of the study, all of which the hub has now). From here on every entry takes its place in the order that the hub keeps. Repeated, it goes on where it ended; at a hub that takes the place of a lost one, it makes the order there again.',
  examples: ['hub share --store ./study.cachet --user ada --json'],
  run: (typed, io) =>
    askSignedIn(typed, io, 'hub.share', {}, (value) => {
      const { hub, entries } = value as OutputOf<'hub.share'>;
      return `The study is shared by hub ${hub}: ${entries} entries.`;
    }),
};
