/**
 * The ChaCha20 block function of RFC 8439, section 2.3: 64 bytes of keystream as sixteen 32-bit
 * words, which RFC 8439 serializes little-endian.
 */

/** "expand 32-byte k" as four little-endian words. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

const quarterRound = (x: Uint32Array, a: number, b: number, c: number, d: number): void => {
  let [va, vb, vc, vd] = [x[a] ?? 0, x[b] ?? 0, x[c] ?? 0, x[d] ?? 0];
  va = (va + vb) | 0;
  vd = rotate(vd ^ va, 16);
  vc = (vc + vd) | 0;
  vb = rotate(vb ^ vc, 12);
  va = (va + vb) | 0;
  vd = rotate(vd ^ va, 8);
  vc = (vc + vd) | 0;
  vb = rotate(vb ^ vc, 7);
  x[a] = va;
  x[b] = vb;
  x[c] = vc;
  x[d] = vd;
};

const doubleRound = (x: Uint32Array): void => {
  quarterRound(x, 0, 4, 8, 12);
  quarterRound(x, 1, 5, 9, 13);
  quarterRound(x, 2, 6, 10, 14);
  quarterRound(x, 3, 7, 11, 15);
  quarterRound(x, 0, 5, 10, 15);
  quarterRound(x, 1, 6, 11, 12);
  quarterRound(x, 2, 7, 8, 13);
  quarterRound(x, 3, 4, 9, 14);
};

/** Little-endian 32-bit words of a byte array whose length is a multiple of four. */
export const littleEndianWords = (bytes: Uint8Array): Uint32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true));
};

/**
 * Writes one block of keystream.
 *
 * @param key eight words (256 bits)
 * @param counter block counter, 0..2^32 − 1
 * @param nonce three words (96 bits)
 * @param out sixteen words that receive the block
 */
export const chacha20Block = (
  key: Uint32Array,
  counter: number,
  nonce: Uint32Array,
  out: Uint32Array,
): void => {
  const input = Uint32Array.from([...CONSTANTS, ...key, counter, ...nonce]);
  if (input.length !== 16) throw new RangeError('ChaCha20 needs 8 key words and 3 nonce words');
  out.set(input);
  for (let round = 0; round < 10; round += 1) doubleRound(out);
  for (let i = 0; i < 16; i += 1) out[i] = (out[i] ?? 0) + (input[i] ?? 0);
};
