import { openSecret } from '../../../shared/app/open-secret.ts';
import type { KeyRing, StoreKeys } from '../key-ring.ts';
import type { OpenDatabase } from '../open-database.ts';
import { foreignKeyRefusal } from '../recorded-key.ts';
import { changedSince, recordedRingHash, ringInForce } from '../ring-in-force.ts';
import { createSealer } from '../sealer.ts';
import { studyOf } from './store-file.ts';

/**
 * The ring that goes on with the recovered wrap in it. Recovery is the way out when the newest ring was lost; of an
 * older one only the wraps are taken over that nothing has changed since. Null for a ring that the trail never named:
 * its recovery may be anybody's who holds the data key. Null too when other shares were dealt since: the old ones open
 * nothing any more.
 */
export function ringToRecover(
  { path, ring }: { readonly path: string; readonly ring: KeyRing },
  database: OpenDatabase,
  keys: StoreKeys,
): KeyRing | null {
  if (recordedRingHash(database) === null) {
    if (!isOfFoundation(ring, database) || !opensSecrets(database, keys)) return null;
    const isRecorded = ({ user }: { readonly user: string }): boolean =>
      foreignKeyRefusal(database, ring, user) === null;
    return { ...ring, users: ring.users.filter(isRecorded) };
  }
  const inForce = ringInForce(path, database);
  if (inForce.ok) return isSameRecovery(inForce.value, ring) ? inForce.value : null;
  const changed = changedSince(database, ring);
  if (changed === null || changed.dealt) return null;
  const isAsRecorded = ({ user }: { readonly user: string }): boolean =>
    !changed.people.has(user) && foreignKeyRefusal(database, ring, user) === null;
  return { ...ring, users: ring.users.filter(isAsRecorded) };
}

/** One that waited may have been put in force meanwhile: the shares were tried on the ring that lay there. */
const isSameRecovery = (inForce: KeyRing, tried: KeyRing): boolean =>
  inForce.recovery?.sealed === tried.recovery?.sealed;

/** A study that an earlier program founded names no ring: its one ring says what the foundation says. */
function isOfFoundation(ring: KeyRing, database: OpenDatabase): boolean {
  const { storeId, founder } = studyOf(database);
  const publicKey = database
    .prepare('SELECT public_key AS publicKey FROM device WHERE device = ?')
    .get<{ publicKey: string }>(founder)?.publicKey;
  const isDemonstration =
    database.prepare('SELECT demonstration FROM study').get<{ demonstration: number }>()
      ?.demonstration === 1;
  return (
    ring.storeId === storeId &&
    ring.founder.device === founder &&
    ring.founder.publicKey === publicKey &&
    (ring.demonstration !== 'no') === isDemonstration
  );
}

/** Only somebody who held both keys made the recovery; a study without any secret cannot tell. */
function opensSecrets(database: OpenDatabase, { unblindingKey }: StoreKeys): boolean {
  const entry = database
    .prepare('SELECT min(sequence) AS entry FROM ledger WHERE sealed IS NOT NULL')
    .get<{ entry: number | null }>()?.entry;
  if (unblindingKey === null || entry === null || entry === undefined) return false;
  const sealer = createSealer(unblindingKey);
  try {
    openSecret(database, sealer, entry);
    return true;
  } catch {
    return false;
  } finally {
    sealer.forget();
  }
}
