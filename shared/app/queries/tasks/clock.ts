import { latestTime } from '../../../store/queries/latest-time.ts';
import { isClockBehind } from '../../clock/clock-guard.ts';
import type { TaskSource } from './task.ts';

/** The clock of this computer is behind the trail: nothing can be recorded until somebody looks. */
export const clockTasks: TaskSource = {
  roles: ['administrator', 'unblinded-pharmacist', 'qa'],
  find: ({ db, now }) =>
    isClockBehind(now, latestTime(db))
      ? [
          {
            kind: 'trail',
            urgency: 'now',
            title: 'The clock of this computer is behind the trail',
            detail: 'Nothing is recorded until it is set right, or confirmed with a signature.',
            target: { screen: 'study', id: 'about' },
          },
        ]
      : [],
};
