import type { Json } from '../../base/canonical-json.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { openSecret } from '../open-secret.ts';
import type { Sealer } from '../ports.ts';

/** The sealed part of a pack's entry. */
export interface PackSecret {
  /** 32 bytes from which every key of the pack follows. */
  readonly master: string;
  /** Kits by envelope and layer. */
  readonly envelopes: readonly (readonly (readonly string[])[])[];
}

export const packSecretJson = (secret: PackSecret): Json => secret as unknown as Json;

export const packSecretOf = (db: SqlDatabase, sealer: Sealer, entry: number): PackSecret =>
  openSecret(db, sealer, entry) as unknown as PackSecret;
