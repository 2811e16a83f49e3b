import { breakKeyOf, sealEnvelope } from '../../../shared/app/code-break/envelope.ts';
import type { BreakKeyCheck } from '../../../shared/app/dispatch.ts';
import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import { refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import { sitesHoldKeys } from '../../../shared/domain/study/emergency-settings.ts';
import {
  peopleWithoutBreakKeys,
  unsealedSubjects,
} from '../../../shared/store/queries/break-envelopes.ts';
import { currentDefinition } from '../../../shared/store/queries/definition.ts';
import { allPeople } from '../../../shared/store/queries/people.ts';
import { breakKeysOf } from '../break-keys.ts';
import { openBreakKeys, withBreakKeys } from '../key-ring.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { changeRing } from '../ring-change.ts';
import { ringInForce } from '../ring-in-force.ts';
import type { KeyedSealer } from '../sealer.ts';
import type { CoreState, Work } from './core-state.ts';
import { recordLifecycle } from './record-one.ts';
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
  async () => {
    const { work, storePath } = state;
    if (work === null || storePath === null) throw new Error('nobody is signed in');
    const { sealer } = work;
    if (sealer === null) throw new Error('the door let a blinded session through');
    const { definition } = currentDefinition(work.opened.database);
    if (!sitesHoldKeys(definition)) return err(byTelephone);
    const ring = ringInForce(storePath, work.opened.database);
    if (!ring.ok) return ring;
    const waiting = peopleWithoutBreakKeys(work.opened.database).map(({ user }) => user);
    const foreign = waiting.map((user) =>
      foreignKeyRefusal(work.opened.database, ring.value, user),
    );
    const stopped = foreign.find((found) => found !== null);
    if (stopped !== undefined && stopped !== null) return err(stopped);
    const subjects = sealSubjects(state, work, sealer);
    if (waiting.length === 0) return ok({ people: 0, subjects });
    const sites = new Map(
      allPeople(work.opened.database).map((person) => [person.user, person.sites]),
    );
    const next = waiting.reduce(
      (changed, user) =>
        withBreakKeys(changed, user, breakKeysOf(sealer, definition, sites.get(user) ?? [])),
      ring.value,
    );
    changeRing(storePath, next, (ringHash) =>
      recordLifecycle(state, work, procedure, [
        { event: { kind: 'break-keys-granted', body: { users: waiting, ringHash } } },
      ]),
    );
    return ok({ people: waiting.length, subjects });
  };

const byTelephone = refusal(
  'code-break-by-telephone',
  'In this study nobody at a site breaks a code with the program.',
  'Nothing is to be made ready; the definition of the study says otherwise when it is amended.',
);

function sealSubjects(state: CoreState, work: Work, sealer: KeyedSealer): number {
  const unsealed = unsealedSubjects(work.opened.database);
  for (let from = 0; from < unsealed.length; from += subjectsAnEntry) {
    const some = unsealed.slice(from, from + subjectsAnEntry);
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
    recordLifecycle(state, work, procedure, [{ event: { kind: 'break-envelopes-sealed', body } }]);
  }
  return unsealed.length;
}
