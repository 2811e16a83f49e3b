import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type Counts, countsKey } from './counts-state.ts';
import { type ParameterSpec, readNumber } from './parameters.ts';
import type { Procedure } from './procedure.ts';
import { sum } from './weights.ts';

const LAMBDA: ParameterSpec = {
  name: 'lambda',
  meaning: 'minimal balanced sets in the urn; two arms 1:1: the maximum tolerated imbalance',
  kind: 'integer',
  min: 1,
  max: 10_000,
};

interface BlockUrn {
  readonly weights: readonly number[];
  readonly lambda: number;
}

/** Counts without the completed minimal balanced sets, i.e. the balls missing from the urn. */
const reduce = (weights: readonly number[], counts: Counts): Counts => {
  const sets = Math.min(...counts.map((count, k) => Math.floor(count / (weights[k] ?? 1))));
  return sets === 0 ? counts : counts.map((count, k) => count - sets * (weights[k] ?? 1));
};

const fromCounts = (p: BlockUrn, counts: readonly number[]): Result<Counts, Refusal> => {
  const missing = reduce(p.weights, counts);
  if (missing.every((e, k) => e <= p.lambda * (p.weights[k] ?? 0))) return ok(missing);
  return err(
    refusal(
      'counts-unreachable',
      `The counts ${counts.join(',')} cannot occur: the urn of ${p.lambda} balanced sets runs out of an arm before.`,
      'Give counts in which no arm is further ahead, or a larger lambda.',
    ),
  );
};

/**
 * Block urn design for any arms and ratio: with i = min_k floor(N_k/w_k) completed minimal balanced
 * sets, P_k = (w_k·λ + w_k·i − N_k) / (W·λ + W·i − (j − 1)). The state is N_k − w_k·i.
 * Source: Zhao & Weng 2011, Contemp Clin Trials 32:953–961.
 */
export const blockUrn: Procedure<BlockUrn, Counts> = {
  code: 'bud',
  name: 'Block urn design',
  formula: 'P_k = (w_k·λ + w_k·i − N_k) / (W·λ + W·i − (j − 1)), i = min_k floor(N_k/w_k)',
  source: 'Zhao & Weng 2011, Contemp Clin Trials 32:953-961, doi 10.1016/j.cct.2011.08.004',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [LAMBDA],
  parse: (raw, { weights }) => {
    const lambda = readNumber(LAMBDA, raw);
    return lambda.ok ? ok({ weights, lambda: lambda.value }) : lambda;
  },
  steps: () => null,
  initial: ({ weights }) => weights.map(() => 0),
  probabilities: ({ weights, lambda }, missing) => {
    const balls = sum(weights) * lambda - sum(missing);
    return weights.map((w, k) => (w * lambda - (missing[k] ?? 0)) / balls);
  },
  next: ({ weights }, missing, arm) =>
    reduce(
      weights,
      missing.map((e, k) => (k === arm ? e + 1 : e)),
    ),
  key: countsKey,
  fromCounts,
};
