import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText, pathFrom } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function make(typed: Typed, io: Io): Promise<Ending> {
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const to = optionalText(typed, 'to');
    const scheduled = typed.switches.has('if-due');
    const input = { scheduled, ...(to === undefined ? {} : { place: pathFrom(io, to) }) };
    const made = await core.dispatch({ name: 'backups.make', input });
    return endingOf(made, (value) => inWords(value as OutputOf<'backups.make'>));
  } finally {
    core.close();
  }
}

const inWords = ({ code, path, entries, deleted }: OutputOf<'backups.make'>): string =>
  [
    `${code}  ${path} holds ${entries} entries, was opened again and verified.`,
    ...(deleted.length === 0 ? [] : [`Deleted by the rule of retention: ${deleted.join(', ')}`]),
  ].join('\n');

export const command: Command = {
  options: {
    ...storeOption,
    to: { value: 'FOLDER', description: 'instead of the folder of the schedule' },
    'if-due': { description: 'only when the schedule says that one is due' },
  },
  output: 'code; path; entries: held by the backup; deleted: codes of older backups that went',
  examples: [
    'backup make --store ./study.cachet --user ada',
    'backup make --store ./study.cachet --user ada --if-due --json',
  ],
  run: make,
};
