import { openKeyRing, publicKeyInRing, withPassphrase } from '../key-ring.ts';
import type { KeyRing } from '../key-ring.ts';
import { secretsFor, studySecret } from '../study-secret.ts';
import { vouch } from './changed-access.ts';
import type { CoreState, Work } from './core-state.ts';
import { changeRingInOrder } from './ring-in-order.ts';
import { sharedOrder } from './shared-order.ts';

/**
 * A wrap from before the study was shared opens on one machine only. Whoever signs in there gives the passphrase that
 * makes it one for all consoles. While the hub is away it stays as it is.
 */
export async function renewWrap(
  state: CoreState,
  work: Work,
  ring: KeyRing,
  { user, passphrase }: { readonly user: string; readonly passphrase: string },
): Promise<void> {
  const path = state.storePath;
  if (sharedOrder(state) === null || path === null || work.session.mustChangePassphrase) return;
  const shared = studySecret(state.machine, ring.storeId);
  if (shared === null) return;
  const opened = await openKeyRing(ring, { user, passphrase, deviceSecret: shared });
  opened?.dataKey.fill(0);
  opened?.unblindingKey?.fill(0);
  if (opened !== null) return;
  const next = await withPassphrase(ring, {
    user,
    passphrase,
    next: passphrase,
    deviceSecret: secretsFor(state.machine, ring.storeId),
  });
  if (next === null) return;
  const publicKey = publicKeyInRing(next, user) as string;
  const changed = await changeRingInOrder(state, work, {
    path,
    base: ring,
    next,
    procedure: 'session.signIn',
    decided: (ringHash) => [
      { event: { kind: 'passphrase-changed', body: { user, ringHash, publicKey } } },
    ],
  });
  if (changed.ok) vouch(work, user);
}
