import type { Design } from '../../../../shared/engine/randomization/design.ts';

/** A path of a design: the arms, its probability, and the state at its end. */
export interface Path {
  readonly arms: readonly number[];
  readonly probability: number;
  readonly state: unknown;
}

/** Every path of `steps` allocations that has a positive probability. */
export const enumeratePaths = (design: Design, steps: number): readonly Path[] => {
  let paths: readonly Path[] = [{ arms: [], probability: 1, state: design.initial }];
  for (let step = 0; step < steps; step += 1) {
    paths = paths.flatMap((path) => settled(design, path)).flatMap((path) => grown(design, path));
  }
  return paths;
};

const settled = (design: Design, path: Path): readonly Path[] => {
  const options = design.concealedOptions(path.state);
  if (options === 0) return [path];
  return Array.from({ length: options }, (_, option) => ({
    arms: path.arms,
    probability: path.probability / options,
    state: design.settle(path.state, option),
  }));
};

const grown = (design: Design, path: Path): readonly Path[] =>
  design.probabilities(path.state).flatMap((p, arm) =>
    p > 0
      ? [
          {
            arms: [...path.arms, arm],
            probability: path.probability * p,
            state: design.next(path.state, arm),
          },
        ]
      : [],
  );

/** Probability of each distinct sequence of arms (paths that differ in concealed draws joined). */
export const sequenceProbabilities = (paths: readonly Path[]): ReadonlyMap<string, number> => {
  const joined = new Map<string, number>();
  for (const path of paths) {
    const name = path.arms.join('');
    joined.set(name, (joined.get(name) ?? 0) + path.probability);
  }
  return joined;
};

/** Unconditional probability of each arm at each step, `[step][arm]`. */
export const marginals = (
  paths: readonly Path[],
  arms: number,
  steps: number,
): readonly (readonly number[])[] => {
  const table = Array.from({ length: steps }, () => Array.from({ length: arms }, () => 0));
  for (const path of paths) {
    path.arms.forEach((arm, step) => {
      const row = table[step];
      if (row !== undefined) row[arm] = (row[arm] ?? 0) + path.probability;
    });
  }
  return table;
};

/** Counts of the arms after the first `steps` allocations of a path. */
export const countsAfter = (
  arms: readonly number[],
  weights: readonly number[],
  steps: number,
): readonly number[] =>
  weights.map((_, k) => arms.slice(0, steps).filter((arm) => arm === k).length);
