import { sha256 } from '../../electron/node/crypto-random.ts';
import type { RandomSource } from '../../shared/app/ports.ts';
import { chacha20Stream } from '../../shared/engine/prng/random-stream.ts';

/** Bytes that depend on the seed alone, so that a test can be repeated. */
export function seededRandom(seed: string): RandomSource {
  const stream = chacha20Stream(Uint8Array.from(sha256(seed)));
  return {
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i += 1) bytes[i] = stream.word() & 255;
      return bytes;
    },
  };
}
