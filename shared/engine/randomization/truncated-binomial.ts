import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { type Counts, countsKey, countsWithin, withOneMore } from './counts-state.ts';
import type { Procedure } from './procedure.ts';

interface TruncatedBinomial {
  /** n/2, the number of subjects of each arm. */
  readonly half: number;
}

/**
 * Truncated binomial design: a fair coin until one arm has its n/2 subjects, then the other arm
 * for certain. The state is the counts.
 * Source: Blackwell & Hodges 1957, Ann Math Stat 28:449–460.
 */
export const truncatedBinomial: Procedure<TruncatedBinomial, Counts> = {
  code: 'tbd',
  name: 'Truncated binomial design',
  formula: 'P(arm 1) = 1/2 while max(N1, N2) < n/2; then the other arm for certain',
  source: 'Blackwell & Hodges 1957, Ann Math Stat 28:449-460',
  armsAllowed: 'two-equal',
  needsLength: true,
  parameters: [],
  parse: (_, { n = 0 }) =>
    n % 2 === 0
      ? ok({ half: n / 2 })
      : err(
          refusal(
            'length-not-even',
            `The truncated binomial design cannot fill two equal arms with ${n} subjects.`,
            `Give an even n, e.g. ${n + 1}.`,
          ),
        ),
  steps: ({ half }) => 2 * half,
  initial: () => [0, 0],
  probabilities: ({ half }, [n1 = 0, n2 = 0]) => {
    if (n1 >= half) return [0, 1];
    return n2 >= half ? [1, 0] : [0.5, 0.5];
  },
  next: (_, counts, arm) => withOneMore(counts, arm),
  key: countsKey,
  fromCounts: ({ half }, counts) => countsWithin(counts, [half, half]),
};
