import { plural } from './event-words.ts';
import type { WordsOf } from './event-words.ts';

/** Names that the study does not know are not kept: somebody may have typed a passphrase there. */
const typedName = (user: string): string => (user === '?' ? 'somebody unknown' : user);

type Kinds =
  | 'user-added'
  | 'unblinding-granted'
  | 'role-changed'
  | 'user-deactivated'
  | 'passphrase-changed'
  | 'access-recovered'
  | 'recovery-dealt'
  | 'recovery-share-taken'
  | 'signed-in'
  | 'sign-in-failed'
  | 'signature-failed';

/** Sentences for the access of people. */
export const accessWords: WordsOf<Kinds> = {
  'user-added': {
    name: 'Person added',
    what: ({ user, printedName }) => `Added ${printedName} (${user})`,
    detail: ({ role, sites }) =>
      sites.length === 0 ? `Role ${role}` : `Role ${role}; sites ${sites.join(', ')}`,
  },
  'unblinding-granted': {
    name: 'Unblinding key granted',
    what: ({ user }) => `Gave ${user} the key to arm information`,
  },
  'role-changed': {
    name: 'Role changed',
    what: ({ user, role, before }) =>
      role === before.role
        ? `Changed the sites of ${user}`
        : `Changed the role of ${user} from ${before.role} to ${role}`,
    detail: ({ sites, before }) =>
      sites.length + before.sites.length === 0
        ? ''
        : `Sites ${before.sites.join(', ') || 'none'} before, ${sites.join(', ') || 'none'} now`,
  },
  'user-deactivated': {
    name: 'Access ended',
    what: ({ user }) => `Ended the access of ${user}`,
  },
  'passphrase-changed': {
    name: 'Passphrase changed',
    what: ({ user, kept }) =>
      kept === true
        ? `Kept the present passphrase of ${user} at the restore`
        : `${user} changed the passphrase`,
  },
  'access-recovered': {
    name: 'Access recovered',
    what: ({ user }) => `Gave ${user} access again with recovery shares`,
    detail: ({ clockBehind }) =>
      clockBehind === undefined
        ? ''
        : `The clock of the computer was behind an entry of ${clockBehind}`,
  },
  'recovery-dealt': {
    name: 'Recovery shares dealt',
    what: ({ holders }) => `Dealt recovery shares to ${holders.join(', ')}`,
    detail: ({ threshold, blinded }) =>
      [
        `Any ${threshold} of them together give access again`,
        ...(blinded === undefined
          ? []
          : [`${blinded} are blinded and could give it to somebody who sees arms`]),
      ].join('; '),
  },
  'recovery-share-taken': {
    name: 'Recovery share taken',
    what: ({ user }) => `${user} took the recovery share dealt to them`,
  },
  'signed-in': { name: 'Sign-in', what: ({ user }) => `${user} signed in` },
  'sign-in-failed': {
    name: 'Failed sign-in',
    what: ({ user }) => `Sign-in as ${typedName(user)} failed`,
    detail: ({ attempts }) => `${plural(attempts, 'failed attempt')} since the last sign-in`,
  },
  'signature-failed': {
    name: 'Failed signature',
    what: ({ user, meaning }) =>
      meaning === null
        ? `A wrong passphrase was given to change that of ${typedName(user)}`
        : `A signature as ${typedName(user)} failed`,
    detail: ({ meaning, attempts }) =>
      [
        ...(meaning === null ? [] : [`“${meaning}”`]),
        `${plural(attempts, 'failed attempt')} since the last success`,
      ].join('; '),
  },
};
