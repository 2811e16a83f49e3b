import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';

/** A factor by which subjects are stratified: centre, region, or a prognostic factor. */
export interface StratificationFactor {
  readonly name: string;
  readonly levels: readonly string[];
}

/** Most strata that a product of factors may make. */
const MAX_STRATA = 10_000;

const SEPARATOR = ' · ';

/** Name of the stratum with these levels, in the order of the factors. */
export const stratumName = (levels: readonly string[]): string => levels.join(SEPARATOR);

/**
 * Names of all strata, the product of the factors' levels, the last factor running fastest.
 * Refuses repeated levels, levels that contain the separator, and more than 10,000 strata.
 */
export const strataOf = (
  factors: readonly StratificationFactor[],
): Result<readonly string[], Refusal> => {
  const wrong = factors.find(
    ({ levels }) =>
      levels.length === 0 ||
      new Set(levels).size < levels.length ||
      levels.some((level) => level.trim() === '' || level.includes(SEPARATOR.trim())),
  );
  if (wrong !== undefined) {
    return err(
      refusal(
        'factor-levels-invalid',
        `The levels of "${wrong.name}" cannot make strata: ${wrong.levels.join(', ')}.`,
        `Give different levels, none empty or with "${SEPARATOR.trim()}".`,
      ),
    );
  }
  const size = factors.reduce((product, { levels }) => product * levels.length, 1);
  if (size > MAX_STRATA) {
    return err(
      refusal(
        'strata-too-many',
        `The factors make ${size} strata.`,
        `Stratify by fewer factors (at most ${MAX_STRATA} strata), or use minimization.`,
      ),
    );
  }
  const product = factors.reduce<readonly (readonly string[])[]>(
    (strata, { levels }) => strata.flatMap((stratum) => levels.map((l) => [...stratum, l])),
    [[]],
  );
  return ok(factors.length === 0 ? ['all'] : product.map(stratumName));
};

/** Stratum of a subject; refuses a missing or unknown level, so that nothing is consumed. */
export const stratumOf = (
  factors: readonly StratificationFactor[],
  values: Readonly<Record<string, string | null | undefined>>,
): Result<string, Refusal> => {
  for (const { name, levels } of factors) {
    const value = values[name] ?? null;
    if (value === null || !levels.includes(value)) {
      return err(
        refusal(
          value === null ? 'factor-missing' : 'factor-level-unknown',
          value === null
            ? `The value of "${name}" is missing.`
            : `"${name}" has no level "${value}".`,
          `Enter "${name}" as one of: ${levels.join(', ')}.`,
        ),
      );
    }
  }
  return ok(
    factors.length === 0 ? 'all' : stratumName(factors.map(({ name }) => values[name] ?? '')),
  );
};
