import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ArmsAllowed } from './procedure.ts';

/** Largest weight and number of arms served; beyond these the state spaces stop being practical. */
const MAX_WEIGHT = 1000;
const MAX_ARMS = 20;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

export const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Weights of the arms: 2..20 integers of 1..1000 with greatest common divisor 1. */
export const checkWeights = (weights: readonly number[]): Result<readonly number[], Refusal> => {
  const text = weights.join(':');
  if (weights.length < 2 || weights.length > MAX_ARMS) {
    return err(
      refusal(
        'arms-count',
        `${weights.length} arm(s) were given (${text}).`,
        `Give 2 to ${MAX_ARMS} arms, e.g. 1:1 or 1:2:2.`,
      ),
    );
  }
  if (weights.some((w) => !Number.isSafeInteger(w) || w < 1 || w > MAX_WEIGHT)) {
    return err(
      refusal(
        'weight-out-of-range',
        `The ratio ${text} has a weight that is not a whole number from 1 to ${MAX_WEIGHT}.`,
        'Give each arm a whole weight of at least 1; leave out an arm that receives nobody.',
      ),
    );
  }
  const divisor = weights.reduce(gcd);
  if (divisor === 1) return ok(weights);
  return err(
    refusal(
      'weights-not-coprime',
      `The weights ${text} have the common divisor ${divisor}.`,
      `Write the ratio in lowest terms: ${weights.map((w) => w / divisor).join(':')}.`,
    ),
  );
};

const WANTED: Readonly<Record<ArmsAllowed, string>> = {
  'two-equal': 'two arms in the ratio 1:1',
  two: 'two arms',
  equal: 'arms in equal ratio (1:1, 1:1:1, …)',
  any: 'any arms',
};

const serves = (allowed: ArmsAllowed, weights: readonly number[]): boolean => {
  const isEqual = weights.every((w) => w === 1);
  if (allowed === 'any') return true;
  if (allowed === 'equal') return isEqual;
  return weights.length === 2 && (allowed === 'two' || isEqual);
};

/** Refuses a ratio that the procedure does not serve. */
export const checkArmsAllowed = (
  name: string,
  allowed: ArmsAllowed,
  weights: readonly number[],
): Result<null, Refusal> =>
  serves(allowed, weights)
    ? ok(null)
    : err(
        refusal(
          'arms-not-served',
          `${name} serves ${WANTED[allowed]}, not ${weights.join(':')}.`,
          'Choose a procedure for this ratio, such as pbd, bud or brick, or change the ratio.',
        ),
      );
