import type { Task } from '../../../contracts/trail.ts';
import { countByPlace } from '../../../store/queries/kit-counts.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

function productionTask(context: TaskContext, place: number, kits: number): readonly Task[] {
  const found = context.scope.places.get(place);
  if (found === undefined || kits === 0) return [];
  return [
    {
      kind: 'stock',
      urgency: 'soon',
      title: `Receive ${plural(kits, 'kit')} at ${found.code}`,
      detail: `They come from production to ${found.name}.`,
      target: { screen: 'kits', id: null },
    },
  ];
}

/** Kits from production that somebody has to receive; those in shipments have tasks of their own. */
export const productionTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  find(context) {
    const states = ['in-production'];
    const counts = countByPlace(context.db, { places: context.scope.visible, states });
    return atMost(
      [...counts].flatMap(([place, kits]) => productionTask(context, place, kits)),
      (hidden) => ({
        title: `Kits from production wait at ${plural(hidden, 'more place')}`,
        detail: 'The Kits screen shows what is in production.',
        target: { screen: 'kits', id: null },
      }),
    );
  },
};
