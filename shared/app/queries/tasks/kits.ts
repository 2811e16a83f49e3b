import { localDate } from '../../../base/instant.ts';
import { dateInWords, daysBetween } from '../../../base/iso-date.ts';
import type { Task } from '../../../contracts/trail.ts';
import { countByLot, countByPlace } from '../../../store/queries/kit-counts.ts';
import type { LotCount } from '../../../store/queries/kit-counts.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

const warnedDays = 60;
const soonDays = 30;

function expiringTask(context: TaskContext, lot: LotCount): readonly Task[] {
  const today = localDate(context.now.instant, context.now.offsetMinutes);
  const left = daysBetween(today, lot.expiry);
  if (lot.available === 0 || left > warnedDays) return [];
  const isOver = left < 0;
  return [
    {
      kind: 'expiring',
      urgency: isOver ? 'now' : left <= soonDays ? 'soon' : 'later',
      title: isOver
        ? `Lot ${lot.lot} has expired`
        : `Lot ${lot.lot} expires in ${plural(left, 'day')}`,
      detail: `${plural(lot.available, 'kit')} on the shelf; last day ${dateInWords(lot.expiry)}.`,
      target: { screen: 'kits', id: null },
    },
  ];
}

/** Lots on the shelf that expire within two months or have expired. */
export const expiringTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner', 'depot-operator', 'site-user'],
  find: (context) =>
    atMost(
      countByLot(context.db, context.scope.visible).flatMap((lot) => expiringTask(context, lot)),
      (hidden) => ({
        title: `${plural(hidden, 'more lot')} expire soon`,
        detail: 'The Kits screen lists every lot with its expiry.',
        target: { screen: 'kits', id: null },
      }),
    ),
};

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
