import { contracts } from '../../../shared/contracts/index.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { optionalText, pathFrom, requiredText } from '../arguments.ts';
import { refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { secondPassphraseFor } from '../passphrases.ts';
import { endingOf } from '../reply-ending.ts';
import {
  presentStore,
  presentUnreadWords,
  restoreInput,
  restoreOptions,
  returningWords,
} from '../restore-input.ts';
import { coreOf } from '../store-access.ts';

async function restore(typed: Typed, io: Io): Promise<Ending> {
  const input = await restoreInput(typed, io);
  if (!input.ok) return refused(input.error);
  const { backup, witnessed, ...person } = input.value;
  const out = optionalText(typed, 'out');
  const reason = requiredText(typed, 'reason');
  const meaning = contracts['backups.restore'].signatures?.meaning ?? '';
  const second = await secondSignature(typed, io, meaning);
  const core = coreOf(io, presentStore(typed, io));
  try {
    const restored = await core.dispatch({
      name: 'backups.restore',
      input: {
        backup,
        witnessed,
        signature: { ...person, meaning },
        ...second,
        reason,
        acceptsLoss: typed.switches.has('accept-loss'),
        ...(out === undefined ? {} : { target: pathFrom(io, out) }),
      },
    });
    return endingOf(restored, (value) => inWords(value as OutputOf<'backups.restore'>));
  } finally {
    core.close();
  }
}

async function secondSignature(typed: Typed, io: Io, meaning: string) {
  const user = optionalText(typed, 'second');
  if (user === undefined) return {};
  return { second: { user, passphrase: await secondPassphraseFor(io, user), meaning } };
}

const inWords = ({
  path,
  entries,
  missing,
  epoch,
  kept,
  returning,
  presentUnread,
}: OutputOf<'backups.restore'>): string =>
  [
    `${path} holds ${entries} entries and continues in epoch ${epoch}; ${missing} entries are missing.` +
      (kept === null ? '' : ` ${kept} was not touched.`),
    ...returningWords(returning),
    ...(presentUnread ? [presentUnreadWords] : []),
  ].join('\n');

export const command: Command = {
  positionals: [{ name: 'BACKUP', description: 'the backup, its .keys file beside it' }],
  options: {
    ...restoreOptions,
    out: {
      value: 'PATH',
      description: 'the new study file; beside the present one, or the backup, unless given',
    },
    second: {
      value: 'NAME',
      description:
        'who signs as well where no present file can be read for sure; the passphrase comes from CACHET_SECOND_PASSPHRASE or a prompt',
    },
    reason: { value: 'TEXT', description: 'why; it goes into the trail' },
    'accept-loss': {
      description: 'go on although entries are lost that this machine or the present file has',
    },
  },
  output:
    'path; entries: held by the backup; missing: lost with it; epoch: the new one; kept: the present file, untouched; returning [{ user, printedName, role, now }]: whose access must be ended or changed again',
  examples: [
    'restore /mnt/backups/study-20261121-080000Z.cachet --store ./study.cachet --user ada --reason "the disk failed"',
  ],
  run: restore,
};
