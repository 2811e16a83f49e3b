import { backupDue } from '../../../domain/file-backup/schedule.ts';
import { backupFailure, lastBackup, scheduleInForce } from '../../../store/queries/file-backups.ts';
import { plural } from './task.ts';
import type { TaskSource } from './task.ts';

const target = { screen: 'study', id: 'backups' };

/** Backups of the file that failed or were missed. */
export const fileBackupTasks: TaskSource = {
  roles: ['administrator', 'unblinded-pharmacist', 'qa'],
  find({ db, now }) {
    const schedule = scheduleInForce(db);
    if (schedule === null) return [];
    const failure = backupFailure(db);
    if (failure !== null) {
      const title = 'Backups of the study file fail';
      return [{ kind: 'trail', urgency: 'now', title, detail: failure.message, target }];
    }
    const lastAt = lastBackup(db)?.madeAt ?? null;
    const { missed } = backupDue(schedule.everyHours, { ...schedule, lastAt }, now.instant);
    // One that has only just come due is made within the minute.
    if (missed < 2) return [];
    const title = `${plural(missed, 'backup')} of the study file were missed`;
    const since = lastAt === null ? 'None was ever made' : `The last is of ${lastAt.slice(0, 10)}`;
    const detail = `${since}; the next one is made as soon as somebody with the right is signed in.`;
    return [{ kind: 'trail', urgency: 'now', title, detail, target }];
  },
};
