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

/** Clocks are set back by a little now and then; that alone makes no backup due. */
const tolerableMs = 10 * 60_000;

/**
 * Counts from the last backup; a new schedule begins with a backup at once. A clock that was ahead for a while must
 * not stop backups until its time has come: after one that is dated later than now the next is due at once.
 */
export function backupDue(
  everyHours: number,
  { setAt, lastAt }: { readonly setAt: Instant; readonly lastAt: Instant | null },
  now: Instant,
): BackupDue {
  if (lastAt === null) return { nextAt: setAt < now ? setAt : now, isDue: true, missed: 1 };
  const elapsed = epochMsOf(now) - epochMsOf(lastAt);
  if (elapsed < -tolerableMs) return { nextAt: now, isDue: true, missed: 1 };
  const missed = Math.max(0, Math.floor(elapsed / (everyHours * hourMs)));
  return {
    nextAt: addMilliseconds(lastAt, everyHours * hourMs),
    isDue: missed > 0,
    missed,
  };
}
