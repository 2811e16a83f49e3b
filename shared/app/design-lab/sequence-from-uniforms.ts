import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import {
  levelBalancingProbabilities,
  parseLevelBalancing,
} from '../../engine/randomization/dbr.ts';
import { type Design, prepareDesign } from '../../engine/randomization/design.ts';
import { drawArm } from '../../engine/randomization/draw.ts';
import { checkArmsAllowed } from '../../engine/randomization/weights.ts';
import { readRatio } from './read-ratio.ts';

export interface SequenceQuestion {
  readonly procedure: string;
  /** Ratio as text; 1:1 when not given. */
  readonly arms?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly n?: number | undefined;
  /** Parsed JSON: a list of numbers in [0, 1), or `{ "uniforms": [...] }`. */
  readonly uniforms: unknown;
}

export interface DrivenSequence {
  /** Arm of each subject, counted from 0. */
  readonly arms: readonly number[];
  /** Probabilities of the arms for each subject, before the draw. */
  readonly probabilities: readonly (readonly number[])[];
}

const MAX_UNIFORMS = 1_000_000;

const readUniforms = (value: unknown): Result<readonly number[], Refusal> => {
  const list =
    typeof value === 'object' && value !== null && 'uniforms' in value ? value.uniforms : value;
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_UNIFORMS) {
    return err(
      refusal(
        'uniforms-unreadable',
        'The uniforms are not a list of numbers.',
        `Give a JSON list of 1 to ${MAX_UNIFORMS} numbers, each 0 <= u < 1.`,
      ),
    );
  }
  const wrong = list.findIndex((u) => !(typeof u === 'number' && u >= 0 && u < 1));
  if (wrong < 0) return ok(list);
  return err(
    refusal(
      'uniform-out-of-range',
      `Uniform ${wrong + 1} is ${JSON.stringify(list[wrong])}.`,
      'Give numbers with 0 <= u < 1.',
    ),
  );
};

const complete = (steps: number, given: number): Refusal =>
  refusal(
    'sequence-complete',
    `The sequence has ${steps} subjects, but ${given} uniforms were given.`,
    'Give at most n uniforms, or a larger n.',
  );

/** Where a concealed block size is open, the next uniform draws it; the one after draws the arm. */
const drive = (design: Design, uniforms: readonly number[]): DrivenSequence => {
  const arms: number[] = [];
  const probabilities: (readonly number[])[] = [];
  let state = design.initial;
  for (const u of uniforms) {
    const options = design.concealedOptions(state);
    if (options > 0) {
      state = design.settle(state, Math.floor(u * options));
      continue;
    }
    const current = design.probabilities(state);
    const arm = drawArm(current, u);
    arms.push(arm);
    probabilities.push(current);
    state = design.next(state, arm);
  }
  return { arms, probabilities };
};

/** Every subject in one centre of one region: all levels see the same difference. */
const driveLevels = (
  question: SequenceQuestion,
  weights: readonly number[],
  uniforms: readonly number[],
): Result<DrivenSequence, Refusal> => {
  const allowed = checkArmsAllowed('Dynamic balanced randomization', 'two-equal', weights);
  if (!allowed.ok) return allowed;
  const balancing = parseLevelBalancing(question.parameters);
  if (!balancing.ok) return balancing;
  let d = 0;
  const steps = uniforms.map((u) => {
    const differences = balancing.value.limits.map(() => d);
    const probabilities = levelBalancingProbabilities(balancing.value, differences);
    const arm = drawArm(probabilities, u);
    d += arm === 0 ? 1 : -1;
    return { arm, probabilities };
  });
  return ok({
    arms: steps.map((step) => step.arm),
    probabilities: steps.map((step) => step.probabilities),
  });
};

/**
 * The sequence that given uniforms lead to (arm k when u < cumulative probability), for the command
 * `sequence`. With random block sizes s, a uniform at each block's start draws the size:
 * index floor(u·s) of the ascending sizes.
 */
export const sequenceFromUniforms = (
  question: SequenceQuestion,
): Result<DrivenSequence, Refusal> => {
  const weights = readRatio(question.arms ?? '1:1');
  if (!weights.ok) return weights;
  const uniforms = readUniforms(question.uniforms);
  if (!uniforms.ok) return uniforms;
  if (question.procedure === 'dbr') return driveLevels(question, weights.value, uniforms.value);
  if (question.procedure === 'minimization' || question.procedure === 'zelen') {
    return err(
      refusal(
        'not-a-sequence',
        `${question.procedure} depends on each subject, not on uniforms alone.`,
        'Ask for the probabilities at given counts with the command probabilities.',
      ),
    );
  }
  const { procedure, parameters, n } = question;
  const design = prepareDesign(procedure, parameters, { weights: weights.value, n });
  if (!design.ok) return design;
  const { steps } = design.value;
  if (steps !== null && uniforms.value.length > steps) {
    return err(complete(steps, uniforms.value.length));
  }
  return ok(drive(design.value, uniforms.value));
};
