import { addDays, dateInWords, daysBetween } from '../../../base/iso-date.ts';
import { localDate } from '../../../base/instant.ts';
import type { Task } from '../../../contracts/trail.ts';
import { armsLeftOut } from '../../../domain/lot/arms-of-lot.ts';
import { countByPlace } from '../../../store/queries/kit-counts.ts';
import { allLots, shelfByExpiry } from '../../../store/queries/lot-facts.ts';
import type { LotRecord, ShelfOfLot } from '../../../store/queries/lot-facts.ts';
import { typesOfLots } from '../../lots/types-of-lots.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

const warnedDays = 60;
const soonDays = 30;

const todayOf = ({ now }: TaskContext) => localDate(now.instant, now.offsetMinutes);

const atLot = (lot: string): Task['target'] => ({ screen: 'stock', id: `lots/${lot}` });

function expiringTask(context: TaskContext, row: ShelfOfLot): Task {
  const left = daysBetween(todayOf(context), row.expiry);
  const isOver = left < 0;
  return {
    kind: 'expiring',
    urgency: isOver ? 'now' : left <= soonDays ? 'soon' : 'later',
    title: isOver
      ? `Lot ${row.lot} has expired`
      : `Lot ${row.lot} expires in ${plural(left, 'day')}`,
    detail: `${plural(row.kits, 'kit')} on the shelf; last day ${dateInWords(row.expiry)}.`,
    target: atLot(row.lot),
  };
}

/** Kits on the shelf that expire within two months or have expired, by the date in force for each. */
export const expiringTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner', 'depot-operator', 'site-user'],
  find: (context) =>
    atMost(
      shelfByExpiry(context.db, context.scope.visible, addDays(todayOf(context), warnedDays)).map(
        (row) => expiringTask(context, row),
      ),
      (hidden) => ({
        title: `${plural(hidden, 'more lot')} expire soon`,
        detail: 'The Stock screen lists every lot with its expiry.',
        target: { screen: 'stock', id: 'lots' },
      }),
    ),
};

function lotTask(context: TaskContext, lot: LotRecord): readonly Task[] {
  if (lot.status === 'on-hold') {
    return [
      {
        kind: 'stock',
        urgency: 'soon',
        title: `Decide on lot ${lot.code}`,
        detail: 'It is on hold: its kits are neither shipped nor dispensed until it is released.',
        target: atLot(lot.code),
      },
    ];
  }
  if (lot.status === 'rejected' || lot.retest === null) return [];
  const left = daysBetween(todayOf(context), lot.retest);
  if (left > warnedDays || lot.extendedTo !== null) return [];
  return [
    {
      kind: 'expiring',
      urgency: left <= soonDays ? 'soon' : 'later',
      title: `Retest of lot ${lot.code} is due ${dateInWords(lot.retest)}`,
      detail: 'With its result, start an extension of expiry or reject the lot.',
      target: atLot(lot.code),
    },
  ];
}

/** Lots that wait for a decision or a retest. */
export const lotTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'qa'],
  find: (context) =>
    atMost(
      allLots(context.db).flatMap((lot) => lotTask(context, lot)),
      (hidden) => ({
        title: `${plural(hidden, 'more lot')} wait for a decision`,
        detail: 'The Stock screen lists every lot.',
        target: { screen: 'stock', id: 'lots' },
      }),
    ),
};

/** Lots whose number on a kit would tell something of the arm: for holders of the key alone. */
export const unmaskingTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'supply-planner'],
  find({ db, sealer, definition }) {
    if (sealer === null) return [];
    const types = typesOfLots(db, sealer);
    return allLots(db)
      .filter(({ id, status }) => {
        const isIn = (index: number): boolean => types.get(id)?.has(index) ?? false;
        return status !== 'rejected' && armsLeftOut(definition, isIn).length > 0;
      })
      .slice(0, 8)
      .map(({ code }) => ({
        kind: 'stock',
        urgency: 'now',
        title: `The number of lot ${code} tells something of the arm`,
        detail: 'It has no kits for some arms. Do not ship it to a site before it has.',
        target: atLot(code),
      }));
  },
};

/** Kits in quarantine that QA or a pharmacist releases or sets aside, place by place. */
export const quarantineTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'qa'],
  find(context) {
    const states = ['quarantined', 'pre-quarantined'];
    const counts = countByPlace(context.db, { places: context.scope.visible, states });
    const tasks = [...counts].flatMap(([place, kits]): readonly Task[] => {
      const code = context.scope.places.get(place)?.code;
      if (code === undefined || kits === 0) return [];
      return [
        {
          kind: 'stock',
          urgency: 'soon',
          title: `Decide on ${plural(kits, 'kit')} in quarantine at ${code}`,
          detail: 'Release them with a signature, or set them aside for destruction.',
          target: { screen: 'kits', id: null },
        },
      ];
    });
    return atMost(tasks, (hidden) => ({
      title: `Kits in quarantine at ${plural(hidden, 'more place')}`,
      detail: 'Filter the Kits screen by status.',
      target: { screen: 'kits', id: null },
    }));
  },
};
