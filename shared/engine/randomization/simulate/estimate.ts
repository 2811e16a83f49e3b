import type { Characteristics } from '../exact/exact-characteristics.ts';
import { type SampleSums, meanAndError } from './sample-sums.ts';

/** Monte-Carlo standard errors, named as the characteristics they belong to. */
export interface CharacteristicErrors {
  readonly meanAbsByStep: Float64Array;
  readonly sdAbs: number;
  readonly balanced: number;
  readonly meanMaxAbs: number;
  readonly deterministic: number;
  readonly correctGuesses: number;
  readonly biasFactor: number;
}

export interface EstimatedCharacteristics extends Characteristics {
  readonly replicates: number;
  readonly errors: CharacteristicErrors;
}

/** Standard error of a standard deviation: √((m4 − m2²)/(4·m2·R)). */
function errorOfSd(sums: SampleSums): number {
  const r = sums.replicates;
  const mean = (sums.absByStep.at(-1) ?? 0) / r;
  const square = (sums.squareByStep.at(-1) ?? 0) / r;
  const cube = sums.cubes / r;
  const fourth = sums.fourths / r;
  const m2 = square - mean ** 2;
  if (m2 <= 0) return 0;
  const m4 = fourth - 4 * mean * cube + 6 * mean ** 2 * square - 3 * mean ** 4;
  return Math.sqrt(Math.max(0, m4 - m2 ** 2) / (4 * m2 * r));
}

/** Characteristics and their errors from the sums of at least one replicate. */
export function estimateCharacteristics(sums: SampleSums): EstimatedCharacteristics {
  const { replicates, steps, arms } = sums;
  const meanAbsByStep = sums.absByStep.map((sum) => sum / replicates);
  const sdAbsByStep = sums.squareByStep.map((square, j) =>
    Math.sqrt(Math.max(0, square / replicates - (meanAbsByStep[j] as number) ** 2)),
  );
  const balanced = sums.balanced / replicates;
  const maximum = meanAndError(sums.maximum, replicates);
  const deterministic = meanAndError(sums.deterministic, replicates);
  const correct = meanAndError(sums.correctGuesses, replicates);
  return {
    steps,
    replicates,
    meanAbsByStep,
    sdAbsByStep,
    meanSquareByStep: sums.squareByStep.map((square) => square / replicates),
    balanced,
    meanMaxAbs: maximum.mean,
    deterministic: deterministic.mean,
    correctGuesses: correct.mean,
    deterministicGuesses: deterministic.mean + (1 - deterministic.mean) / arms,
    biasFactor: steps * (correct.mean - 1 / 2),
    errors: {
      meanAbsByStep: sdAbsByStep.map((sd) => sd / Math.sqrt(replicates)),
      sdAbs: errorOfSd(sums),
      balanced: Math.sqrt((balanced * (1 - balanced)) / replicates),
      meanMaxAbs: maximum.error,
      deterministic: deterministic.error,
      correctGuesses: correct.error,
      biasFactor: steps * correct.error,
    },
  };
}
