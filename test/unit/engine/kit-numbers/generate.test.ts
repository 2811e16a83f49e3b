// Requirements: SUP-01
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kitNumberFormatDrawable } from '../../../builders/kit-number-formats.ts';
import type { Draw, GeneratedNumbers } from '../../../../shared/engine/kit-numbers/generate.ts';
import {
  formatCapacity,
  generateKitNumbers,
} from '../../../../shared/engine/kit-numbers/generate.ts';
import type { NumberFormat } from '../../../../shared/engine/kit-numbers/number-format.ts';
import { numberFault, totalLength } from '../../../../shared/engine/kit-numbers/number-format.ts';

/** A repeatable uniform source: SHA-256 of a counter, with rejection. */
function drawFrom(label: string): Draw {
  let counter = 0;
  return (bound) => {
    const limit = Math.floor(2 ** 32 / bound) * bound;
    for (;;) {
      const value = createHash('sha256').update(`${label}/${counter++}`).digest().readUInt32LE(0);
      if (value < limit) return value % bound;
    }
  };
}

const format: NumberFormat = { prefix: '', alphabet: 'digits', length: 6, check: 'mod-11-10' };
function generated(count: number, label: string, changes: object = {}): GeneratedNumbers {
  const result = generateKitNumbers({
    count,
    format,
    isTaken: () => false,
    takenCount: 0,
    firstSequence: 1,
    draw: drawFrom(label),
    ...changes,
  });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('kit numbers', () => {
  it('are of the format, distinct, and replay from the same draws', () => {
    fc.assert(
      fc.property(
        kitNumberFormatDrawable,
        fc.integer({ min: 1, max: 60 }),
        fc.nat(),
        (chosen, count, label) => {
          const one = generated(count, `f${label}`, { format: chosen });
          expect(new Set(one.numbers).size).toBe(count);
          for (const number of one.numbers) {
            expect(numberFault(number, chosen)).toBeUndefined();
            expect(number).toHaveLength(totalLength(chosen));
          }
          expect([...one.sequences].sort((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, i) => i + 1),
          );
          expect(generated(count, `f${label}`, { format: chosen })).toEqual(one);
        },
      ),
      { seed: 62, numRuns: 200 },
    );
  });

  it('extend a list without meeting its numbers, and go on with its sequence', () => {
    const first = generated(20_000, 'first');
    const taken = new Set(first.numbers);
    const second = generated(20_000, 'second', {
      isTaken: (number: string) => taken.has(number),
      takenCount: taken.size,
      firstSequence: 20_001,
    });
    expect(second.numbers.filter((number) => taken.has(number))).toEqual([]);
    expect(Math.min(...second.sequences)).toBe(20_001);
    // Without the predicate the two lists do meet, so the test above can fail.
    expect(generated(20_000, 'second').numbers.some((number) => taken.has(number))).toBe(true);
  });

  it('refuse to fill over a quarter of the space, and counts that cannot be', () => {
    const ask = (changes: object) => {
      const result = generateKitNumbers({
        count: 1,
        format,
        isTaken: () => false,
        takenCount: 0,
        firstSequence: 1,
        draw: () => 0,
        ...changes,
      });
      return result.ok ? 'ok' : result.error.rule;
    };
    expect(formatCapacity(format)).toBe(1_000_000);
    expect(ask({ takenCount: 249_999 })).toBe('ok');
    expect(ask({ takenCount: 250_000 })).toBe('kit-number-space');
    expect(ask({ count: 0 })).toBe('kit-number-count');
    expect(ask({ count: 1.5 })).toBe('kit-number-count');
    expect(ask({ count: 1e9 })).toBe('kit-number-count');
  });

  it('names the fault of a number', () => {
    const prefixed: NumberFormat = {
      prefix: 'K',
      alphabet: 'unambiguous',
      length: 4,
      check: 'none',
    };
    expect(
      ['K3467', 'K346', 'A3467', 'K346O', 'K346I'].map((text) => numberFault(text, prefixed)),
    ).toEqual([undefined, 'length', 'prefix', 'character', 'character']);
    expect(numberFault('0794005', { ...format, length: 6 })).toBe('check');
  });
});

/** How far the mean rank of arm 0 lies from its expectation, in standard deviations (rank-sum test, no ties). */
function rankDeviation(values: readonly number[], arms: readonly number[]): number {
  const order = values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const [n, n0] = [values.length, arms.filter((arm) => arm === 0).length];
  const sum = order.reduce((total, index, rank) => total + (arms[index] === 0 ? rank + 1 : 0), 0);
  return (sum - (n0 * (n + 1)) / 2) / Math.sqrt((n0 * (n - n0) * (n + 1)) / 12);
}

describe('numbers and arms', () => {
  const count = 4_000;
  /** The packager gives positions to arms in two halves, as packaging runs do. */
  const halves = Array.from({ length: count }, (_, position) => (position < count / 2 ? 0 : 1));
  const swapped = halves.map((arm) => 1 - arm);
  const list = generated(count, 'arms');
  const numbersOf = (numbers: readonly string[]) =>
    numbers.map((number) => Number(number.slice(0, 6)));

  it('tell neither labelling of the arms: numbers and sequence rank alike in both', () => {
    for (const arms of [halves, swapped]) {
      expect(Math.abs(rankDeviation(numbersOf(list.numbers), arms))).toBeLessThan(4);
      expect(Math.abs(rankDeviation([...list.sequences], arms))).toBeLessThan(4);
    }
    expect(
      Math.abs(
        rankDeviation(
          [...list.sequences],
          numbersOf(list.numbers).map((n) => n % 2),
        ),
      ),
    ).toBeLessThan(4);
  });

  it('the same test catches lists that do tell: sorted numbers, sequence by position, odd numbers for one arm', () => {
    const sorted = numbersOf(list.numbers).sort((a, b) => a - b);
    expect(Math.abs(rankDeviation(sorted, halves))).toBeGreaterThan(4);
    const byPosition = halves.map((_, position) => position);
    expect(Math.abs(rankDeviation(byPosition, halves))).toBeGreaterThan(4);
    const leaning = numbersOf(list.numbers).map(
      (number, position) => number + (halves[position] ?? 0) * 200_000,
    );
    expect(Math.abs(rankDeviation(leaning, halves))).toBeGreaterThan(4);
  });

  it('spread evenly over the space', () => {
    const bins = Array.from({ length: 20 }, () => 0);
    for (const number of numbersOf(list.numbers)) {
      const bin = Math.floor(number / 50_000);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const expected = count / bins.length;
    const chiSquare = bins.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: 50 is beyond the 0.9999 quantile.
    expect(chiSquare).toBeLessThan(50);
  });
});
