import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import {
  levelBalancingProbabilities,
  parseLevelBalancing,
} from '../../engine/randomization/dbr.ts';
import { prepareDesign } from '../../engine/randomization/design.ts';
import { minimizationProbabilities } from '../../engine/randomization/minimization.ts';
import { checkArmsAllowed } from '../../engine/randomization/weights.ts';
import {
  centralScheduleProbabilities,
  parseCentralSchedule,
} from '../../engine/randomization/zelen.ts';
import { readCountRows } from './read-counts.ts';
import { readMinimization } from './read-minimization.ts';
import { readRatio } from './read-ratio.ts';

export interface ProbabilitiesQuestion {
  readonly procedure: string;
  /** Ratio as text; 1:1 when not given. */
  readonly arms?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly n?: number | undefined;
  /**
   * Allocations so far as text. One number an arm; for `dbr` one list for each level, innermost
   * first (one list alone holds for every level); for `minimization` one list for each factor, at
   * the subject's level of it; for `zelen` the counts of the subject's centre.
   */
  readonly counts: string;
  /** Index of the subject, from 1; must agree with the counts. */
  readonly j?: number | undefined;
}

export type Probabilities = Result<{ readonly probabilities: readonly number[] }, Refusal>;

type Rows = readonly (readonly number[])[];

const answer = (probabilities: readonly number[]): Probabilities => ok({ probabilities });

const wrongRows = (wanted: string): Result<never, Refusal> =>
  err(refusal('counts-invalid', 'The counts do not fit the arms.', `Give ${wanted}.`));

const fits = (rows: Rows, count: number, arms: number): boolean =>
  rows.length === count && rows.every((row) => row.length === arms);

const balancedLevels = (
  weights: readonly number[],
  question: ProbabilitiesQuestion,
  rows: Rows,
): Probabilities => {
  const arms = checkArmsAllowed('Dynamic balanced randomization', 'two-equal', weights);
  if (!arms.ok) return arms;
  const balancing = parseLevelBalancing(question.parameters);
  if (!balancing.ok) return balancing;
  const levels = balancing.value.limits.length;
  const [only] = rows;
  const perLevel = rows.length === 1 && only ? Array.from({ length: levels }, () => only) : rows;
  if (!fits(perLevel, levels, 2)) {
    return wrongRows(`two counts for each of ${levels} levels, e.g. [[1,0],[2,2]]`);
  }
  const differences = perLevel.map(([n1 = 0, n2 = 0]) => n1 - n2);
  return answer(levelBalancingProbabilities(balancing.value, differences));
};

const minimized = (
  weights: readonly number[],
  question: ProbabilitiesQuestion,
  rows: Rows,
): Probabilities => {
  const spec = readMinimization(weights, question.parameters, rows.length);
  if (!spec.ok) return spec;
  if (!fits(rows, spec.value.factors.length, weights.length)) {
    return wrongRows(
      `${weights.length} counts for each of ${spec.value.factors.length} factors, e.g. [[3,2],[5,5]]`,
    );
  }
  return answer(minimizationProbabilities(spec.value, rows));
};

const scheduled = (
  weights: readonly number[],
  question: ProbabilitiesQuestion,
  rows: Rows,
): Probabilities => {
  const schedule = parseCentralSchedule(question.parameters, weights);
  if (!schedule.ok) return schedule;
  if (!fits(rows, 1, weights.length)) return wrongRows(`${weights.length} counts of the centre`);
  return answer(centralScheduleProbabilities(schedule.value, rows[0] ?? []));
};

const ofSequence = (
  weights: readonly number[],
  question: ProbabilitiesQuestion,
  rows: Rows,
): Probabilities => {
  const { procedure, parameters, n, j } = question;
  const design = prepareDesign(procedure, parameters, { weights, n });
  if (!design.ok) return design;
  if (rows.length !== 1) return wrongRows('one whole number for each arm, e.g. 3,3,4');
  const state = design.value.fromCounts(rows[0] ?? [], j);
  return state.ok ? answer(design.value.probabilities(state.value)) : state;
};

/** Counts of a centre, a level or a factor are of a part of the subjects, so they tell no index. */
const checkIndex = ({ procedure, j }: ProbabilitiesQuestion): Result<null, Refusal> => {
  if (j === undefined) return ok(null);
  return err(
    refusal(
      'index-not-applicable',
      `The index ${j} does not apply: ${procedure} looks at the counts of the subject's own centre, levels or factors.`,
      'Leave j out.',
    ),
  );
};

const DYNAMIC: ReadonlyMap<string, typeof ofSequence> = new Map([
  ['dbr', balancedLevels],
  ['minimization', minimized],
  ['zelen', scheduled],
]);

/** The probability of each arm for the next subject, for the command `probabilities`. */
export const probabilitiesAt = (question: ProbabilitiesQuestion): Probabilities => {
  const weights = readRatio(question.arms ?? '1:1');
  if (!weights.ok) return weights;
  const rows = readCountRows(question.counts);
  if (!rows.ok) return rows;
  const dynamic = DYNAMIC.get(question.procedure);
  if (dynamic === undefined) return ofSequence(weights.value, question, rows.value);
  const index = checkIndex(question);
  return index.ok ? dynamic(weights.value, question, rows.value) : index;
};
