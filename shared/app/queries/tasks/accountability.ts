import type { Task } from '../../../contracts/trail.ts';
import type { Role } from '../../../domain/access/roles.ts';
import { findings } from '../../../store/queries/account-findings.ts';
import type { FindingKind, FindingRow } from '../../../store/queries/account-findings.ts';
import { discrepancies } from '../../../store/queries/account-papers.ts';
import { countByPlace } from '../../../store/queries/kit-counts.ts';
import type { TaskContext, TaskSource } from './task.ts';
import { atMost, plural } from './task.ts';

const target = (id: string | null) => ({ screen: 'accountability', id });

/** One task a place: how many kits of some kinds wait there. */
function byPlace(
  rows: readonly FindingRow[],
  kinds: readonly FindingKind[],
  taskOf: (place: string, kits: number) => Task,
): readonly Task[] {
  const counts = new Map<string, number>();
  for (const { kind, place, discrepancy } of rows) {
    if (kinds.includes(kind) && discrepancy === null) {
      counts.set(place, (counts.get(place) ?? 0) + 1);
    }
  }
  const tasks = [...counts].toSorted(([, a], [, b]) => b - a).map(([place, n]) => taskOf(place, n));
  return atMost(tasks, (hidden) => ({
    title: `${plural(hidden, 'more place')} wait as well`,
    detail: 'The Accountability screen shows what every place answers for.',
    target: target(null),
  }));
}

const awaited = (place: string, kits: number): Task => ({
  kind: 'accountability',
  urgency: 'later',
  title: `${plural(kits, 'return')} awaited at ${place}`,
  detail: 'The subjects have later kits, or have left the study.',
  target: target(place),
});

const unreconciled = (place: string, kits: number): Task => ({
  kind: 'accountability',
  urgency: 'soon',
  title: `${plural(kits, 'kit')} to reconcile at ${place}`,
  detail: 'Missing, counted once only, or counted differently.',
  target: target(place),
});

const countedRoles: readonly Role[] = ['unblinded-pharmacist', 'qa'];
const returnRoles: readonly Role[] = ['unblinded-pharmacist', 'site-user'];

/** What does not add up or only one person counted, and kits that subjects should have brought back. */
export const reconcileTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'site-user', 'qa'],
  find({ db, scope, actor }) {
    const rows = findings(db, scope.visible);
    const kinds = ['counts-differ', 'kit-missing', 'second-count'] as const;
    return [
      ...(countedRoles.includes(actor.role) ? byPlace(rows, kinds, unreconciled) : []),
      ...(returnRoles.includes(actor.role) ? byPlace(rows, ['return-awaited'], awaited) : []),
    ];
  },
};

/** Discrepancies that this person owns. */
export const discrepancyTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'depot-operator', 'site-user', 'qa'],
  find({ db, scope, actor }) {
    const own = discrepancies(db, scope.visible).filter(
      ({ owner, status }) => owner === actor.user && status === 'open',
    );
    const tasks = own.map(({ code, what, place }): Task => ({
      kind: 'accountability',
      urgency: 'now',
      title: `Resolve discrepancy ${code}`,
      detail: `${place}: ${what}`,
      target: target(place),
    }));
    return atMost(tasks, (hidden) => ({
      title: `${hidden} more discrepancies are yours`,
      detail: 'The Accountability screen lists them.',
      target: target(null),
    }));
  },
};

function destructionTasksOf({ db, scope }: TaskContext): readonly Task[] {
  const waiting = countByPlace(db, { places: scope.visible, states: ['awaiting-destruction'] });
  return [...waiting].flatMap(([id, kits]): readonly Task[] => {
    const place = scope.places.get(id)?.code;
    if (place === undefined || kits === 0) return [];
    return [
      {
        kind: 'accountability',
        urgency: 'later',
        title: `${plural(kits, 'kit')} to destroy at ${place}`,
        detail: 'Destroy them before a witness and print the certificate.',
        target: target(place),
      },
    ];
  });
}

export const destructionTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  find: destructionTasksOf,
};
