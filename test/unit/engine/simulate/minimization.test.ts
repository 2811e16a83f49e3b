// Requirements: RND-10
import { describe, expect, it } from 'vitest';
import { Xoshiro } from '../../../../shared/engine/prng/simulation/xoshiro.ts';
import { compileMinimization } from '../../../../shared/engine/randomization/compiled/minimization-table.ts';
import {
  IMBALANCE_MEASURES,
  type ImbalanceMeasure,
  type Minimization,
  minimizationProbabilities,
} from '../../../../shared/engine/randomization/minimization.ts';
import {
  emptyMinimization,
  marginalsAt,
  withSubject,
} from '../../../../shared/engine/randomization/minimization-state.ts';
import { estimateCharacteristics } from '../../../../shared/engine/randomization/simulate/estimate.ts';
import {
  EVEN,
  RIGHT,
  TRIAL,
  createMinimizationLane,
  followTrial,
  minimize,
} from '../../../../shared/engine/randomization/simulate/minimization-kernel.ts';
import { simulatePlainMinimization } from '../../../../shared/engine/randomization/simulate/plain-minimization.ts';
import { simulateMinimization } from '../../../../shared/engine/randomization/simulate/simulate-minimization.ts';

const STEPS = 120;

const specOf = (
  measure: ImbalanceMeasure,
  weights: readonly number[],
  levelCounts: readonly number[],
  p = 0.8,
): Minimization => ({
  weights,
  factors: levelCounts.map((count, f) => ({
    name: `factor ${f}`,
    weight: 1 + f / 2,
    levels: Array.from({ length: count }, (_, level) => `level ${level}`),
  })),
  measure,
  p,
});

const prevalenceOf = (spec: Minimization): readonly (readonly number[])[] =>
  spec.factors.map(({ levels }) => {
    const total = (levels.length * (levels.length + 1)) / 2;
    return levels.map((_, level) => (level + 1) / total);
  });

function tableOf(spec: Minimization) {
  const table = compileMinimization(spec, prevalenceOf(spec), STEPS);
  if (table === null) throw new Error('no table');
  return table;
}

/** Follows the plain rule with the words that the kernel took, and returns N_1 and N_2. */
function follow(spec: Minimization, words: Int32Array): readonly number[] {
  const table = tableOf(spec);
  const factors = spec.factors.length;
  const firstSlot = spec.factors.map((_, f) =>
    spec.factors.slice(0, f).reduce((sum, { levels }) => sum + levels.length, 0),
  );
  let state = emptyMinimization(spec);
  const counts = [0, 0];
  for (let j = 0; j < STEPS; j++) {
    const word = (words[2 * j] ?? 0) >>> 0;
    const cell = Math.floor(word / 2 ** (32 - table.profileBits));
    const entry = (table.profileCells[cell] ?? 0) >>> 0;
    const isOwn = word % 2 ** (32 - table.profileBits) < Math.floor(entry / 2 ** table.profileBits);
    const profile = isOwn ? cell : entry % 2 ** table.profileBits;
    const levels = Array.from(
      { length: factors },
      (_, f) => (table.profileSlots[profile * table.width + f] ?? 0) - (firstSlot[f] ?? 0),
    );
    const [first = 0] = minimizationProbabilities(spec, marginalsAt(state, levels));
    const arm = (words[2 * j + 1] ?? 0) >>> 1 < Math.round(first * 2 ** 31) ? 0 : 1;
    counts[arm] = (counts[arm] ?? 0) + 1;
    state = withSubject(state, levels, arm);
  }
  return counts;
}

