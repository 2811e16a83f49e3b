// Requirements: RND-12
import { createCipheriv } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chacha20Stream } from '../../../../shared/engine/prng/random-stream.ts';

const key = Uint8Array.from({ length: 32 }, (_, i) => 7 * i + 1);

const keystream = (bytes: number): Buffer =>
  createCipheriv('chacha20', key, Buffer.alloc(16)).update(Buffer.alloc(bytes));

describe('a random stream', () => {
  it('is the keystream with nonce zero and the counter from zero, word by word', () => {
    const stream = chacha20Stream(key);
    const bytes = keystream(4 * 100);
    for (let i = 0; i < 100; i += 1) expect(stream.word()).toBe(bytes.readUInt32LE(4 * i));
  });

  it('makes a uniform of 53 bits from two words', () => {
    const bytes = keystream(16);
    const stream = chacha20Stream(key);
    for (const at of [0, 8]) {
      const [a, b] = [bytes.readUInt32LE(at) >>> 5, bytes.readUInt32LE(at + 4) >>> 6];
      const exact = (BigInt(a) << 26n) | BigInt(b);
      expect(BigInt(stream.uniform() * 2 ** 53)).toBe(exact);
    }
  });

  it('rejects words beyond the last full multiple of the bound', () => {
    // With bound 2^31 + 1 nearly half of the words are rejected.
    const bound = 2 ** 31 + 1;
    const bytes = keystream(4 * 200);
    const accepted = Array.from({ length: 200 }, (_, i) => bytes.readUInt32LE(4 * i)).filter(
      (word) => word < bound,
    );
    expect(accepted.length).toBeLessThan(150);
    const stream = chacha20Stream(key);
    expect(accepted.map(() => stream.below(bound))).toEqual(accepted);
  });

  it('draws small integers uniformly (chi-square, 5 degrees of freedom)', () => {
    const stream = chacha20Stream(key);
    const counts = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 60_000; i += 1) {
      const drawn = stream.below(6);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.5); // the 99.9 % point
  });

  it('refuses to draw below what is no bound and to run on a short key', () => {
    const stream = chacha20Stream(key);
    for (const bound of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) {
      expect(() => stream.below(bound)).toThrow(RangeError);
    }
    expect(() => chacha20Stream(new Uint8Array(31))).toThrow(RangeError);
    expect(stream.below(1)).toBe(0);
  });
});
