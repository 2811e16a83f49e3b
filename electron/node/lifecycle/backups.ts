import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { FileBackup } from '../../../shared/contracts/backups.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import { keptBackups } from '../../../shared/domain/file-backup/retention.ts';
import type { KeepRule } from '../../../shared/domain/file-backup/retention.ts';
import { backupDue } from '../../../shared/domain/file-backup/schedule.ts';
import type { BackupDue } from '../../../shared/domain/file-backup/schedule.ts';
import {
  backupFailure,
  fileBackups,
  lastBackup,
  scheduleInForce,
} from '../../../shared/store/queries/file-backups.ts';
import type { FileBackupEventBodies } from '../../../shared/ledger/file-backup-events.ts';
import type { BackupRow, ScheduleInForce } from '../../../shared/store/queries/file-backups.ts';
import type { OpenDatabase } from '../open-database.ts';
import { backupOpenStore, isTaken } from '../store-file/backup-store.ts';
import type { BackupDone } from '../store-file/backup-store.ts';
import {
  choosePlace,
  isPlaceThere,
  placeFault,
  placeMissing,
  removeLeftovers,
} from './backup-place.ts';
import type { CoreState, Work } from './core-state.ts';
import { deleteBackup } from './delete-backup.ts';
import { findBackup } from './found-backup.ts';
import { recordInOrder, signedWith } from './record-one.ts';

/** After a scheduled backup failed, this passes before it is tried again. */
const retryMs = 15 * 60_000;

function workOf(state: CoreState): { readonly work: Work; readonly path: string } {
  const { work, storePath } = state;
  if (work === null || storePath === null) throw new Error('nobody is signed in');
  return { work, path: storePath };
}

const pathOf = ({ place, file }: Pick<BackupRow, 'place' | 'file'>): string => join(place, file);

/** What became of a backup: a name says nothing of what lies under it. */
function stateOf({ opened, keys }: Work, row: BackupRow): FileBackup['state'] {
  const path = pathOf(row);
  if (row.deletedAt !== null) return existsSync(path) ? 'remains' : 'deleted';
  const study = { database: opened.database, dataKey: keys.dataKey, storeId: opened.storeId };
  const found = findBackup(study, { ...row, path });
  return found === 'sound' ? 'kept' : found === 'absent' ? 'missing' : found;
}

const soundOf = (work: Work): readonly BackupRow[] =>
  fileBackups(work.opened.database).filter((row) => stateOf(work, row) === 'kept');

const noRule: KeepRule = { last: 1, daily: 0, weekly: 0, monthly: 0 };

function dueOf(
  state: CoreState,
  database: OpenDatabase,
  schedule: ScheduleInForce | null,
): BackupDue | null {
  if (schedule === null) return null;
  const lastAt = lastBackup(database)?.madeAt ?? null;
  return backupDue(schedule.everyHours, { ...schedule, lastAt }, state.ports.clock.now().instant);
}

export const backupsStatus =
  (state: CoreState): LifecycleHandlers['backups.status'] =>
  async () => {
    const { work } = workOf(state);
    const { database } = work.opened;
    const schedule = scheduleInForce(database);
    const kept = keptBackups(soundOf(work), schedule?.keep ?? noRule);
    const due = dueOf(state, database, schedule);
    return ok({
      schedule,
      placeIsThere: schedule === null ? null : isPlaceThere(schedule.place),
      nextAt: due?.nextAt ?? null,
      isDue: due?.isDue ?? false,
      missed: due?.missed ?? 0,
      failure: backupFailure(database),
      backups: fileBackups(database).map((row) => ({
        ...viewOf(row),
        state: stateOf(work, row),
        keptAs: [...(kept.get(row.code) ?? [])],
      })),
    });
  };

const viewOf = ({ head: _head, ...row }: BackupRow): Omit<BackupRow, 'head'> => row;

export const setBackupSchedule =
  (state: CoreState): LifecycleHandlers['backups.setSchedule'] =>
  async ({ schedule, reason }, signature) => {
    const { work } = workOf(state);
    const chosen = schedule === null ? null : { ...schedule, place: resolve(schedule.place) };
    const refused = chosen === null ? null : choosePlace(chosen.place);
    if (refused !== null) return err(refused);
    const event = { kind: 'backup-schedule-set', body: { schedule: chosen } } as const;
    const set = await recordInOrder(state, work, 'backups.setSchedule', () => [
      { event, reason, ...signedWith(signature) },
    ]);
    return set.ok ? ok({}) : set;
  };

const notDue = refusal(
  'backup-not-due',
  'No backup is due now.',
  'Wait until the schedule says so, or make one by hand.',
);

