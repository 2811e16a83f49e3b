import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err } from '../../../shared/base/result.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { allPeople, everHeldUnblindingKey } from '../../../shared/store/queries/people.ts';
import type { PersonRecord } from '../../../shared/store/queries/people.ts';
import { publicKeyInRing, withUser, withoutBreakKeys } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { weakPassphrase } from '../passphrase.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { ringInForce } from '../ring-in-force.ts';
import type { CoreState, Work } from './core-state.ts';
import { atWork, sitesRefusal, unknownUser } from './people.ts';
import { signedWith } from './record-one.ts';
import { changeRingInOrder } from './ring-in-order.ts';
import { secretsFor } from '../study-secret.ts';

type Input = Parameters<LifecycleHandlers['access.changeRole']>[0];

/**
 * Gives a person another role or other sites. A wrap is bound to its role, so another role begins like a new person:
 * a new key pair under a first passphrase, without the unblinding key, which a holder grants once that passphrase was
 * changed. Keys to sealed treatments go in both cases, since they were those of the old sites.
 */
export const changeRole =
  (state: CoreState): LifecycleHandlers['access.changeRole'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    const { database } = work.opened;
    const { definition } = currentDefinition(database);
    const person = allPeople(database).find(({ user }) => user === input.user);
    if (person === undefined || person.status !== 'active') return err(unknownUser(input.user));
    const stopped = stoppedBecause(work, definition, person, input);
    if (stopped !== null) return err(stopped);
    const ring = ringInForce(path, database);
    if (!ring.ok) return ring;
    const foreign = foreignKeyRefusal(database, ring.value, person.user);
    if (foreign !== null) return err(foreign);
    const isNewRole = input.role !== person.role;
    const holds = isUnblindedRole(input.role) || definition.blinding === 'open-label';
    const unblindingKey = holds ? work.keys.unblindingKey : null;
    const next = isNewRole
      ? await withNewWrap(state, work, ring.value, { input, unblindingKey })
      : withoutBreakKeys(ring.value, person.user);
    const body = {
      user: person.user,
      role: input.role,
      sites: input.sites,
      before: { role: person.role, sites: person.sites },
      awaitsUnblinding: isNewRole ? holds && unblindingKey === null : person.awaitsUnblinding,
      publicKey: isNewRole ? (publicKeyInRing(next, person.user) as string) : null,
    };
    const beside = { reason: input.reason, ...signedWith(signature) };
    return changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next,
      procedure: 'access.changeRole',
      decided: (ringHash) => [
        { event: { kind: 'role-changed', body: { ...body, ringHash } }, ...beside },
      ],
    });
  };

const withNewWrap = (
  state: CoreState,
  work: Work,
  ring: KeyRing,
  { input, unblindingKey }: { readonly input: Input; readonly unblindingKey: Uint8Array | null },
): Promise<KeyRing> =>
  withUser(ring, {
    user: input.user,
    role: input.role,
    passphrase: input.passphrase as string,
    keys: { dataKey: work.keys.dataKey, unblindingKey },
    deviceSecret: secretsFor(state.machine, ring.storeId),
    ...(state.cost === undefined ? {} : { cost: state.cost }),
  });

function stoppedBecause(
  work: Work,
  definition: StudyDefinition,
  person: PersonRecord,
  input: Input,
): Refusal | null {
  if (person.user === work.session.actor.user) return ownRole;
  const isNewRole = input.role !== person.role;
  if (!isNewRole && input.sites.toSorted().join() === person.sites.toSorted().join()) {
    return nothingChanges(person);
  }
  const sites = definition.sites.map(({ id }) => id);
  return (
    sitesRefusal(sites, input) ??
    (isNewRole ? keysRefusal(work, definition, person, input) : null) ??
    (isNewRole ? passphraseRefusal(input) : null)
  );
}

/** What somebody has seen cannot be taken back, and a key that nobody holds opens nothing any more. */
function keysRefusal(
  work: Work,
  definition: StudyDefinition,
  person: PersonRecord,
  input: Input,
): Refusal | null {
  if (definition.blinding === 'open-label') return null;
  const { database } = work.opened;
  if (!isUnblindedRole(input.role)) {
    return everHeldUnblindingKey(database, person.user) ? wasUnblinded(person) : null;
  }
  const holds = (one: PersonRecord): boolean =>
    one.status === 'active' && isUnblindedRole(one.role) && !one.awaitsUnblinding;
  const others = allPeople(database).filter(({ user }) => user !== person.user);
  return holds(person) && !others.some(holds) ? lastHolder(person) : null;
}

function passphraseRefusal({ passphrase, user }: Input): Refusal | null {
  return passphrase === undefined ? noPassphrase : weakPassphrase(passphrase, user);
}

const ownRole = refusal(
  'own-access',
  'You cannot change your own role or sites.',
  'Ask another administrator of the study.',
);

const noPassphrase = refusal(
  'first-passphrase-missing',
  'The keys of a person are bound to the role: a new role needs a new first passphrase.',
  'Give one; the person changes it at the next sign-in.',
);

const nothingChanges = ({ user, role }: PersonRecord): Refusal =>
  refusal(
    'nothing-changes',
    `${user} is ${role} already, at these sites.`,
    'Choose another role or other sites.',
  );

const wasUnblinded = ({ user, role }: PersonRecord): Refusal =>
  refusal(
    'was-unblinded',
    `${user} (${role}) has held the key to the arms and can never be blinded again in this study.`,
    'Choose a role that sees arms, or end the access and let somebody else do the blinded work.',
  );

const lastHolder = ({ user }: PersonRecord): Refusal =>
  refusal(
    'last-key-holder',
    `Nobody but ${user} holds the key to the arms: it would be lost with the old role.`,
    'Give the key to a second person first.',
  );
