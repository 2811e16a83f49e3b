import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { backupsStatus, makeBackup, setBackupSchedule } from './backups.ts';
import type { CoreState } from './core-state.ts';
import { compareWithBackup, restoreBackup } from './restoring.ts';

/** Copies of the study file: made, kept, and put in its place. */
export const backupHandlers = (
  state: CoreState,
): Pick<
  LifecycleHandlers,
  'backups.status' | 'backups.setSchedule' | 'backups.make' | 'backups.compare' | 'backups.restore'
> => ({
  'backups.status': backupsStatus(state),
  'backups.setSchedule': setBackupSchedule(state),
  'backups.make': makeBackup(state),
  'backups.compare': compareWithBackup(state),
  'backups.restore': restoreBackup(state),
});
