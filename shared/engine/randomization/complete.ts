import { ok } from '../../base/result.ts';
import type { Procedure } from './procedure.ts';
import { sum } from './weights.ts';

interface Complete {
  readonly probabilities: readonly number[];
}

/**
 * Complete randomization: every subject by the same coin, P_k = w_k / W. There is one state, 0.
 * Source: Rosenberger & Lachin 2016, Randomization in Clinical Trials, 2nd ed., chapter 3.
 */
export const complete: Procedure<Complete, number> = {
  code: 'crd',
  name: 'Complete randomization',
  formula: 'P_k = w_k / W',
  source: 'Rosenberger & Lachin 2016, Randomization in Clinical Trials, ch. 3',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [],
  parse: (_, { weights }) => {
    const total = sum(weights);
    return ok({ probabilities: weights.map((w) => w / total) });
  },
  steps: () => null,
  initial: () => 0,
  probabilities: (p) => p.probabilities,
  next: () => 0,
  key: (state) => state,
  fromCounts: () => ok(0),
};