const noPlace = refusal(
  'backup-no-place',
  'Nobody has said where backups of this study go.',
  'Set a schedule for backups, or name a folder.',
);

export function makeBackup(state: CoreState): LifecycleHandlers['backups.make'] {
  /** The schedule that failed, and until when it waits; a new one is tried at once. */
  let waiting = { setAt: '', untilMs: 0 };
  return async ({ scheduled, place: named }) => {
    const { work } = workOf(state);
    const schedule = scheduleInForce(work.opened.database);
    const due = dueOf(state, work.opened.database, schedule);
    const waits = waiting.setAt === schedule?.setAt && state.nowMs() < waiting.untilMs;
    if (scheduled && (due?.isDue !== true || waits)) return err(notDue);
    const place = named === undefined ? schedule?.place : resolve(named);
    if (place === undefined) return err(noPlace);
    const missed = scheduled ? Math.max(0, (due?.missed ?? 0) - 1) : 0;
    const made = tryBackup(state, place, { mustBeMarked: named === undefined });
    if (!made.ok) {
      if (scheduled) waiting = { setAt: schedule?.setAt ?? '', untilMs: state.nowMs() + retryMs };
      if (place === schedule?.place) await noteFailure(state, work, place, made.error);
      return made;
    }
    return enter(state, work, { ...made.value, place, scheduled, missed, schedule });
  };
}

function tryBackup(
  state: CoreState,
  place: string,
  { mustBeMarked }: { readonly mustBeMarked: boolean },
): Result<BackupDone, Refusal> {
  const { work, path } = workOf(state);
  const isUsable = mustBeMarked ? isPlaceThere(place) : existsSync(place);
  if (!isUsable) return err(placeMissing(place));
  const { database } = work.opened;
  const study = basename(path, '.cachet');
  try {
    removeLeftovers(place, study);
    const target = freeName(place, study, state.ports.clock.now().instant);
    return backupOpenStore({ database, path, dataKey: work.keys.dataKey }, target);
  } catch (error) {
    const fault = placeFault(place, error);
    if (fault === null) throw error;
    return err(fault);
  }
}

/** A name by the second; a program that died in this very second may have left a backup, or its key ring, under it. */
function freeName(place: string, study: string, at: Instant): string {
  const name = `${study}-${at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}Z`;
  for (let nth = 1; ; nth += 1) {
    const path = join(place, `${name}${nth === 1 ? '' : `-${nth}`}.cachet`);
    if (!isTaken(path)) return path;
  }
}

/** Once for each kind of failure until the next backup: the trail is no log of attempts. */
async function noteFailure(
  state: CoreState,
  work: Work,
  place: string,
  { rule, message }: Refusal,
): Promise<void> {
  if (backupFailure(work.opened.database)?.rule === rule) return;
  const event = { kind: 'backup-failed', body: { place, rule, message } } as const;
  await recordInOrder(state, work, 'backups.make', () => [{ event }]);
}

interface Made extends BackupDone {
  readonly place: string;
  readonly scheduled: boolean;
  readonly missed: number;
  readonly schedule: ScheduleInForce | null;
}

/** Enters the backup, and deletes what the retention lets go: never the one that was just verified. */
async function enter(
  state: CoreState,
  work: Work,
  made: Made,
): Promise<Result<OutputOf<'backups.make'>, Refusal>> {
  const { database } = work.opened;
  let body = bodyOf(state, work, made);
  const entered = await recordInOrder(state, work, 'backups.make', () => {
    body = bodyOf(state, work, made);
    return [{ event: { kind: 'backup-made', body } }];
  });
  if (!entered.ok) return entered;
  const study = { path: workOf(state).path, dataKey: work.keys.dataKey };
  for (const row of fileBackups(database)) {
    if (row.deletedAt !== null) deleteBackup({ ...row, path: pathOf(row) }, study);
  }
  const { backup: code, entries, deletes } = body;
  return ok({ code, path: made.path, entries, deleted: [...deletes] });
}

function bodyOf(state: CoreState, work: Work, made: Made): FileBackupEventBodies['backup-made'] {
  const rows = fileBackups(work.opened.database);
  const code = `BK-${String(rows.length + 1).padStart(5, '0')}`;
  const now = { code, madeAt: state.ports.clock.now().instant };
  const present = soundOf(work);
  const kept = made.schedule === null ? null : keptBackups([now, ...present], made.schedule.keep);
  const going = kept === null ? [] : present.filter((row) => !kept.has(row.code));
  const { place, entries, head, scheduled, missed } = made;
  const deletes = going.map((row) => row.code);
  const file = basename(made.path);
  return { backup: code, place, file, entries, head, scheduled, missed, deletes };
}
