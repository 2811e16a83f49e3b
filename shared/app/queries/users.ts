import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { UserRow } from '../../contracts/access.ts';
import type { ProcedureContract } from '../../contracts/procedure.ts';
import { contracts } from '../../contracts/index.ts';
import { isUnblindedRole, roles } from '../../domain/access/roles.ts';
import type { Role } from '../../domain/access/roles.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { allPeople, entriesAboutPerson, signInsOf } from '../../store/queries/people.ts';
import type { PersonRecord } from '../../store/queries/people.ts';
import type { QueryHandler } from '../handlers.ts';
import { allowedRoles } from '../permission.ts';
import { entryWords } from './entry-words.ts';

export const accessUsers: QueryHandler<'access.users'> = ({ db }) =>
  ok({
    users: allPeople(db).map(userRow),
  });

const userRow = (person: PersonRecord): UserRow => ({
  user: person.user,
  printedName: person.printedName,
  role: person.role,
  sites: [...person.sites],
  status: person.status,
  unblinded: isUnblindedRole(person.role) && !person.awaitsUnblinding,
  awaitingUnblinding: person.awaitsUnblinding && person.status === 'active',
  addedAt: person.addedAt,
});

/** What is said of a person's access; sign-ins are only counted. */
const accessKinds = [
  'user-added',
  'unblinding-granted',
  'break-keys-granted',
  'role-changed',
  'user-deactivated',
  'passphrase-changed',
  'access-recovered',
  'recovery-dealt',
  'recovery-share-taken',
  'sign-in-failed',
  'signature-failed',
];
const latestShown = 200;

/** Who may look at others: who looks after access, and who reviews it. */
const overseers: readonly Role[] = ['administrator', 'qa', 'inspector', 'unblinded-pharmacist'];

export const accessHistory: QueryHandler<'access.history'> = ({ db, actor }, { user }) => {
  if (user !== actor.user && !overseers.includes(actor.role)) return err(ownOnly);
  const person = allPeople(db).find((one) => one.user === user);
  if (person === undefined) return err(unknownPerson(user));
  const signIns = signInsOf(db, user);
  const [lastSignIn] = signIns.last === null ? [] : entriesOf(db, [signIns.last]);
  const positions = entriesAboutPerson(db, user, accessKinds, latestShown);
  return ok({
    user: userRow(person),
    signIns: signIns.count,
    lastSignIn: lastSignIn?.content.at ?? null,
    entries: entriesOf(db, positions).map(({ sequence, content }) => ({
      entry: sequence,
      at: content.at,
      offsetMinutes: content.offsetMinutes,
      by: content.printedName,
      ...entryWords(content),
      reason: content.reason,
    })),
  });
};

const ownOnly = refusal(
  'own-history',
  'You may look at the history of your own access only.',
  'Ask an administrator or quality assurance.',
);

const unknownPerson = (user: string): Refusal =>
  refusal('user-unknown', `Nobody is called ${user}.`, 'Choose a person of the list.');

/** The table that the door itself decides by, written out. */
export const accessRoles: QueryHandler<'access.roles'> = () =>
  ok({
    roles: [...roles],
    procedures: Object.entries<ProcedureContract>(contracts).map(([name, contract]) => ({
      name,
      kind: contract.kind,
      summary: contract.summary,
      allowed: [...allowedRoles(contract)],
      needsUnblindingKey: contract.needs === 'unblinding-key',
    })),
  });
