import { chacha20Block, littleEndianWords } from './chacha20.ts';

/** An endless sequence of random numbers; each call takes the next words of the keystream. */
export interface RandomStream {
  /** The next 32-bit word, 0..2^32 − 1. */
  word(): number;
  /** The next uniform on [0, 1) with 53 bits: (27 bits of one word, 26 bits of the next) / 2^53. */
  uniform(): number;
  /** An integer 0..bound − 1 without bias: words beyond the last full multiple are rejected. */
  below(bound: number): number;
}

const NO_NONCE = new Uint32Array(3);
const WORDS = 2 ** 32;

/**
 * Keystream of ChaCha20 (RFC 8439) under a 32-byte key, nonce zero, block counter from zero. A key
 * serves one stream only, so the nonce need not vary. Throws after 2^32 blocks.
 */
export const chacha20Stream = (key: Uint8Array): RandomStream => {
  if (key.length !== 32) throw new RangeError(`a stream key has 32 bytes, not ${key.length}`);
  const words = littleEndianWords(key);
  const block = new Uint32Array(16);
  let counter = 0;
  let used = 16;
  const word = (): number => {
    if (used === 16) {
      if (counter === WORDS) throw new RangeError('the stream is exhausted');
      chacha20Block(words, counter, NO_NONCE, block);
      counter += 1;
      used = 0;
    }
    const next = block[used] ?? 0;
    used += 1;
    return next;
  };
  return { word, uniform: () => uniformOf(word), below: (bound) => belowOf(word, bound) };
};

const uniformOf = (word: () => number): number => {
  const high = word() >>> 5;
  const low = word() >>> 6;
  return (high * 67_108_864 + low) / 9_007_199_254_740_992;
};

const belowOf = (word: () => number, bound: number): number => {
  if (!Number.isInteger(bound) || bound < 1 || bound > WORDS) {
    throw new RangeError(`no integer is drawn below ${bound}`);
  }
  const limit = WORDS - (WORDS % bound);
  let drawn = word();
  while (drawn >= limit) drawn = word();
  return drawn % bound;
};
