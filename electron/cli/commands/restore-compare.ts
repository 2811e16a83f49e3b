import type { BackupComparison } from '../../../shared/contracts/backups.ts';
import { refused } from '../command.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { presentStore, restoreInput, restoreOptions, returningWords } from '../restore-input.ts';
import { coreOf } from '../store-access.ts';

async function compare(typed: Typed, io: Io): Promise<Ending> {
  const input = await restoreInput(typed, io);
  if (!input.ok) return refused(input.error);
  const core = coreOf(io, presentStore(typed, io));
  try {
    const found = await core.dispatch({ name: 'backups.compare', input: input.value });
    return endingOf(found, (value) => inWords(value as BackupComparison));
  } finally {
    core.close();
  }
}

const inWords = (found: BackupComparison): string =>
  [
    `The backup holds ${found.backup.entries} entries until ${found.backup.lastAt}.`,
    found.present === null
      ? `The present file: ${found.presentProblem ?? 'none is named (--store)'}`
      : `The present file holds ${found.present.entries} until ${found.present.lastAt}; ${found.common} are common.`,
    ...(found.present === null || found.presentProblem === null
      ? []
      : [`It may not be the newest: ${found.presentProblem}`]),
    ...(found.needsSecondSigner ? ['A second person signs the restore as well (--second).'] : []),
    ...found.backup.checks.map(
      ({ check, passed, detail }) => `${passed ? 'holds ' : 'FAILED'}  ${check}: ${detail}`,
    ),
    `Checkpoint of this machine: ${found.anchor.verdict}`,
    ...found.witnessed.map(({ entries, verdict }) => `Checkpoint at entry ${entries}: ${verdict}`),
    `Would be lost: ${Math.max(found.lost.entries, found.missing)} entries`,
    ...found.lost.byKind.map(
      ({ words, entries, lastAt }) => `  ${entries}  ${words}  (last ${lastAt})`,
    ),
    ...returningWords(found.returning),
    `It would become ${found.target}`,
  ].join('\n');

export const command: Command = {
  positionals: [{ name: 'BACKUP', description: 'the backup, its .keys file beside it' }],
  options: restoreOptions,
  output:
    'backup { path, entries, head, lastAt, schema, code, ok, checks }, present (null: unreadable, with presentProblem), needsSecondSigner, common, parted, gained, lost { entries, firstAt, lastAt, byKind, latest }, anchor { verdict, entries }, witnessed, missing, returning [{ user, printedName, role, now }], target. Changes nothing.',
  examples: ['restore compare /mnt/backups/study-20261121-080000Z.cachet --store ./study.cachet'],
  run: compare,
};
