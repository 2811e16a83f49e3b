import { hashRaw } from '@node-rs/argon2';
import { refusal } from '../../shared/base/refusal.ts';
import type { Refusal } from '../../shared/base/refusal.ts';
import { deriveKey } from './crypto-random.ts';

/** Argon2id cost; stored with each wrap so that it can rise later. */
export interface KdfCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** About 0.1 s on a plain machine; above the OWASP minimum for Argon2id. */
export const standardCost: KdfCost = { memoryKiB: 65_536, passes: 3, lanes: 1 };

/** Where stretching protects nothing: passphrases that are published, and files that are deleted a moment later. */
export const cheapestCost: KdfCost = { memoryKiB: 64, passes: 1, lanes: 1 };

/** `Algorithm.Argon2id` of the library, whose enum exists in its types only. */
const argon2id = 2;

const minimumLength = 12;

/** Why a passphrase may not be chosen, or null. */
export function weakPassphrase(passphrase: string, user: string): Refusal | null {
  const length = [...passphrase].length;
  if (length < minimumLength) {
    return refusal(
      'passphrase-too-short',
      `The passphrase has ${length} characters; at least ${minimumLength} are needed.`,
      'Use a sentence of several words.',
    );
  }
  if (passphrase.toLowerCase().includes(user.toLowerCase()) || new Set(passphrase).size < 5) {
    return refusal(
      'passphrase-too-simple',
      'The passphrase contains the user name or repeats few characters.',
      'Use a sentence of several words that does not contain your name.',
    );
  }
  return null;
}

/**
 * The key that wraps a person's private key: Argon2id of the passphrase, mixed with the secret of this
 * device, bound to store, user and role. The file alone, or the passphrase alone, is not enough.
 */
export async function wrappingKey(given: {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly cost: KdfCost;
  readonly deviceSecret: Uint8Array;
  readonly binding: string;
}): Promise<Uint8Array> {
  const stretched = await hashRaw(given.passphrase.normalize('NFC'), {
    algorithm: argon2id,
    memoryCost: given.cost.memoryKiB,
    timeCost: given.cost.passes,
    parallelism: given.cost.lanes,
    outputLen: 32,
    salt: Buffer.from(given.salt),
  });
  const material = Buffer.concat([stretched, given.deviceSecret]);
  const key = deriveKey(material, `cachet wrap ${given.binding}`);
  stretched.fill(0);
  material.fill(0);
  return key;
}
