import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err } from '../../../shared/base/result.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { publicKeyInRing, withoutUser, withUnblinding, withUser } from '../key-ring.ts';
import { weakPassphrase } from '../passphrase.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { ringInForce } from '../ring-in-force.ts';
import type { CoreState, Work } from './core-state.ts';
import { signedWith } from './record-one.ts';
import { changeRingInOrder } from './ring-in-order.ts';
import { secretsFor } from '../study-secret.ts';

export interface AtWork {
  readonly work: Work;
  readonly path: string;
}

export function atWork(state: CoreState): AtWork {
  if (state.work === null || state.storePath === null) throw new Error('nobody is signed in');
  return { work: state.work, path: state.storePath };
}

const personStatus = (
  work: Work,
  user: string,
): { status: string; role: string; must_change_passphrase: number } | undefined =>
  work.opened.database
    .prepare('SELECT status, role, must_change_passphrase FROM person WHERE user = ?')
    .get(user) as { status: string; role: string; must_change_passphrase: number } | undefined;

const nameTaken = (user: string): Refusal =>
  refusal(
    'user-exists',
    `The name ${user} was used before; names are never given twice.`,
    'Choose another name.',
  );

export const unknownUser = (user: string): Refusal =>
  refusal('user-unknown', `Nobody active is called ${user}.`, 'Choose a person of the list.');

export const addUser =
  (state: CoreState): LifecycleHandlers['access.addUser'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    if (personStatus(work, input.user) !== undefined) return err(nameTaken(input.user));
    const { definition } = currentDefinition(work.opened.database);
    const sitesKnown = definition.sites.map(({ id }) => id);
    const stopped = weakPassphrase(input.passphrase, input.user) ?? sitesRefusal(sitesKnown, input);
    if (stopped !== null) return err(stopped);
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const holds = isUnblindedRole(input.role) || definition.blinding === 'open-label';
    const unblindingKey = holds ? work.keys.unblindingKey : null;
    const { user, printedName, role, sites, passphrase } = input;
    const next = await withUser(ring.value, {
      user,
      role,
      passphrase,
      keys: { dataKey: work.keys.dataKey, unblindingKey },
      deviceSecret: secretsFor(state.machine, ring.value.storeId),
      ...(state.cost === undefined ? {} : { cost: state.cost }),
    });
    const publicKey = publicKeyInRing(next, user) as string;
    const awaitsUnblinding = holds && unblindingKey === null;
    const person = { user, printedName, role, sites, awaitsUnblinding, mustChangePassphrase: true };
    return changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next,
      procedure: 'access.addUser',
      decided: (ringHash) => [
        {
          event: { kind: 'user-added', body: { ...person, publicKey, ringHash } },
          ...signedWith(signature),
        },
      ],
    });
  };

export function sitesRefusal(
  known: readonly string[],
  input: { readonly role: string; readonly sites: readonly string[] },
): Refusal | null {
  const foreign = input.sites.filter((site) => !known.includes(site));
  if (foreign.length > 0) {
    return refusal(
      'site-unknown',
      `The study has no site ${foreign.join(', ')}.`,
      'Choose sites of the study.',
    );
  }
  if (input.role !== 'site-user' || input.sites.length > 0) return null;
  return refusal(
    'site-user-without-site',
    'A site user needs at least one site.',
    'Name the sites where the person works.',
  );
}

export const grantUnblinding =
  (state: CoreState): LifecycleHandlers['access.grantUnblinding'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    const person = personStatus(work, input.user);
    if (person === undefined || person.status !== 'active') return err(unknownUser(input.user));
    const stopped = grantRefusal(input.user, person);
    if (stopped !== null) return err(stopped);
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const foreign = foreignKeyRefusal(work.opened.database, ring.value, input.user);
    if (foreign !== null) return err(foreign);
    const { unblindingKey } = work.keys;
    if (unblindingKey === null) throw new Error('the door let a blinded session through');
    return changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next: withUnblinding(ring.value, input.user, unblindingKey),
      procedure: 'access.grantUnblinding',
      decided: (ringHash) => [
        {
          event: { kind: 'unblinding-granted', body: { user: input.user, ringHash } },
          reason: input.reason,
          ...signedWith(signature),
        },
      ],
    });
  };

function grantRefusal(
  user: string,
  person: NonNullable<ReturnType<typeof personStatus>>,
): Refusal | null {
  if (!isUnblindedRole(person.role as never)) {
    return refusal(
      'role-stays-blinded',
      `${user} is ${person.role}: this role never sees arms.`,
      'Only unblinded roles can hold the key.',
    );
  }
  if (person.must_change_passphrase !== 1) return null;
  return refusal(
    'first-passphrase',
    `${user} has not changed the first passphrase yet: somebody else may know it.`,
    'Ask the person to sign in and change it, then grant the key.',
  );
}

export const deactivateUser =
  (state: CoreState): LifecycleHandlers['access.deactivateUser'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    if (input.user === work.session.actor.user) {
      return err(
        refusal(
          'own-access',
          'You cannot end your own access.',
          'Ask another administrator of the study.',
        ),
      );
    }
    const person = personStatus(work, input.user);
    if (person === undefined || person.status !== 'active') return err(unknownUser(input.user));
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    return changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next: withoutUser(ring.value, input.user),
      procedure: 'access.deactivateUser',
      decided: (ringHash) => [
        {
          event: { kind: 'user-deactivated', body: { user: input.user, ringHash } },
          reason: input.reason,
          ...signedWith(signature),
        },
      ],
    });
  };
