import { toHex } from '../base/hex.ts';
import type { RandomSource, Sealer } from './ports.ts';

const nonceLength = 12;

/** A nonce for one batch of kits or one stratum; never used again. */
export const newNonce = (random: RandomSource): string => toHex(random.bytes(nonceLength));

/**
 * Hides indexes (0..255) under the key stream of a nonce: one byte each, hexadecimal. `from` is the
 * position in the stream of the first.
 */
export function veilIndexes(
  sealer: Sealer,
  nonce: string,
  indexes: ArrayLike<number>,
  from = 0,
): string {
  const bytes = new Uint8Array(indexes.length);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = (indexes[i] as number) ^ sealer.veilByte(nonce, from + i);
  }
  return toHex(bytes);
}
