import { addMilliseconds, epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { KeepRule } from './retention.ts';

/** When and where the study file is backed up while the console is open, and which backups stay. */
export interface BackupSchedule {
  /** A folder. */
  readonly place: string;
  readonly everyHours: number;
  readonly keep: KeepRule;
}

/** Where a schedule stands. */
export interface BackupDue {
  readonly nextAt: Instant;
  readonly isDue: boolean;
  /** Times that passed without a backup, the one that is due now included. */
  readonly missed: number;
}

const hourMs = 3_600_000;

/** Counts from the last backup; a new schedule begins with a backup at once. */
export function backupDue(
  everyHours: number,
  { setAt, lastAt }: { readonly setAt: Instant; readonly lastAt: Instant | null },
  now: Instant,
): BackupDue {
  if (lastAt === null) return { nextAt: setAt, isDue: now >= setAt, missed: now >= setAt ? 1 : 0 };
  const elapsed = epochMsOf(now) - epochMsOf(lastAt);
  const missed = Math.max(0, Math.floor(elapsed / (everyHours * hourMs)));
  return {
    nextAt: addMilliseconds(lastAt, everyHours * hourMs),
    isDue: missed > 0,
    missed,
  };
}
