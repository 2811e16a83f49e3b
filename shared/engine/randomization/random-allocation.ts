import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { type Counts, countsKey, countsWithin, withOneMore } from './counts-state.ts';
import type { Procedure } from './procedure.ts';
import { sum } from './weights.ts';

interface RandomAllocation {
  /** Subjects of each arm at the end, n·w_k/W. */
  readonly quotas: readonly number[];
  readonly n: number;
}

/**
 * Random allocation rule: P_k = (n·w_k/W − N_k) / (n − j + 1); every sequence with the final counts
 * is equally likely. The state is the counts.
 * Source: Lachin 1988, Control Clin Trials 9:289–311.
 */
export const randomAllocation: Procedure<RandomAllocation, Counts> = {
  code: 'rand',
  name: 'Random allocation rule',
  formula: 'P_k = (n·w_k/W − N_k) / (n − j + 1)',
  source: 'Lachin 1988, Control Clin Trials 9:289-311',
  armsAllowed: 'any',
  needsLength: true,
  parameters: [],
  parse: (_, { n = 0, weights }) => {
    const total = sum(weights);
    if (n % total === 0) return ok({ n, quotas: weights.map((w) => (n / total) * w) });
    return err(
      refusal(
        'length-not-multiple',
        `The random allocation rule cannot divide ${n} subjects in the ratio ${weights.join(':')}.`,
        `Give n as a multiple of ${total}, e.g. ${Math.ceil(n / total) * total}.`,
      ),
    );
  },
  steps: ({ n }) => n,
  initial: ({ quotas }) => quotas.map(() => 0),
  probabilities: ({ n, quotas }, counts) => {
    const left = n - sum(counts);
    return quotas.map((quota, k) => (quota - (counts[k] ?? 0)) / left);
  },
  next: (_, counts, arm) => withOneMore(counts, arm),
  key: countsKey,
  fromCounts: ({ quotas }, counts) => countsWithin(counts, quotas),
};
