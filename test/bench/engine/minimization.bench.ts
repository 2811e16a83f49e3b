import { compileMinimization } from '../../../shared/engine/randomization/compiled/minimization-table.ts';
import type { Minimization } from '../../../shared/engine/randomization/minimization.ts';
import { simulateMinimization } from '../../../shared/engine/randomization/simulate/simulate-minimization.ts';
import { type Suite, atLeastRate } from '../suite.ts';
import { mustBe } from './known-answers.ts';

const N = 500;
const REPLICATES = 20_000;
const LEVELS = [2, 3, 4, 2];

const spec: Minimization = {
  weights: [1, 1],
  factors: LEVELS.map((count, f) => ({
    name: `factor ${f}`,
    weight: 1,
    levels: Array.from({ length: count }, (_, level) => `level ${level}`),
  })),
  measure: 'range',
  p: 0.8,
};

function tableOf(one: Minimization) {
  const prevalence = one.factors.map(({ levels }) => levels.map(() => 1 / levels.length));
  const table = compileMinimization(one, prevalence, N);
  if (table === null) throw new Error('minimization has no table');
  return table;
}

const table = tableOf(spec);

/** With one factor of one level minimization is Efron's biased coin: PCG 1/2 + (p − 1/2)·P(D ≠ 0). */
function checkBiasedCoin(): void {
  const p = 2 / 3;
  const coin = tableOf({ ...spec, p, factors: [{ name: 'all', weight: 1, levels: ['all'] }] });
  const sums = simulateMinimization(coin, false, N, 1, 0, 4000);
  mustBe('PCG of a biased coin', sums.correctGuesses.sum / 4000, 0.6246666666666647, 0.001);
}

/** Pocock–Simon minimization with four factors and subjects drawn from 48 profiles. */
export const minimizationSuite: Suite = {
  name: 'simulate-minimization',
  unit: 'assignments',
  gate: checkBiasedCoin,
  ours: () => {
    simulateMinimization(table, false, N, 1, 0, REPLICATES);
    return N * REPLICATES;
  },
  goals: [atLeastRate(40e6, '40 M assignments/s a thread, 4 factors')],
};
