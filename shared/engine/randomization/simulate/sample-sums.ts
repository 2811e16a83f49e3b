/** What replicates add up to; sums of chunks are added in chunk order, so they never depend on workers. */
export interface SampleSums {
  readonly steps: number;
  readonly arms: number;
  readonly replicates: number;
  /** Σ abs(D_j) and Σ D_j², for each step. */
  readonly absByStep: Float64Array;
  readonly squareByStep: Float64Array;
  /** Σ abs(D_n)³ and Σ D_n⁴, for the error of the standard deviation. */
  readonly cubes: number;
  readonly fourths: number;
  /** Replicates that end with D = 0. */
  readonly balanced: number;
  readonly maximum: Moments;
  /** Share of deterministic steps and of correct convergence guesses in a replicate. */
  readonly deterministic: Moments;
  readonly correctGuesses: Moments;
}

/** Σ x and Σ x² of one number a replicate. */
export interface Moments {
  readonly sum: number;
  readonly squares: number;
}

export const addMoments = (a: Moments, b: Moments): Moments => ({
  sum: a.sum + b.sum,
  squares: a.squares + b.squares,
});

const addArrays = (a: Float64Array, b: Float64Array): Float64Array =>
  a.map((x, i) => x + (b[i] as number));

/** The sums of two disjoint sets of replicates of one run. */
export const addSums = (a: SampleSums, b: SampleSums): SampleSums => ({
  steps: a.steps,
  arms: a.arms,
  replicates: a.replicates + b.replicates,
  absByStep: addArrays(a.absByStep, b.absByStep),
  squareByStep: addArrays(a.squareByStep, b.squareByStep),
  cubes: a.cubes + b.cubes,
  fourths: a.fourths + b.fourths,
  balanced: a.balanced + b.balanced,
  maximum: addMoments(a.maximum, b.maximum),
  deterministic: addMoments(a.deterministic, b.deterministic),
  correctGuesses: addMoments(a.correctGuesses, b.correctGuesses),
});

/** Mean and its standard error. */
export function meanAndError(
  { sum, squares }: Moments,
  count: number,
): { readonly mean: number; readonly error: number } {
  const mean = sum / count;
  const variance = count > 1 ? Math.max(0, squares - sum * mean) / (count - 1) : 0;
  return { mean, error: Math.sqrt(variance / count) };
}

/** Collects one number a replicate. */
export class MomentCollector implements Moments {
  sum = 0;
  squares = 0;

  add(value: number): void {
    this.sum += value;
    this.squares += value * value;
  }

  moments(): Moments {
    return { sum: this.sum, squares: this.squares };
  }
}
