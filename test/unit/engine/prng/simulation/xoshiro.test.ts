import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lanesOf,
  mix64,
  multiply64,
  splitMixOutput,
} from '../../../../../shared/engine/prng/simulation/split-mix.ts';
import type { Lanes } from '../../../../../shared/engine/prng/simulation/split-mix.ts';
import { uniform, Xoshiro } from '../../../../../shared/engine/prng/simulation/xoshiro.ts';
import { chiSquareScore, kolmogorovSmirnov } from './goodness-of-fit.ts';

const toBigInt = ({ high, low }: Lanes): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
const MASK = (1n << 64n) - 1n;
const word64 = fc.bigInt({ min: 0n, max: MASK });
const lanes = (value: bigint): Lanes => ({
  high: Number(value >> 32n) | 0,
  low: Number(value & 0xffffffffn) | 0,
});

describe('SplitMix64 on 32-bit lanes', () => {
  it('gives the reference outputs for seed 1234567', () => {
    const outputs = [0, 1, 2, 3, 4].map((i) =>
      toBigInt(splitMixOutput(lanesOf(1234567), lanesOf(i))).toString(),
    );
    expect(outputs).toEqual([
      '6457827717110365317',
      '3203168211198807973',
      '9817491932198370423',
      '4593380528125082431',
      '16408922859458223821',
    ]);
  });

  it('multiplies and mixes as 64-bit arithmetic does', () => {
    fc.assert(
      fc.property(word64, word64, (a, b) => {
        expect(toBigInt(multiply64(lanes(a), lanes(b)))).toBe((a * b) & MASK);
        let z = a;
        z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
        z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
        expect(toBigInt(mix64(lanes(a)))).toBe(z ^ (z >> 31n));
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('takes no seed that is not a whole number within 2^53', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => lanesOf(bad)).toThrow();
  });
});

describe('xoshiro128**', () => {
  it('gives the reference outputs from state 1, 2, 3, 4', () => {
    const generator = new Xoshiro().restart(1, 2, 3, 4);
    const outputs = Array.from({ length: 10 }, () => generator.word() >>> 0);
    expect(outputs).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('walks one sequence, word by word or block-wise', () => {
    const single = new Xoshiro().startReplicate(7, 3, 1);
    const block = new Xoshiro().startReplicate(7, 3, 1);
    const words = new Int32Array(1000);
    block.fill(words, 400);
    block.fill(words.subarray(400), 600);
    expect(Array.from(words, () => single.word())).toEqual(Array.from(words));
    expect(single.word()).toBe(block.word());
  });

  it('refuses the all-zero state', () => {
    expect(() => new Xoshiro().restart(0, 0, 0, 0)).toThrow();
  });

  it('starts every replicate and purpose elsewhere, and the same one at the same place', () => {
    const firstWords = new Set<string>();
    const generator = new Xoshiro();
    for (let replicate = 0; replicate < 2000; replicate++) {
      for (let purpose = 0; purpose < 3; purpose++) {
        generator.startReplicate(1, replicate, purpose);
        firstWords.add(`${generator.word()},${generator.word()}`);
      }
    }
    expect(firstWords.size).toBe(6000);
    const again = new Xoshiro().startReplicate(1, 1999, 2);
    expect(firstWords.has(`${again.word()},${again.word()}`)).toBe(true);
  });

  it('has uniform bytes across replicates as within one', () => {
    const generator = new Xoshiro();
    const counts = Array.from({ length: 256 }, () => 0);
    for (let replicate = 0; replicate < 51200; replicate++) {
      const byte = generator.startReplicate(42, replicate, 0).word() & 255;
      counts[byte] = (counts[byte] ?? 0) + 1;
    }
    expect(
      Math.abs(
        chiSquareScore(
          counts,
          counts.map(() => 200),
        ),
      ),
    ).toBeLessThan(4);
  });

  it('gives uniforms on the open unit interval', () => {
    const generator = new Xoshiro().startReplicate(5, 0, 0);
    const values = Array.from({ length: 20000 }, () => uniform(generator));
    expect(kolmogorovSmirnov(values, (x) => x)).toBeLessThan(1.95);
    expect(uniform({ word: () => 0 })).toBeGreaterThan(0);
    expect(uniform({ word: () => -1 })).toBeLessThan(1);
  });
});
