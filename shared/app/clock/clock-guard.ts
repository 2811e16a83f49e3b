import type { Instant } from '../../base/instant.ts';
import { epochMsOf } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { latestTime } from '../../store/queries/latest-time.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Moment } from '../ports.ts';

/** Clocks are set by the network now and then; a step back of this length changes no day that decides something. */
const tolerableMs = 10 * 60_000;

export const isClockBehind = (now: Moment, latest: Instant | undefined): boolean =>
  latest !== undefined && epochMsOf(now.instant) + tolerableMs < epochMsOf(latest);

/** A code break waits for nothing; its entry stands after the later ones, so the clock shows. */
const unguarded: readonly string[] = ['study.confirmClock', 'codeBreak.open'];

/**
 * Expiry and every last day follow from the clock, so nothing is recorded by a clock that was set back: the refusal
 * `clock-set-back`. A site on backup records the jump instead, because a subject is waiting there.
 */
export function clockRefusal(db: SqlDatabase, now: Moment, procedure: string): Refusal | null {
  if (procedure.startsWith('site.') || unguarded.includes(procedure)) return null;
  const latest = latestTime(db);
  if (!isClockBehind(now, latest)) return null;
  return refusal(
    'clock-set-back',
    `This computer says that it is ${now.instant}, but the trail has an entry of ${latest}. Nothing was recorded.`,
    'Set the clock right and repeat. If it is right, an administrator, a pharmacist or QA confirms it on the Study screen, under About.',
    ['Expiry and the last days to ship, count and dispense follow from the clock.'],
  );
}

/** What changes access, keys and files with an entry of its own, outside the commands. */
const guardedLifecycle: readonly string[] = [
  'access.addUser',
  'access.changeRole',
  'access.grantUnblinding',
  'access.deactivateUser',
  'access.dealShares',
  'backups.setSchedule',
  'backups.make',
  'codeBreak.makeReady',
  'evidence.make',
  'hub.share',
  'hub.admit',
  'hub.hold',
  'hub.handOver',
];

/** As for commands. Signing in and one's own passphrase wait for no clock: somebody must come in to vouch for it. */
export const lifecycleClockRefusal = (
  db: SqlDatabase,
  now: Moment,
  procedure: string,
): Refusal | null =>
  guardedLifecycle.includes(procedure) ? clockRefusal(db, now, procedure) : null;
