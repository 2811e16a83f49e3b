import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Role } from '../../../shared/domain/access/roles.ts';
import { isUnblindedRole } from '../../../shared/domain/access/roles.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { openShare, withDealtShares, withoutShare } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { makeRecovery } from '../recovery.ts';
import { ringInForce } from '../ring-in-force.ts';
import { secretsFor } from '../study-secret.ts';
import type { CoreState, Work } from './core-state.ts';
import { atWork, unknownUser } from './people.ts';
import { signedWith } from './record-one.ts';
import { changeRingInOrder } from './ring-in-order.ts';

type Input = Parameters<LifecycleHandlers['access.dealShares']>[0];

/**
 * Splits both keys anew among holders. Nobody sees the shares here: each is sealed to its holder's key at once, so
 * that whoever deals has only their own.
 */
export const dealShares =
  (state: CoreState): LifecycleHandlers['access.dealShares'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const stopped = dealRefusal(work, ring.value, input);
    if (stopped !== null) return err(stopped);
    const { dataKey, unblindingKey } = work.keys;
    if (unblindingKey === null) throw new Error('the door let a blinded session through');
    const { holders, threshold, reason } = input;
    const plan = { threshold, shares: holders.length };
    const alone = blindedAlone(work, input);
    const made = await makeRecovery(ring.value.storeId, { dataKey, unblindingKey }, plan);
    const shares = new Map(holders.map((user, i) => [user, made.shares[i] as string]));
    const done = await changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next: withDealtShares(ring.value, made.recovery, shares),
      procedure: 'access.dealShares',
      decided: (ringHash) => [
        {
          event: { kind: 'recovery-dealt', body: { holders, threshold, ringHash, ...alone } },
          reason,
          ...signedWith(signature),
        },
      ],
    });
    return done.ok ? ok({}) : done;
  };

function dealRefusal(work: Work, ring: KeyRing, { holders, threshold }: Input): Refusal | null {
  if (new Set(holders).size < holders.length) {
    return refusal(
      'same-person',
      'Somebody is named twice.',
      'Name each holder once: one person holds one share.',
    );
  }
  if (threshold > holders.length) {
    return refusal(
      'recovery-threshold',
      `${threshold} of ${holders.length} shares can never come together.`,
      'Name more holders, or ask for fewer of them.',
    );
  }
  const refusals = holders.map((user) => holderRefusal(work, ring, user));
  return refusals.find((found) => found !== null) ?? null;
}

/**
 * Enough blinded holders could give somebody who sees arms a passphrase of their own. A small study has nobody else to
 * hold shares, so the person who sees arms and signs for the deal decides; the entry says so.
 */
function blindedAlone(
  { opened }: Work,
  { holders, threshold }: Input,
): { readonly blinded?: number } {
  if (currentDefinition(opened.database).definition.blinding === 'open-label') return {};
  const roleOf = opened.database.prepare('SELECT role FROM person WHERE user = ?');
  const blinded = holders.filter((user) => {
    const role = roleOf.get<{ role: Role }>(user)?.role;
    return role === undefined || !isUnblindedRole(role);
  }).length;
  return blinded < threshold ? {} : { blinded };
}

function holderRefusal({ opened }: Work, ring: KeyRing, user: string): Refusal | null {
  const person = opened.database
    .prepare('SELECT status, must_change_passphrase AS mustChange FROM person WHERE user = ?')
    .get<{ status: string; mustChange: number }>(user);
  if (person?.status !== 'active') return unknownUser(user);
  if (person.mustChange === 1) {
    return refusal(
      'first-passphrase',
      `${user} has not changed the first passphrase yet: somebody else could take the share.`,
      'Ask the person to sign in and change it, then deal.',
    );
  }
  return foreignKeyRefusal(opened.database, ring, user);
}

/** Shows a holder the share, once: first the entry that it was taken, then the share. */
export const takeShare =
  (state: CoreState): LifecycleHandlers['access.takeShare'] =>
  async (input, signature) => {
    const { work, path } = atWork(state);
    const { user } = work.session.actor;
    if (input.signature.user !== user) return err(ownShare);
    const ring = ringInForce(path, work.opened.database);
    if (!ring.ok) return ring;
    const { recovery } = ring.value;
    const share = await openShare(ring.value, {
      user,
      passphrase: input.signature.passphrase,
      deviceSecret: secretsFor(state.machine, ring.value.storeId),
    });
    if (share === null || recovery === null) return err(noShare);
    const done = await changeRingInOrder(state, work, {
      path,
      base: ring.value,
      next: withoutShare(ring.value, user),
      procedure: 'access.takeShare',
      decided: (ringHash) => [
        {
          event: { kind: 'recovery-share-taken', body: { user, ringHash } },
          ...signedWith(signature),
        },
      ],
    });
    if (!done.ok) return done;
    return ok({ share, threshold: recovery.threshold, shares: recovery.shares });
  };

const ownShare = refusal(
  'own-share',
  'A share is taken by its holder, who signs for it.',
  'Sign with your own name, or let the holder sign in.',
);

const noShare = refusal(
  'no-share',
  'No recovery share waits for you: none was dealt to you, or you have taken it.',
  'If it was lost, ask somebody who holds the key to the arms to deal shares anew.',
);
