import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { ProcedureDescription } from './procedure-description.ts';
import { checkWeights, sum } from './weights.ts';

export type ImbalanceMeasure = 'range' | 'variance' | 'marginal-total';

export const IMBALANCE_MEASURES: readonly ImbalanceMeasure[] = [
  'range',
  'variance',
  'marginal-total',
];

export interface MinimizationFactor {
  readonly name: string;
  /** Importance in the total, > 0. */
  readonly weight: number;
  readonly levels: readonly string[];
}

export interface Minimization {
  /** Ratio of the arms. */
  readonly weights: readonly number[];
  readonly factors: readonly MinimizationFactor[];
  readonly measure: ImbalanceMeasure;
  /** Probability of the arm that leaves the least imbalance; 1 makes it predictable. */
  readonly p: number;
}

export const minimization: ProcedureDescription = {
  code: 'minimization',
  name: 'Minimization',
  formula:
    'G_k = Σ_f v_f·d(counts of factor f at the subject’s level if arm k were given, each divided by w_k); the arm with the least G has probability p, ties at random',
  source: 'Taves 1974, Clin Pharmacol Ther 15:443-453; Pocock & Simon 1975, Biometrics 31:103-115',
  armsAllowed: 'any',
  needsLength: false,
  parameters: [
    {
      name: 'p',
      meaning:
        'probability of the arm with the least imbalance, above 1/arms; 1 is allowed but predictable',
      kind: 'real',
      min: 0,
      minExclusive: true,
      max: 1,
    },
    {
      name: 'measure',
      meaning: 'how the counts of a level are compared',
      kind: 'text',
      form: IMBALANCE_MEASURES.join(' | '),
      default: 'range',
    },
    {
      name: 'factors',
      meaning: 'factors with their weights (> 0)',
      kind: 'text',
      form: 'sex:1,age:2, or [{ "name", "weight", "levels" }] in json',
      optional: true,
    },
    {
      name: 'json',
      meaning: 'the whole minimization as one object',
      kind: 'text',
      form: '{ "measure", "p", "factors": [{ "name", "weight", "levels" }] }',
      optional: true,
    },
  ],
};

const faultOf = (spec: Minimization): Refusal | null => {
  const arms = spec.weights.length;
  const names = spec.factors.map((factor) => factor.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  const light = spec.factors.find(({ weight }) => !(weight > 0 && Number.isFinite(weight)));
  if (!(spec.p > 1 / arms && spec.p <= 1)) {
    return refusal(
      'parameter-out-of-range',
      `The best arm cannot have the probability ${spec.p} among ${arms} arms.`,
      `Give p within 1/${arms} < p <= 1, e.g. 0.8.`,
    );
  }
  if (!IMBALANCE_MEASURES.includes(spec.measure)) {
    return refusal(
      'measure-unknown',
      `There is no measure of imbalance "${String(spec.measure)}".`,
      `Use one of: ${IMBALANCE_MEASURES.join(', ')}.`,
    );
  }
  if (names.length === 0 || twice !== undefined) {
    return refusal(
      'factors-invalid',
      twice === undefined ? 'There is no factor to balance.' : `Factor "${twice}" is given twice.`,
      'Give at least one factor, each with a name of its own.',
    );
  }
  if (light === undefined) return null;
  return refusal(
    'factor-weight-out-of-range',
    `Factor "${light.name}" cannot have the weight ${light.weight}.`,
    'Give each factor a weight above 0.',
  );
};

/** Checks ratio, factors, measure and probability. */
export const checkMinimization = (spec: Minimization): Result<Minimization, Refusal> => {
  const weights = checkWeights(spec.weights);
  if (!weights.ok) return weights;
  const fault = faultOf(spec);
  return fault === null ? ok(spec) : err(fault);
};

/** What to tell those who approve the design. */
export const minimizationWarnings = (spec: Minimization): readonly string[] =>
  spec.p === 1
    ? ['With p = 1 the next arm is certain unless arms tie; who knows the counts can predict it.']
    : [];

/** How far apart the counts (already divided by the ratio) of a factor's level are. */
const distance = (measure: ImbalanceMeasure, scaled: readonly number[], arm: number): number => {
  if (measure === 'marginal-total') return scaled[arm] ?? 0;
  if (measure === 'range') return Math.max(...scaled) - Math.min(...scaled);
  const mean = sum(scaled) / scaled.length;
  return sum(scaled.map((x) => (x - mean) ** 2)) / (scaled.length - 1);
};

/**
 * Total imbalance G_k if the next subject were given arm k, for each arm.
 *
 * @param marginals for each factor, the counts of the arms at the subject's level of that factor
 */
export const imbalanceIfGiven = (
  { weights, factors, measure }: Minimization,
  marginals: readonly (readonly number[])[],
): readonly number[] =>
  weights.map((_, arm) =>
    sum(
      factors.map((factor, f) => {
        const scaled = weights.map((w, k) => ((marginals[f]?.[k] ?? 0) + (k === arm ? 1 : 0)) / w);
        return factor.weight * distance(measure, scaled, arm);
      }),
    ),
  );

/**
 * Probabilities of the arms. One best arm: p, the others share 1 − p by their ratio. Several best
 * arms: one of them is taken at random by their ratio, then as for one best arm.
 */
export const minimizationProbabilities = (
  spec: Minimization,
  marginals: readonly (readonly number[])[],
): readonly number[] => {
  const totals = imbalanceIfGiven(spec, marginals);
  const least = Math.min(...totals);
  // Equal imbalances may differ by rounding of the divisions; real ones differ by far more.
  const isBest = totals.map((g) => g - least <= 1e-9 * Math.max(1, Math.abs(least)));
  const bestWeight = sum(spec.weights.filter((_, k) => isBest[k] === true));
  const all = sum(spec.weights);
  return spec.weights.map((w, k) =>
    sum(
      spec.weights.map((preferredWeight, preferred) => {
        if (isBest[preferred] !== true) return 0;
        const given = preferred === k ? spec.p : ((1 - spec.p) * w) / (all - preferredWeight);
        return (preferredWeight / bestWeight) * given;
      }),
    ),
  );
};
