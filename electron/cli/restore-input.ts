import { ringOf } from '../node/ring-in-force.ts';
import type { BackupComparison } from '../../shared/contracts/backups.ts';
import { optionalText, pathFrom } from './arguments.ts';
import type { Io, Option, Typed } from './command.ts';
import { UsageError } from './command.ts';
import { credentials, userOption } from './store-access.ts';
import { ok } from '../../shared/base/result.ts';

/** Options of whatever opens a backup. */
export const restoreOptions: Readonly<Record<string, Option>> = {
  ...userOption,
  store: { value: 'PATH', description: 'the present study file, even when it is damaged' },
  checkpoint: {
    value: 'ENTRIES:HASH',
    description: 'a checkpoint kept elsewhere, as `store verify` prints it; may repeat',
    repeats: true,
  },
};

/** What opens a backup: who, with the passphrase from the environment or a prompt, and checkpoints kept elsewhere. */
export async function restoreInput(typed: Typed, io: Io) {
  const backup = pathFrom(io, typed.positionals[0] as string);
  const ring = ringOf(backup);
  if (!ring.ok) return ring;
  const person = await credentials(typed, io, ring.value);
  return ok({ backup, ...person, witnessed: checkpoints(typed) });
}

/** Whose access a backup gives back. */
export const returningWords = (returning: BackupComparison['returning']): readonly string[] =>
  returning.map(
    ({ user, role, now }) =>
      `Access that comes back: ${user} as ${role} (${now === null ? 'ended' : `now ${now}`}); end or change it again.`,
  );

/** What to do where nobody could look into the present file. */
export const presentUnreadWords =
  'No present file of the study could be read for sure: access that ended since the backup may have come back. Look through the people of the study.';

export const presentStore = (typed: Typed, io: Io): string | undefined => {
  const store = optionalText(typed, 'store');
  return store === undefined ? undefined : pathFrom(io, store);
};

function checkpoints(typed: Typed): { readonly entries: number; readonly head: string }[] {
  return (typed.options['checkpoint'] ?? []).map((text) => {
    const [, entries, head] = /^(\d{1,9}):([0-9a-f]{64})$/.exec(text) ?? [];
    if (entries === undefined || head === undefined) {
      throw new UsageError(
        `--checkpoint takes ENTRIES:HASH with 64 hexadecimal digits, not "${text}"`,
      );
    }
    return { entries: Number(entries), head };
  });
}
