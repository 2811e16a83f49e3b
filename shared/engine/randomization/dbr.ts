import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { type ParameterSpec, type RawParameters, refuseUnknown } from './parameters.ts';
import type { ProcedureDescription } from './procedure-description.ts';

const LIMITS: ParameterSpec = {
  name: 'limits',
  meaning: 'imbalance at which each level allocates for balance, innermost level first',
  kind: 'integers',
  min: 1,
  max: 100_000,
  mayRepeat: true,
};

/** Dynamic balanced randomization: levels from the innermost (e.g. centre, region, trial) on. */
export interface LevelBalancing {
  readonly limits: readonly number[];
}

export const dbr: ProcedureDescription = {
  code: 'dbr',
  name: 'Dynamic balanced randomization (levels with limits)',
  formula:
    'at the first level with abs(D_level) >= its limit the arm that reduces it, for certain; 1/2 when no level binds',
  source: 'Signorini, Leung, Simes, Beller & Gebski 1993, Stat Med 12:2343-2350',
  armsAllowed: 'two-equal',
  needsLength: false,
  parameters: [LIMITS],
};

const notLimits = (given: unknown): Refusal =>
  refusal(
    'parameter-out-of-range',
    `The limits cannot be "${String(given)}".`,
    'Give one whole number >= 1 for each level, innermost first, e.g. limits=2,4,4.',
  );

/** Limits from `2,4,4`, a number or a list; levels may share a limit, so they need not differ. */
export const parseLevelBalancing = (raw: RawParameters): Result<LevelBalancing, Refusal> => {
  const unknown = refuseUnknown(dbr.parameters, raw);
  if (!unknown.ok) return unknown;
  const given = raw['limits'];
  if (given === undefined) {
    return err(refusal('parameter-missing', 'Parameter limits is missing.', notLimits(given).next));
  }
  const parts = typeof given === 'object' ? given : String(given).split(',');
  const limits = parts.map((part) =>
    /^\d+$/.test(String(part).trim()) ? Number(part) : Number.NaN,
  );
  const isValid = limits.every((b) => Number.isSafeInteger(b) && b >= 1 && b <= 100_000);
  return isValid && limits.length > 0 ? ok({ limits }) : err(notLimits(given));
};

/** The first level whose imbalance has reached its limit; null when none binds. */
export const bindingLevel = (
  { limits }: LevelBalancing,
  differences: readonly number[],
): number | null => {
  const level = limits.findIndex((limit, i) => Math.abs(differences[i] ?? 0) >= limit);
  return level < 0 ? null : level;
};

/**
 * Probabilities of the two arms for the next subject.
 *
 * @param differences D = N1 − N2 at the subject's own centre, region, … in the order of the limits
 */
export const levelBalancingProbabilities = (
  balancing: LevelBalancing,
  differences: readonly number[],
): readonly number[] => {
  const level = bindingLevel(balancing, differences);
  if (level === null) return [0.5, 0.5];
  return (differences[level] ?? 0) > 0 ? [0, 1] : [1, 0];
};
