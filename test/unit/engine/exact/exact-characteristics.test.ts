// Requirements: RND-04
import { describe, expect, it } from 'vitest';
import { compileWalk } from '../../../../shared/engine/randomization/compiled/walk.ts';
import {
  type Characteristics,
  exactCharacteristics,
} from '../../../../shared/engine/randomization/exact/exact-characteristics.ts';
import { CASES, design, title } from '../compiled/designs.ts';
import { enumerate } from './enumeration.ts';

function exact(
  code: string,
  raw: Parameters<typeof design>[1],
  n: number,
  weights?: readonly number[],
): Characteristics {
  const walk = compileWalk(design(code, raw, n, weights), n);
  if (!walk.ok) throw new Error(walk.error.message);
  const value = exactCharacteristics(walk.value);
  if (!value.ok) throw new Error(value.error.message);
  return value.value;
}

describe('exact characteristics', () => {
  it.each(CASES.map((one) => [title(one), one] as const))(
    '%s: equal the sum over all sequences of 8 subjects',
    (_, [code, raw, weights]) => {
      const n = 8;
      const listed = enumerate(design(code, raw, n, weights), n);
      const computed = exact(code, raw, n, weights);
      expect(listed.total).toBeCloseTo(1, 12);
      for (let j = 0; j < n; j++) {
        const mean = listed.meanAbs[j] ?? 0;
        const square = listed.meanSquare[j] ?? 0;
        expect(computed.meanAbsByStep[j]).toBeCloseTo(mean, 12);
        expect(computed.meanSquareByStep[j]).toBeCloseTo(square, 11);
        expect(computed.sdAbsByStep[j]).toBeCloseTo(Math.sqrt(Math.max(0, square - mean ** 2)), 6);
      }
      expect(computed.balanced).toBeCloseTo(listed.balanced, 12);
      expect(computed.meanMaxAbs).toBeCloseTo(listed.meanMaxAbs, 12);
      expect(computed.deterministic).toBeCloseTo(listed.deterministic, 12);
      expect(computed.correctGuesses).toBeCloseTo(listed.correctGuesses, 12);
      expect(computed.biasFactor).toBeCloseTo(n * (listed.correctGuesses - 1 / 2), 11);
    },
  );

  it('meets the closed forms of Zhao & Weng', () => {
    const pbd = exact('pbd', { block: 4 }, 400);
    expect(pbd.deterministic).toBeCloseTo(1 / 3, 12);
    expect(pbd.correctGuesses).toBeCloseTo(17 / 24, 12);
    const longRun = (code: string, raw: Parameters<typeof design>[1]): readonly number[] => {
      const short = exact(code, raw, 500);
      const long = exact(code, raw, 1000);
      return [
        (long.deterministic * 1000 - short.deterministic * 500) / 500,
        (long.correctGuesses * 1000 - short.correctGuesses * 500) / 500,
      ];
    };
    const [bsdDeterministic, bsdCorrect] = longRun('bsd', { mti: 2 });
    expect(bsdDeterministic).toBeCloseTo(1 / 4, 10);
    expect(bsdCorrect).toBeCloseTo(5 / 8, 10);
    const [budDeterministic, budCorrect] = longRun('bud', { lambda: 2 });
    expect(budDeterministic).toBeCloseTo(1 / 6, 10);
    expect(budCorrect).toBeCloseTo(2 / 3, 10);
  });

  it('knows a fair coin: E abs(D) = n·C(n, n/2)/2^n, PCG 1/2, variance n', () => {
    const n = 1000;
    const coin = exact('crd', {}, n);
    let central = 1;
    for (let k = 1; k <= n / 2; k++) central *= (n / 2 + k) / k / 4;
    expect(coin.meanAbsByStep[n - 1]).toBeCloseTo(n * central, 9);
    expect(coin.balanced).toBeCloseTo(central, 12);
    expect(coin.meanSquareByStep[n - 1]).toBeCloseTo(n, 9);
    expect(coin.correctGuesses).toBeCloseTo(0.5, 12);
    // Reflection: P(max of D >= k) = P(D >= k) + P(D > k); abs(D) is bounded by twice that.
    expect(coin.meanMaxAbs).toBeGreaterThan(1.2 * Math.sqrt(n));
    expect(coin.meanMaxAbs).toBeLessThan(1.26 * Math.sqrt(n));
  });

  it('refuses a calculation that would take minutes', () => {
    const walk = compileWalk(design('crd', {}, 150, [1, 1, 1]), 150);
    const answer = walk.ok ? exactCharacteristics(walk.value) : walk;
    expect(!answer.ok && answer.error.rule).toBe('exact-too-long');
  });
});
