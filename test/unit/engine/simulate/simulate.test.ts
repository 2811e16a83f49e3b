// Requirements: RND-04
import { describe, expect, it } from 'vitest';
import { compileWalk, type Walk } from '../../../../shared/engine/randomization/compiled/walk.ts';
import { exactCharacteristics } from '../../../../shared/engine/randomization/exact/exact-characteristics.ts';
import {
  type EstimatedCharacteristics,
  estimateCharacteristics,
} from '../../../../shared/engine/randomization/simulate/estimate.ts';
import { LANES } from '../../../../shared/engine/randomization/simulate/leap-kernel.ts';
import {
  type LeapPlan,
  planLeaps,
} from '../../../../shared/engine/randomization/simulate/leap-plan.ts';
import { addSums } from '../../../../shared/engine/randomization/simulate/sample-sums.ts';
import { simulatePlain } from '../../../../shared/engine/randomization/simulate/simulate-plain.ts';
import { simulateWalk } from '../../../../shared/engine/randomization/simulate/simulate-walk.ts';
import type { Characteristics } from '../../../../shared/engine/randomization/exact/exact-characteristics.ts';
import { CASES, design, title } from '../compiled/designs.ts';

const N = 30;
const SEED = 20260401;

function walkOf([code, raw, weights]: (typeof CASES)[number], n: number): Walk {
  const walk = compileWalk(design(code, raw, n, weights), n);
  if (!walk.ok) throw new Error(walk.error.message);
  return walk.value;
}

function planOf(walk: Walk): LeapPlan {
  const plan = planLeaps(walk);
  if (plan === null) throw new Error('no plan');
  return plan;
}

function exactOf(walk: Walk): Characteristics {
  const exact = exactCharacteristics(walk);
  if (!exact.ok) throw new Error(exact.error.message);
  return exact.value;
}

/** Largest distance in standard errors, which cannot be known better than one replicate's worth. */
function worstScore(exact: Characteristics, simulated: EstimatedCharacteristics): number {
  const { errors } = simulated;
  const pairs: readonly (readonly [number, number, number])[] = [
    [simulated.balanced, exact.balanced, errors.balanced],
    [simulated.meanMaxAbs, exact.meanMaxAbs, errors.meanMaxAbs],
    [simulated.deterministic, exact.deterministic, errors.deterministic],
    [simulated.correctGuesses, exact.correctGuesses, errors.correctGuesses],
    [simulated.biasFactor, exact.biasFactor, errors.biasFactor],
    [simulated.sdAbsByStep.at(-1) ?? 0, exact.sdAbsByStep.at(-1) ?? 0, errors.sdAbs],
    ...Array.from(
      exact.meanAbsByStep,
      (mean, j) => [simulated.meanAbsByStep[j] ?? 0, mean, errors.meanAbsByStep[j] ?? 0] as const,
    ),
  ];
  return Math.max(
    ...pairs.map(([a, b, error]) => Math.abs(a - b) / Math.max(error, 1 / simulated.replicates)),
  );
}

describe('simulated characteristics', () => {
  it.each(CASES.map((one) => [title(one), one] as const))(
    '%s: compiled and plain simulation agree with the exact figures',
    (_, one) => {
      const walk = walkOf(one, N);
      const exact = exactOf(walk);
      const leapt = estimateCharacteristics(simulateWalk(planOf(walk), SEED, 0, 20_000));
      expect(worstScore(exact, leapt)).toBeLessThan(4.5);
      const plain = design(one[0], one[1], N, one[2]);
      const stepped = estimateCharacteristics(simulatePlain(plain, N, SEED, 0, 1500));
      expect(worstScore(exact, stepped)).toBeLessThan(4.5);
    },
  );

  it('notices a design that is slightly different', () => {
    const simulated = simulateWalk(
      planOf(walkOf(['bcd', { p: 0.68 }, [1, 1]], N)),
      SEED,
      0,
      20_000,
    );
    const exact = exactOf(walkOf(['bcd', { p: 2 / 3 }, [1, 1]], N));
    expect(worstScore(exact, estimateCharacteristics(simulated))).toBeGreaterThan(4.5);
  });

  it.each([1, 2, 3, 5, 7, 30])('serves n = %i, which leaps of four need not divide', (n) => {
    const walk = walkOf(['bud', { lambda: 3 }, [1, 1]], n);
    const simulated = estimateCharacteristics(simulateWalk(planOf(walk), SEED, 0, 8000));
    expect(worstScore(exactOf(walk), simulated)).toBeLessThan(4.5);
  });

  it('serves sequences longer than the tallies of one stretch', () => {
    const walk = walkOf(['bsd', { mti: 3 }, [1, 1]], 5000);
    const simulated = estimateCharacteristics(simulateWalk(planOf(walk), SEED, 0, 640));
    expect(worstScore(exactOf(walk), simulated)).toBeLessThan(5);
  });

  it('gives the same sums in one piece or in chunks', () => {
    const plan = planOf(walkOf(['pbd', { blocks: '2,4,6' }, [1, 1]], N));
    const whole = simulateWalk(plan, SEED, 0, 10 * LANES + 5);
    const pieces = [
      simulateWalk(plan, SEED, 0, 4 * LANES),
      simulateWalk(plan, SEED, 4, 6 * LANES),
      simulateWalk(plan, SEED, 10, 5),
    ].reduce(addSums);
    expect(pieces.replicates).toBe(whole.replicates);
    expect(pieces.balanced).toBe(whole.balanced);
    expect(pieces.maximum).toEqual(whole.maximum);
    expect(pieces.deterministic.sum).toBeCloseTo(whole.deterministic.sum, 9);
    expect(pieces.absByStep.at(-1)).toBe(whole.absByStep.at(-1));
  });
});
