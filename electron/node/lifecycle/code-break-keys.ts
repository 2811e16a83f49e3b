import { breakKeyOf, sealEnvelope } from '../../../shared/app/code-break/envelope.ts';
import type { BreakKeyCheck } from '../../../shared/app/dispatch.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { Decided } from '../../../shared/app/record.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { sitesHoldKeys } from '../../../shared/domain/study/emergency-settings.ts';
import type { SignatureRecord } from '../../../shared/ledger/entry.ts';
import {
  peopleWithoutBreakKeys,
  unsealedSubjects,
} from '../../../shared/store/queries/break-envelopes.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { allPeople } from '../../../shared/store/queries/people.ts';
import { breakKeysOf } from '../break-keys.ts';
import { openBreakKeys, withBreakKeys } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { ringInForce } from '../ring-in-force.ts';
import type { KeyedSealer } from '../sealer.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordInOrder, signedWith } from './record-one.ts';
import { changeRingInOrder } from './ring-in-order.ts';
import { secretsFor } from '../study-secret.ts';

/** Opens the keys to sealed treatments by the passphrase of a signature, for one command. */
export const breakKeysBy =
  (state: CoreState): BreakKeyCheck =>
  async (input) => {
    const { work, storePath } = state;
    if (work === null || storePath === null) return null;
    const ring = ringInForce(storePath, work.opened.database);
    if (!ring.ok) return null;
    return openBreakKeys(ring.value, {
      ...input,
      deviceSecret: secretsFor(state.machine, ring.value.storeId),
    });
  };

const procedure = 'codeBreak.makeReady';
const subjectsAnEntry = 1000;

/** Seals what is not sealed yet, then gives keys to those at sites who have none. */
export const makeCodeBreakReady =
  (state: CoreState): LifecycleHandlers['codeBreak.makeReady'] =>
  async (_, signature) => {
    const { work, storePath } = state;
    if (work === null || storePath === null) throw new Error('nobody is signed in');
    const { sealer } = work;
    if (sealer === null) throw new Error('the door let a blinded session through');
    const { definition } = currentDefinition(work.opened.database);
    if (!sitesHoldKeys(definition)) return err(byTelephone);
    const ring = ringInForce(storePath, work.opened.database);
    if (!ring.ok) return ring;
    const waiting = peopleWithoutBreakKeys(work.opened.database).map(({ user }) => user);
    const stopped = foreignAmong(work, ring.value, waiting);
    if (stopped !== null) return err(stopped);
    const sealed = await sealSubjects(state, work, { sealer, signature });
    if (!sealed.ok) return sealed;
    const subjects = sealed.value;
    if (waiting.length === 0) return ok({ people: 0, subjects });
    const sites = new Map(
      allPeople(work.opened.database).map((person) => [person.user, person.sites]),
    );
    const next = waiting.reduce(
      (changed, user) =>
        withBreakKeys(changed, user, breakKeysOf(sealer, definition, sites.get(user) ?? [])),
      ring.value,
    );
    const changed = await changeRingInOrder(state, work, {
      path: storePath,
      base: ring.value,
      next,
      procedure,
      decided: (ringHash) => [
        {
          event: { kind: 'break-keys-granted', body: { users: waiting, ringHash } },
          ...signedWith(signature),
        },
      ],
    });
    if (!changed.ok) return changed;
    return ok({ people: waiting.length, subjects });
  };

const foreignAmong = (work: Work, ring: KeyRing, users: readonly string[]): Refusal | null =>
  users
    .map((user) => foreignKeyRefusal(work.opened.database, ring, user))
    .find((found) => found !== null) ?? null;

const byTelephone = refusal(
  'code-break-by-telephone',
  'In this study nobody at a site breaks a code with the program.',
  'Nothing is to be made ready; the definition of the study says otherwise when it is amended.',
);

/** What seals, and the signature that each entry carries. */
interface Sealing {
  readonly sealer: KeyedSealer;
  readonly signature: SignatureRecord | null;
}

/** Seals piece by piece; gives how many were sealed. */
async function sealSubjects(
  state: CoreState,
  work: Work,
  by: Sealing,
): Promise<Result<number, Refusal>> {
  let sealed = 0;
  for (;;) {
    const some = unsealedSubjects(work.opened.database).length;
    if (some === 0) return ok(sealed);
    const piece = await recordInOrder(state, work, procedure, () => sealedPiece(state, work, by));
    if (!piece.ok) return piece;
    sealed += some - unsealedSubjects(work.opened.database).length;
  }
}

function sealedPiece(
  state: CoreState,
  work: Work,
  { sealer, signature }: Sealing,
): readonly Decided[] {
  const some = unsealedSubjects(work.opened.database).slice(0, subjectsAnEntry);
  if (some.length === 0) return [];
  const body = {
    subjects: some.map(({ code }) => code),
    envelopes: some.map(({ code, site, nonce, position, veil }) =>
      sealEnvelope(
        state.ports,
        breakKeyOf(sealer, site),
        { site, subject: code },
        veil ^ sealer.veilByte(nonce, position - 1),
      ),
    ),
  };
  return [{ event: { kind: 'break-envelopes-sealed', body }, ...signedWith(signature) }];
}
