import type { Instant } from '../../base/instant.ts';
import type { BackupSchedule } from '../../domain/file-backup/schedule.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** The schedule in force and who set it. */
export interface ScheduleInForce extends BackupSchedule {
  readonly setAt: Instant;
  readonly offsetMinutes: number;
  readonly setBy: string;
}

/** A backup as the trail knows it. */
export interface BackupRow {
  readonly code: string;
  readonly place: string;
  readonly file: string;
  readonly entries: number;
  readonly head: string;
  readonly scheduled: boolean;
  readonly missed: number;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly offsetMinutes: number;
  readonly deletedAt: Instant | null;
}

/** The failure since which no backup was made. */
export interface BackupFailure {
  readonly place: string;
  readonly rule: string;
  readonly message: string;
  readonly at: Instant;
  readonly offsetMinutes: number;
}

export function scheduleInForce(db: SqlDatabase): ScheduleInForce | null {
  const row = db
    .prepare(
      `SELECT schedule, set_at AS setAt, offset_minutes AS offsetMinutes, printed_name AS setBy
       FROM backup_schedule`,
    )
    .get<{ schedule: string; setAt: Instant; offsetMinutes: number; setBy: string }>();
  if (row === undefined) return null;
  const { schedule, ...set } = row;
  return { ...(JSON.parse(schedule) as BackupSchedule), ...set };
}

/** Newest first. */
export const fileBackups = (db: SqlDatabase): readonly BackupRow[] =>
  db
    .prepare(
      `SELECT code, place, file, entries, head, scheduled, missed, printed_name AS madeBy,
         made_at AS madeAt, offset_minutes AS offsetMinutes, deleted_at AS deletedAt
       FROM file_backup ORDER BY id DESC`,
    )
    .all<Omit<BackupRow, 'scheduled'> & { scheduled: number }>()
    .map((row) => ({ ...row, scheduled: row.scheduled === 1 }));

export const lastBackup = (db: SqlDatabase): BackupRow | null => fileBackups(db)[0] ?? null;

export const backupFailure = (db: SqlDatabase): BackupFailure | null =>
  db
    .prepare('SELECT place, rule, message, at, offset_minutes AS offsetMinutes FROM backup_failure')
    .get<BackupFailure>() ?? null;
