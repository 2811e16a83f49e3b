import { addMilliseconds } from '../../../base/instant.ts';
import { entriesOf } from '../../../store/queries/entry-rows.ts';
import { allPeople } from '../../../store/queries/people.ts';
import { trailPositions, wholeTrail } from '../../../store/queries/trail.ts';
import type { TaskSource } from './task.ts';
import { plural } from './task.ts';

/** People whose role needs the unblinding key and who wait for somebody who holds it. */
export const accessTasks: TaskSource = {
  roles: ['unblinded-pharmacist', 'unblinded-statistician'],
  find: ({ db, sealer }) =>
    sealer === null
      ? []
      : allPeople(db)
          .filter(({ awaitsUnblinding, status }) => awaitsUnblinding && status === 'active')
          .map(({ user, printedName, role }) => ({
            kind: 'access',
            urgency: 'soon',
            title: `${printedName} waits for the unblinding key`,
            detail: `Role ${role}. Grant it only after you know the person.`,
            target: { screen: 'study', id: user },
          })),
};

const weekMs = 7 * 86_400_000;
const latestLooked = 50;

/** Failed sign-ins of the last week: somebody may have tried another's name. */
export const misuseTasks: TaskSource = {
  roles: ['administrator', 'qa', 'inspector'],
  find({ db, now }) {
    const filter = { ...wholeTrail, kinds: ['sign-in-failed'] };
    const since = addMilliseconds(now.instant, -weekMs);
    const latest = entriesOf(db, trailPositions(db, filter, { offset: 0, limit: latestLooked }));
    const recent = latest.filter(({ content }) => content.at >= since);
    const failed = recent.length;
    const [last] = recent;
    if (last === undefined) return [];
    const some = failed === latestLooked ? `${latestLooked} or more` : String(failed);
    return [
      {
        kind: 'trail',
        urgency: failed >= 3 ? 'now' : 'later',
        title: `${some} failed ${plural(failed, 'sign-in').split(' ')[1]} this week`,
        detail: `The last one was as ${String(last.content.body['user'])}.`,
        target: { screen: 'trail', id: null },
      },
    ];
  },
};
