import { type Refusal, refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import { compileMinimization } from '../../engine/randomization/compiled/minimization-table.ts';
import type { RawParameters } from '../../engine/randomization/parameters.ts';
import {
  type EstimatedCharacteristics,
  estimateCharacteristics,
} from '../../engine/randomization/simulate/estimate.ts';
import { simulatePlainMinimization } from '../../engine/randomization/simulate/plain-minimization.ts';
import { simulateMinimization } from '../../engine/randomization/simulate/simulate-minimization.ts';
import { readMinimization } from './read-minimization.ts';

export const noExactMinimization = (): Refusal =>
  refusal(
    'exact-not-available',
    'Minimization depends on who comes, so there is no exact calculation.',
    'Leave out exact, or give replicates.',
  );

const textOf = (parameters: RawParameters): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));

/** Two levels where a factor names none. */
const levelCount = (levels: readonly string[]): number => (levels.length === 0 ? 2 : levels.length);

/**
 * Characteristics of minimization by simulation, every level of a factor equally likely and factors
 * independent. Two arms run on tables, more by the plain rule.
 */
export function simulatedMinimization(
  arms: readonly number[],
  parameters: RawParameters,
  n: number,
  replicates: number,
  seed: number,
): Result<EstimatedCharacteristics, Refusal> {
  const read = readMinimization(arms, textOf(parameters), 0);
  if (!read.ok) return read;
  const spec = {
    ...read.value,
    factors: read.value.factors.map((factor) => ({
      ...factor,
      levels: Array.from({ length: levelCount(factor.levels) }, (_, level) => `${level + 1}`),
    })),
  };
  const single = spec.factors.find(({ levels }) => levels.length > 1000);
  if (single !== undefined) return err(tooManyLevels(single.name));
  const prevalence = spec.factors.map(({ levels }) => levels.map(() => 1 / levels.length));
  const table = compileMinimization(spec, prevalence, n);
  const sums =
    table === null
      ? simulatePlainMinimization(spec, prevalence, n, seed, 0, replicates)
      : simulateMinimization(table, spec.p === 1, n, seed, 0, replicates);
  return ok(estimateCharacteristics(sums));
}

const tooManyLevels = (name: string): Refusal =>
  refusal(
    'factor-levels-too-many',
    `Factor "${name}" has more than 1000 levels.`,
    'Join levels: a factor with so many balances nothing.',
  );
