import { isRunDue } from '../../resupply/due-run.ts';
import type { TaskSource } from './task.ts';

/** The resupply run of the day, for those who may make it. */
export const resupplyTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner'],
  find: (context) =>
    isRunDue(context)
      ? [
          {
            kind: 'stock',
            urgency: 'now',
            title: 'Today’s resupply run is due',
            detail: 'Look at the proposal, then run it: it asks for the shipments.',
            target: { screen: 'shipments', id: null },
          },
        ]
      : [],
};
