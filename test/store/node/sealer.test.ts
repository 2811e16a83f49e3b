// Requirements: TRU-05
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSealer } from '../../../electron/node/sealer.ts';

const key = randomBytes(32);
const sealer = createSealer(key);

describe('the sealer', () => {
  it('opens what it sealed, and nothing under another context or key', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (text, context, other) => {
        const sealed = sealer.seal(text, context);
        expect(sealer.open(sealed, context)).toBe(text);
        if (other !== context) expect(() => sealer.open(sealed, other)).toThrow();
        expect(() => createSealer(randomBytes(32)).open(sealed, context)).toThrow();
      }),
      { seed: 20_261_126, numRuns: 60 },
    );
  });

  it('gives texts of different length ciphertexts of one length', () => {
    const lengths = ['', 'placebo', 'x'.repeat(500)].map((text) => sealer.seal(text, 'c').length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('veils with a stream that depends on key, nonce and position', () => {
    const bytes = (made: ReturnType<typeof createSealer>, nonce: string) =>
      Array.from({ length: 3000 }, (_, i) => made.veilByte(nonce, i));
    const one = bytes(sealer, '00'.repeat(12));
    expect(bytes(createSealer(key), '00'.repeat(12))).toEqual(one);
    expect(bytes(sealer, `${'00'.repeat(11)}01`)).not.toEqual(one);
    expect(bytes(createSealer(randomBytes(32)), '00'.repeat(12))).not.toEqual(one);
    // A stream that repeated a chunk would veil nothing.
    expect(one.slice(0, 1024)).not.toEqual(one.slice(1024, 2048));
    const counts = new Array<number>(256).fill(0);
    for (const byte of one) counts[byte] = (counts[byte] as number) + 1;
    expect(Math.max(...counts)).toBeLessThan(40);
  });

  it('matches the ChaCha20 key stream of RFC 8439 in its block counter', () => {
    const spread = Array.from({ length: 2048 }, (_, i) => sealer.veilByte('ab'.repeat(12), i));
    expect(spread[1024]).toBe(createSealer(key).veilByte('ab'.repeat(12), 1024));
  });
});
