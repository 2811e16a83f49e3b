import { addMilliseconds } from '../../../base/instant.ts';
import { roles } from '../../../domain/access/roles.ts';
import { entriesOf } from '../../../store/queries/entry-rows.ts';
import type { EntryRecord } from '../../../store/queries/entry-rows.ts';
import { allPeople, blindedHolders } from '../../../store/queries/people.ts';
import { trailPositions, wholeTrail } from '../../../store/queries/trail.ts';
import type { TaskContext, TaskSource } from './task.ts';
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

/** An earlier version let an open-label study be blinded although blinded roles held its key. */
export const blindedHolderTasks: TaskSource = {
  roles: ['administrator', 'unblinded-pharmacist', 'qa'],
  find({ db }) {
    const holders = blindedHolders(db);
    if (holders.length === 0) return [];
    const names = holders.map(({ printedName, role }) => `${printedName} (${role})`).join(', ');
    return [
      {
        kind: 'access',
        urgency: 'now',
        title: `${holders.length === 1 ? '1 blinded person still holds' : `${holders.length} blinded people still hold`} the key to the arms`,
        detail: `From when the study was open-label: ${names}. Their screens do not use it. Have each change the passphrase, which takes it out, and record that the arms were open to them until then.`,
        target: { screen: 'study', id: null },
      },
    ];
  },
};

const weekMs = 7 * 86_400_000;
const latestLooked = 50;

type Recent = readonly EntryRecord[];

/** Wrong passphrases of the last week, latest first. */
function recentMisuse({ db, now }: TaskContext): Recent {
  const filter = { ...wholeTrail, kinds: ['sign-in-failed', 'signature-failed'] };
  const since = addMilliseconds(now.instant, -weekMs);
  const latest = entriesOf(db, trailPositions(db, filter, { offset: 0, limit: latestLooked }));
  return latest.filter(({ content }) => content.at >= since);
}

const nameIn = ({ content }: EntryRecord): string =>
  content.body['user'] === '?' ? 'somebody unknown' : String(content.body['user']);

/** Failed sign-ins and signatures of the last week: somebody may have used another's name. */
export const misuseTasks: TaskSource = {
  roles: ['administrator', 'qa', 'inspector'],
  find(context) {
    const recent = recentMisuse(context);
    const [last] = recent;
    if (last === undefined) return [];
    const signatures = recent.filter(({ content }) => content.kind === 'signature-failed').length;
    const signIns = recent.length - signatures;
    const parts = [
      ...(signIns > 0 ? [plural(signIns, 'failed sign-in')] : []),
      ...(signatures > 0 ? [plural(signatures, 'failed signature')] : []),
    ];
    const more = recent.length === latestLooked ? ' or more' : '';
    return [
      {
        kind: 'trail',
        urgency: recent.length >= 3 || signatures > 0 ? 'now' : 'later',
        title: `${parts.join(' and ')}${more} this week`,
        detail: `The last one was as ${nameIn(last)}.`,
        target: { screen: 'trail', id: null },
      },
    ];
  },
};

/** What others may have tried in a person's own name: nobody knows better whether it was the person. */
export const ownNameTasks: TaskSource = {
  roles: roles.filter((role) => !misuseTasks.roles.includes(role)),
  find(context) {
    const own = recentMisuse(context).filter(
      ({ content }) => content.body['user'] === context.actor.user,
    );
    if (own.length === 0) return [];
    return [
      {
        kind: 'access',
        urgency: 'later',
        title: `A wrong passphrase was given in your name this week`,
        detail: 'If it was not you, change your passphrase and tell quality assurance.',
        target: { screen: 'study', id: null },
      },
    ];
  },
};
