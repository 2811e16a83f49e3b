// Requirements: RND-12
import { describe, expect, it } from 'vitest';
import { shuffle, unbiasedDraw } from '../../../shared/app/unbiased-draw.ts';
import { seededRandom } from '../../fakes/random.ts';

/** A source that gives these 32-bit words, little-endian, over and over. */
const words = (...values: readonly number[]) => ({
  bytes(length: number): Uint8Array {
    const view = new DataView(new ArrayBuffer(length));
    for (let at = 0; at < length; at += 4) {
      view.setUint32(at, values[(at / 4) % values.length] as number, true);
    }
    return new Uint8Array(view.buffer);
  },
});

/** Pearson's statistic of counts against equal shares. */
const chiSquare = (counts: readonly number[]): number => {
  const expected = counts.reduce((a, b) => a + b, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
};

describe('unbiased draws', () => {
  it('drops words beyond the last full multiple of the bound', () => {
    // 2^32 = 3 · 1431655765 + 1: only the highest word is beyond.
    const draw = unbiasedDraw(words(0xffffffff, 0xfffffffe, 4));
    expect([draw(3), draw(3), draw(3)]).toEqual([2, 1, 2]);
  });

  it('takes every word where the bound divides 2^32', () => {
    const draw = unbiasedDraw(words(0xffffffff, 5));
    expect([draw(2 ** 32), draw(8), draw(1)]).toEqual([0xffffffff, 5, 0]);
  });

  it.each([0, -1, 1.5, 2 ** 32 + 1, Number.NaN])('has no integer below %s', (bound) => {
    expect(() => unbiasedDraw(words(1))(bound)).toThrow(RangeError);
  });

  it('gives each of ten values its share (seed "shares"; χ² below 27.9, p = 0.001)', () => {
    const draw = unbiasedDraw(seededRandom('shares'));
    const counts = Array.from({ length: 10 }, () => 0);
    for (let i = 0; i < 50_000; i += 1) {
      const value = draw(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(chiSquare(counts)).toBeLessThan(27.9);
  });

  it('gives each order of four values its share (seed "orders"; χ² below 49.7, p = 0.001)', () => {
    const draw = unbiasedDraw(seededRandom('orders'));
    const orders = new Map<string, number>();
    for (let i = 0; i < 24_000; i += 1) {
      const values = [0, 1, 2, 3];
      shuffle(values, draw);
      orders.set(values.join(''), (orders.get(values.join('')) ?? 0) + 1);
    }
    expect(orders.size).toBe(24);
    expect(chiSquare([...orders.values()])).toBeLessThan(49.7);
  });
});
