// Requirements: RND-12
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../../shared/base/hex.ts';
import { chacha20Block, littleEndianWords } from '../../../../shared/engine/prng/chacha20.ts';

const bytesOf = (words: Uint32Array): Uint8Array => {
  const bytes = new Uint8Array(4 * words.length);
  const view = new DataView(bytes.buffer);
  words.forEach((word, i) => view.setUint32(4 * i, word, true));
  return bytes;
};

const block = (key: string, counter: number, nonce: string): string => {
  const out = new Uint32Array(16);
  chacha20Block(littleEndianWords(fromHex(key)), counter, littleEndianWords(fromHex(nonce)), out);
  return toHex(bytesOf(out));
};

const COUNTING = toHex(Uint8Array.from({ length: 32 }, (_, i) => i));
const ZERO_KEY = '00'.repeat(32);
const ZERO_NONCE = '00'.repeat(12);

describe('the ChaCha20 block function', () => {
  it('gives the block of RFC 8439, section 2.3.2', () => {
    expect(block(COUNTING, 1, '000000090000004a00000000')).toBe(
      '10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e' +
        'd2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e',
    );
  });

  it.each([
    [
      'A.1 #1',
      ZERO_KEY,
      0,
      ZERO_NONCE,
      '76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7' +
        'da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586',
    ],
    [
      'A.1 #2',
      ZERO_KEY,
      1,
      ZERO_NONCE,
      '9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed' +
        '29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f',
    ],
    [
      'A.1 #3',
      `${'00'.repeat(31)}01`,
      1,
      ZERO_NONCE,
      '3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a' +
        '8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0',
    ],
    [
      'A.1 #5',
      ZERO_KEY,
      0,
      `${'00'.repeat(11)}02`,
      'c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c7' +
        '8a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d',
    ],
  ])('gives the keystream of RFC 8439, appendix %s', (_, key, counter, nonce, stream) => {
    expect(block(key, counter, nonce)).toBe(stream);
  });

  it("agrees with the platform's ChaCha20 over many blocks", () => {
    const nonce = '0102030405060708090a0b0c';
    for (const counter of [0, 1, 77, 2 ** 31, 2 ** 32 - 1]) {
      const iv = Buffer.alloc(16);
      iv.writeUInt32LE(counter, 0);
      iv.set(fromHex(nonce), 4);
      const cipher = createCipheriv('chacha20', fromHex(COUNTING), iv);
      expect(block(COUNTING, counter, nonce)).toBe(cipher.update(Buffer.alloc(64)).toString('hex'));
    }
  });
});
