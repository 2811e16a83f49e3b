import type { BackupSchedule } from '../domain/file-backup/schedule.ts';

/** What becomes of backups of the study file. */
export interface FileBackupEventBodies {
  /** Null: no backups are made by themselves any more. */
  'backup-schedule-set': { readonly schedule: BackupSchedule | null };
  /** A copy was written, opened again and held against the study; only then it is entered. */
  'backup-made': {
    readonly backup: string;
    readonly place: string;
    readonly file: string;
    /** Entries that it holds, and the hash of the last. */
    readonly entries: number;
    readonly head: string;
    readonly scheduled: boolean;
    /** Times of the schedule that had passed without a backup before it. */
    readonly missed: number;
    /** Older backups that are deleted by the rule of retention. */
    readonly deletes: readonly string[];
  };
  /** The first failure of its kind since the last backup. */
  'backup-failed': { readonly place: string; readonly rule: string; readonly message: string };
}
