import { pathFrom, requiredText, wholeNumber } from '../arguments.ts';
import type { Command, Ending, Io, Typed } from '../command.ts';
import { endingOf } from '../reply-ending.ts';
import { asSigner } from '../signer-access.ts';
import { storeOption } from '../store-access.ts';

async function schedule(typed: Typed, io: Io): Promise<Ending> {
  const input = { schedule: scheduleOf(typed, io), reason: requiredText(typed, 'reason') };
  return asSigner(typed, io, async (ask) =>
    endingOf(await ask('backups.setSchedule', input), () =>
      input.schedule === null
        ? 'No backups are made by themselves any more.'
        : `A backup every ${input.schedule.everyHours} hours in ${input.schedule.place}.`,
    ),
  );
}

function scheduleOf(typed: Typed, io: Io) {
  if (typed.switches.has('none')) return null;
  return {
    place: pathFrom(io, requiredText(typed, 'to')),
    everyHours: wholeNumber(typed, 'every', 1, 24),
    keep: {
      last: wholeNumber(typed, 'keep-last', 1, 7),
      daily: wholeNumber(typed, 'keep-daily', 0, 14),
      weekly: wholeNumber(typed, 'keep-weekly', 0, 8),
      monthly: wholeNumber(typed, 'keep-monthly', 0, 12),
    },
  };
}

export const command: Command = {
  options: {
    ...storeOption,
    to: { value: 'FOLDER', description: 'where backups go; it must be there' },
    every: { value: 'HOURS', description: 'while the console is open; 24 unless given' },
    'keep-last': { value: 'N', description: 'the latest stay; 7 unless given' },
    'keep-daily': { value: 'N', description: 'the last of so many days; 14 unless given' },
    'keep-weekly': { value: 'N', description: 'the last of so many weeks; 8 unless given' },
    'keep-monthly': { value: 'N', description: 'the last of so many months; 12 unless given' },
    none: { description: 'make no more backups by themselves' },
    reason: { value: 'TEXT', description: 'why; it goes into the trail' },
  },
  output: '{}',
  examples: [
    'backup schedule --store ./study.cachet --user ada --to /mnt/backups --every 12 --reason "agreed with QA"',
    'backup schedule --store ./study.cachet --user ada --none --reason "the study is closed"',
  ],
  run: schedule,
};
