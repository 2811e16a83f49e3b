import { backupStore } from '../../node/store-file/backup-store.ts';
import { pathFrom, requiredText } from '../arguments.ts';
import { done, refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { accessStore, userOption } from '../store-access.ts';

async function backup(typed: Typed, io: Io): Promise<Ending> {
  const access = await accessStore(typed, io, pathFrom(io, typed.positionals[0] as string));
  if (!access.ok) return refused(access.error);
  const target = pathFrom(io, requiredText(typed, 'out'));
  const made = backupStore(access.value.path, access.value.keys.dataKey, target);
  if (!made.ok) return refused(made.error);
  const { entries, head } = made.value;
  return done(
    made.value,
    `${target} holds ${entries} entries, ends with ${head}, and was opened and checked. Its key ring lies beside it.`,
  );
}

export const command: Command = {
  positionals: [{ name: 'PATH', description: 'the study file; nobody may have it open' }],
  options: {
    ...userOption,
    out: { value: 'FILE', description: 'the copy to make; it must not exist', makes: 'file' },
  },
  output: 'path; entries; head: hash of the last entry',
  examples: ['store backup ./demo.cachet --out ./demo-2026-11-21.cachet'],
  run: backup,
};
