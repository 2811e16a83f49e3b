import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { dbr } from './dbr.ts';
import { minimization } from './minimization.ts';
import { type RawParameters, refuseUnknown } from './parameters.ts';
import type { DesignContext, Procedure } from './procedure.ts';
import { procedures } from './procedures.ts';
import { checkArmsAllowed, checkWeights, sum } from './weights.ts';
import { zelen } from './zelen.ts';

/**
 * A procedure with its parameters inside: what lists, live allocation, simulation and exact
 * calculation work with. The state's type is hidden; only the design that made a state may read it.
 */
export interface Design<S = unknown> {
  readonly code: string;
  readonly weights: readonly number[];
  /** Number of allocations defined; null when the design never ends. */
  readonly steps: number | null;
  readonly initial: S;
  probabilities(state: S): readonly number[];
  next(state: S, arm: number): S;
  key(state: S): string | number;
  /** Number of equally likely concealed options to settle before the next arm; 0 when none. */
  concealedOptions(state: S): number;
  settle(state: S, option: number): S;
  /** Whether the next allocation opens a new block; false where the procedure has no blocks. */
  startsBlock(state: S): boolean;
  /** The state for subject j (1-based; Σcounts + 1 when not given); refuses impossible counts. */
  fromCounts(counts: readonly number[], j?: number): Result<S, Refusal>;
}

const checkLength = (n: number | undefined, name: string): Result<null, Refusal> =>
  n === undefined
    ? err(refusal('length-missing', `${name} needs the number of subjects n.`, 'Give n.'))
    : Number.isSafeInteger(n) && n >= 1 && n <= 1_000_000
      ? ok(null)
      : err(
          refusal(
            'length-out-of-range',
            `The number of subjects cannot be ${n}.`,
            'Give n as a whole number from 1 to 1,000,000.',
          ),
        );

const checkCounts = (
  weights: readonly number[],
  steps: number | null,
  counts: readonly number[],
  j: number | undefined,
): Result<null, Refusal> => {
  const text = counts.join(',');
  if (counts.length !== weights.length || counts.some((c) => !Number.isSafeInteger(c) || c < 0)) {
    return err(
      refusal(
        'counts-invalid',
        `The counts ${text} do not fit ${weights.length} arms.`,
        'Give one whole number of at least 0 for each arm.',
      ),
    );
  }
  const allocated = sum(counts);
  if (j !== undefined && j !== allocated + 1) {
    return err(
      refusal(
        'counts-index-mismatch',
        `Subject ${j} comes after ${j - 1} allocations, but the counts ${text} add up to ${allocated}.`,
        `Leave j out or give j = ${allocated + 1}.`,
      ),
    );
  }
  if (steps === null || allocated < steps) return ok(null);
  return err(
    refusal(
      'sequence-complete',
      `All ${steps} subjects of the sequence are allocated (counts ${text}).`,
      'Give counts that add up to less than n, or a larger n.',
    ),
  );
};

/** Binds parsed parameters to their procedure. */
export const bindDesign = <P, S>(
  procedure: Procedure<P, S>,
  parameters: P,
  weights: readonly number[],
): Design<S> => {
  const steps = procedure.steps(parameters);
  const { concealment } = procedure;
  return {
    code: procedure.code,
    weights,
    steps,
    initial: procedure.initial(parameters),
    probabilities: (state) => procedure.probabilities(parameters, state),
    next: (state, arm) => procedure.next(parameters, state, arm),
    key: (state) => procedure.key(state),
    concealedOptions: (state) => concealment?.options(parameters, state) ?? 0,
    settle: (state, option) => {
      if (concealment === undefined) throw new Error(`${procedure.code} conceals nothing`);
      return concealment.settle(parameters, state, option);
    },
    startsBlock: (state) => procedure.startsBlock?.(parameters, state) ?? false,
    fromCounts: (counts, j) => {
      const checked = checkCounts(weights, steps, counts, j);
      return checked.ok ? procedure.fromCounts(parameters, counts) : checked;
    },
  };
};

/** Checks weights, arms, length and parameters, and binds the procedure to them. */
export const prepareProcedure = <P, S>(
  procedure: Procedure<P, S>,
  raw: RawParameters,
  context: DesignContext,
): Result<Design<S>, Refusal> => {
  const weights = checkWeights(context.weights);
  if (!weights.ok) return weights;
  const arms = checkArmsAllowed(procedure.name, procedure.armsAllowed, weights.value);
  if (!arms.ok) return arms;
  const length = procedure.needsLength ? checkLength(context.n, procedure.name) : ok(null);
  if (!length.ok) return length;
  const unknown = refuseUnknown(procedure.parameters, raw);
  if (!unknown.ok) return unknown;
  const parameters = procedure.parse(raw, context);
  return parameters.ok ? ok(bindDesign(procedure, parameters.value, weights.value)) : parameters;
};

/** Procedures that look at more than what was allocated before. */
const DYNAMIC: readonly string[] = [dbr.code, minimization.code, zelen.code];

/** A design by its procedure's code, e.g. `prepareDesign('bsd', { mti: 3 }, { weights: [1, 1] })`. */
export const prepareDesign = (
  code: string,
  raw: RawParameters,
  context: DesignContext,
): Result<Design, Refusal> => {
  const procedure = procedures.get(code);
  if (procedure !== undefined) return prepareProcedure(procedure, raw, context);
  const sequences = [...procedures.keys()].join(', ');
  if (DYNAMIC.includes(code)) {
    return err(
      refusal(
        'not-a-sequence',
        `${code} depends on the centre or the levels of each subject; it makes no sequence of its own.`,
        `Ask for its probabilities at given counts, compare it on a multi-centre trial, or use one of: ${sequences}.`,
      ),
    );
  }
  return err(
    refusal(
      'unknown-procedure',
      `There is no procedure "${code}".`,
      `Use one of: ${sequences}; where subjects differ in centre or levels also ${DYNAMIC.join(', ')}.`,
    ),
  );
};
