import type { Json } from '../../base/canonical-json.ts';
import type { ListSpecification } from '../../engine/randomization/list-specification.ts';
import { readListSpecification } from '../../engine/randomization/read-list-specification.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { openSecret } from '../open-secret.ts';
import type { Sealer } from '../ports.ts';

/** The sealed part of a list's entry: everything from which the list can be made again and its proofs opened. */
export interface ListSecret {
  /** 32 bytes, hexadecimal. */
  readonly seed: string;
  /** Salt of the digest, so that a guess at the list cannot be tested. */
  readonly digestSalt: string;
  /** From which the salt of each slot's leaf is derived. */
  readonly slotSalt: string;
  readonly specification: ListSpecification;
  /** For each stratum one character a slot: `1` opens a block. Its length says nothing of block sizes. */
  readonly blockStarts: readonly string[];
}

export const secretJson = (secret: ListSecret): Json => secret as unknown as Json;

/** Opens the secret of a list. Throws when the entry is not what was sealed. */
export function listSecretOf(db: SqlDatabase, sealer: Sealer, entry: number): ListSecret {
  const secret = openSecret(db, sealer, entry) as unknown as ListSecret;
  const specification = readListSpecification(secret.specification);
  if (!specification.ok) throw new Error(`entry ${entry}: ${specification.error.message}`);
  return { ...secret, specification: specification.value };
}
