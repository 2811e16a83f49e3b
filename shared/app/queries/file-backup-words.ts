import type { FileBackupEventBodies } from '../../ledger/file-backup-events.ts';

type Words = {
  readonly [K in keyof FileBackupEventBodies]: {
    readonly name: string;
    readonly what: (body: FileBackupEventBodies[K]) => string;
    readonly detail?: (body: FileBackupEventBodies[K]) => string;
  };
};

/** Sentences for the backups of the study file. */
export const fileBackupWords: Words = {
  'backup-schedule-set': {
    name: 'Backup schedule',
    what: ({ schedule }) =>
      schedule === null
        ? 'Ended the scheduled backups of the study file'
        : `Set backups of the study file every ${schedule.everyHours} hours`,
    detail: ({ schedule }) =>
      schedule === null
        ? ''
        : `To ${schedule.place}; the latest ${schedule.keep.last} stay, and the last of ` +
          `${schedule.keep.daily} days, ${schedule.keep.weekly} weeks and ${schedule.keep.monthly} months`,
  },
  'backup-made': {
    name: 'Backup of the file',
    what: ({ backup, entries }) =>
      `Backed up the study file with ${entries} entries (${backup}); opened and checked`,
    detail: ({ place, file, missed, deletes }) =>
      [
        `${file} in ${place}`,
        ...(missed === 0 ? [] : [`${missed} missed before it`]),
        ...(deletes.length === 0 ? [] : [`deletes ${deletes.join(', ')} by the rule of retention`]),
      ].join('; '),
  },
  'backup-failed': {
    name: 'Backup failed',
    what: ({ place }) => `No backup could be made in ${place}`,
    detail: ({ message }) => message,
  },
};
