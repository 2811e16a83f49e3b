import type { BackupsStatus } from '../../../shared/contracts/backups.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { signedInCore, storeOption } from '../store-access.ts';

async function status(typed: Typed, io: Io): Promise<Ending> {
  const { core, reply } = await signedInCore(typed, io);
  try {
    if (reply.kind !== 'ok') return endingOf(reply, () => '');
    const found = await core.dispatch({ name: 'backups.status', input: {} });
    return endingOf(found, (value) => inWords(value as BackupsStatus));
  } finally {
    core.close();
  }
}

const inWords = ({ schedule, nextAt, missed, failure, backups }: BackupsStatus): string =>
  [
    schedule === null
      ? 'Nobody has set a schedule for backups.'
      : `Every ${schedule.everyHours} hours to ${schedule.place}; next at ${nextAt}; missed: ${missed}`,
    ...(failure === null ? [] : [`FAILS since ${failure.at}: ${failure.message}`]),
    ...backups.map(
      ({ code, madeAt, entries, state, file, keptAs }) =>
        `${code}  ${madeAt}  ${state.padEnd(7)}  ${entries} entries  ${file}  ${keptAs.join(' ')}`,
    ),
  ].join('\n');

export const command: Command = {
  options: storeOption,
  output:
    'schedule (null: none), placeIsThere, nextAt, isDue, missed, failure (null: none), backups: [{ code, file, place, entries, scheduled, missed, madeBy, madeAt, state, deletedAt, keptAs }], newest first',
  examples: ['backup status --store ./study.cachet --user ada --json'],
  run: status,
};
