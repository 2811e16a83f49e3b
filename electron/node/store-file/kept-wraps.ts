import { publicKeyInRing, withPresentWrap } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';

/** A study file and the key ring that it names. */
interface Side {
  readonly database: OpenDatabase;
  readonly ring: KeyRing;
}

/** The key ring of a restored study, and whose passphrase of now stays in force in it. */
export interface KeptWraps {
  readonly ring: KeyRing;
  readonly people: readonly { readonly user: string; readonly publicKey: string }[];
}

interface Person {
  readonly user: string;
  readonly role: string;
  readonly status: string;
  readonly publicKey: string | null;
  readonly mustChange: number;
}

const peopleWithKeys = (database: OpenDatabase): readonly Person[] =>
  database
    .prepare(
      `SELECT user, role, status, public_key AS publicKey, must_change_passphrase AS mustChange
       FROM person ORDER BY user`,
    )
    .all<Person>();

/** Whether somebody has the same access as then under another passphrase, which nobody else typed. */
const isReplaced = (then: Person, now: Person): boolean =>
  then.status === 'active' &&
  now.status === 'active' &&
  then.role === now.role &&
  now.mustChange === 0 &&
  now.publicKey !== null &&
  now.publicKey !== then.publicKey;

/** A backup brings no replaced passphrase back: the wraps of the present file go on, with no key that was not held then. */
export function keptWraps(backup: Side, present: Side): KeptWraps {
  const now = new Map(peopleWithKeys(present.database).map((person) => [person.user, person]));
  const people = peopleWithKeys(backup.database).flatMap((then) => {
    const { user } = then;
    const later = now.get(user);
    const publicKey = publicKeyInRing(present.ring, user);
    if (later === undefined || publicKey === null || !isReplaced(then, later)) return [];
    if (publicKeyInRing(backup.ring, user) === null) return [];
    return foreignKeyRefusal(present.database, present.ring, user) === null
      ? [{ user, publicKey }]
      : [];
  });
  const ring = people.reduce(
    (changed, { user }) => withPresentWrap(changed, present.ring, user),
    backup.ring,
  );
  return { ring, people };
}
