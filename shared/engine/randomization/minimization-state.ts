import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { Minimization } from './minimization.ts';

/** Allocations so far, `counts[factor][level][arm]`. */
export interface MinimizationState {
  readonly counts: readonly (readonly (readonly number[])[])[];
}

/** A subject's level of each factor by name; null or absent where it is not known. */
export type FactorValues = Readonly<Record<string, string | null | undefined>>;

export const emptyMinimization = (spec: Minimization): MinimizationState => ({
  counts: spec.factors.map((factor) => factor.levels.map(() => spec.weights.map(() => 0))),
});

/** Index of the subject's level for each factor; refuses a missing or unknown value. */
export const levelsOf = (
  spec: Minimization,
  values: FactorValues,
): Result<readonly number[], Refusal> => {
  const levels: number[] = [];
  for (const factor of spec.factors) {
    const value = values[factor.name] ?? null;
    const level = value === null ? -1 : factor.levels.indexOf(value);
    if (level < 0) {
      return err(
        refusal(
          value === null ? 'factor-missing' : 'factor-level-unknown',
          value === null
            ? `The value of "${factor.name}" is missing.`
            : `"${factor.name}" has no level "${value}".`,
          `Enter "${factor.name}" as one of: ${factor.levels.join(', ')}.`,
        ),
      );
    }
    levels.push(level);
  }
  return ok(levels);
};

/** For each factor, the counts of the arms at the given levels. */
export const marginalsAt = (
  state: MinimizationState,
  levels: readonly number[],
): readonly (readonly number[])[] =>
  levels.map((level, f) => {
    const counts = state.counts[f]?.[level];
    if (counts === undefined) throw new RangeError(`factor ${f} has no level ${level}`);
    return counts;
  });

/** The state after a subject with these levels was given an arm. */
export const withSubject = (
  state: MinimizationState,
  levels: readonly number[],
  arm: number,
): MinimizationState => ({
  counts: state.counts.map((factor, f) =>
    factor.map((counts, level) =>
      level === levels[f] ? counts.map((c, k) => (k === arm ? c + 1 : c)) : counts,
    ),
  ),
});