describe('compiled minimization', () => {
  const cases = IMBALANCE_MEASURES.flatMap((measure) =>
    [
      [1, 1],
      [1, 2],
      [3, 2],
    ].flatMap((weights) =>
      [[2], [2, 3, 4, 2], [3, 2, 2, 2, 3]].map((levels) => [measure, weights, levels] as const),
    ),
  );

  it.each(cases)('%s %j %j gives the arms of the plain rule', (measure, weights, levels) => {
    for (const p of [0.8, 1]) {
      const spec = specOf(measure, weights, levels, p);
      const table = tableOf(spec);
      const words = new Int32Array(2 * STEPS);
      new Xoshiro().startReplicate(8, levels.length, 0).fill(words, words.length);
      const lane = createMinimizationLane(table.slots, STEPS);
      lane.position.set(table.origin);
      minimize(table, words, STEPS, lane);
      followTrial(lane, STEPS);
      const [first = 0, second = 0] = follow(spec, words);
      const [w1 = 1, w2 = 1] = weights;
      expect(lane.tally[TRIAL]).toBe(w2 * first - w1 * second);
    }
  });

  it('counts guesses as a guesser would', () => {
    const lane = createMinimizationLane(1, 6);
    // 1:1, arms 2 1 1 1 2 2: toss, right, toss, wrong, right, right.
    lane.moves.set([-1, 1, 1, 1, -1, -1]);
    followTrial(lane, 6);
    expect([lane.tally[RIGHT], lane.tally[EVEN], lane.tally[TRIAL]]).toEqual([3, 2, 0]);
  });

  it('draws levels with their prevalence', () => {
    const spec = specOf('range', [1, 1], [2, 3]);
    const table = tableOf(spec);
    const counts = new Float64Array(table.slots);
    const resolution = 2 ** (32 - table.profileBits);
    const cellCount = 1 << table.profileBits;
    const add = (profile: number, p: number): void => {
      for (let f = 0; f < 2; f++) {
        const slot = table.profileSlots[profile * table.width + f] ?? 0;
        counts[slot] = (counts[slot] ?? 0) + p / cellCount;
      }
    };
    table.profileCells.forEach((entry, cell) => {
      const own = (entry >>> table.profileBits) / resolution;
      if (own > 0) add(cell, own);
      add(entry & (cellCount - 1), 1 - own);
    });
    const expected = prevalenceOf(spec).flat();
    expected.forEach((p, slot) => expect(counts[slot]).toBeCloseTo(p, 6));
  });

  it('balances every level far better than chance, and better with p = 1', () => {
    const loose = specOf('range', [1, 1], [2, 3, 4, 2], 0.8);
    const tight = specOf('range', [1, 1], [2, 3, 4, 2], 1);
    const run = (spec: Minimization, isCertain: boolean) =>
      simulateMinimization(tableOf(spec), isCertain, STEPS, 3, 0, 500);
    const mean = (sums: ReturnType<typeof run>): number =>
      sums.levelImbalance.slice(0, 11).reduce((a, b) => a + b, 0) / (11 * 500);
    // By chance a level of 120·p subjects would end about √(2·120·p/π) apart: more than 4 on average.
    expect(mean(run(loose, false))).toBeLessThan(2.5);
    expect(mean(run(tight, true))).toBeLessThan(mean(run(loose, false)));
    expect(estimateCharacteristics(run(loose, false)).deterministic).toBe(0);
    expect(estimateCharacteristics(run(tight, true)).deterministic).toBeGreaterThan(0.5);
    expect(run(loose, false)).toEqual(run(loose, false));
  });

  it.each([
    [[1, 1], 0.8],
    [[1, 2], 1],
  ])('%j with p = %d has the characteristics of the plain rule', (weights, p) => {
    const spec = specOf('variance', weights, [2, 3], p);
    const table = simulateMinimization(tableOf(spec), p === 1, 40, 3, 0, 4000);
    const compiled = estimateCharacteristics(table);
    const plain = estimateCharacteristics(
      simulatePlainMinimization(spec, prevalenceOf(spec), 40, 3, 0, 1500),
    );
    for (const name of [
      'balanced',
      'meanMaxAbs',
      'deterministic',
      'correctGuesses',
      'biasFactor',
    ] as const) {
      const error = Math.hypot(compiled.errors[name], plain.errors[name], 1e-6);
      expect(Math.abs(compiled[name] - plain[name]) / error, name).toBeLessThan(4);
    }
    const last = compiled.meanAbsByStep[39] ?? 0;
    const error = Math.hypot(
      compiled.errors.meanAbsByStep[39] ?? 0,
      plain.errors.meanAbsByStep[39] ?? 0,
    );
    expect(Math.abs(last - (plain.meanAbsByStep[39] ?? 0)) / error).toBeLessThan(4);
  });

  it('leaves three arms and very many profiles to the plain rule', () => {
    const three = specOf('range', [1, 1, 1], [2, 2]);
    expect(compileMinimization(three, prevalenceOf(three), STEPS)).toBeNull();
    const many = specOf(
      'range',
      [1, 1],
      Array.from({ length: 17 }, () => 2),
    );
    expect(compileMinimization(many, prevalenceOf(many), STEPS)).toBeNull();
  });
});
