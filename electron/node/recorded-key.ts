import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { publicKeyInRing } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenDatabase } from './open-database.ts';

/**
 * Why a person's wrap does not count, or null. The key ring lies beside the study where anybody with the data key
 * could forge an entry; only the wrap whose public key the signed ledger names belongs to the person.
 */
export function foreignKeyRefusal(
  database: OpenDatabase,
  ring: KeyRing,
  user: string,
): Refusal | null {
  const recorded = database
    .prepare('SELECT public_key FROM person WHERE user = ?')
    .get<{ public_key: string | null }>(user)?.public_key;
  if (recorded !== undefined && recorded !== null && recorded === publicKeyInRing(ring, user)) {
    return null;
  }
  return refusal(
    'key-not-recorded',
    `The key of ${user} in the key ring is not the one that the trail recorded.`,
    'Do not go on. Put the key ring of a backup back and show the incident to quality assurance.',
  );
}
