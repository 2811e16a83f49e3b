import { type LevelBalancing, levelBalancingProbabilities } from './dbr.ts';
import { drawArm } from './draw.ts';
import { type Minimization, minimizationProbabilities } from './minimization.ts';
import { sum } from './weights.ts';

/** A procedure whose arms are drawn one subject at a time from the balance so far. */
export type LiveScheme =
  | { readonly procedure: 'dbr'; readonly balancing: LevelBalancing }
  | { readonly procedure: 'minimization'; readonly minimization: Minimization };

/** Counts of the arms at the subject's own level of each balanced part, in the order of the parts. */
export type LevelCounts = readonly (readonly number[])[];

/** Draws are whole numbers below this; draw / 2^53 is the uniform. */
export const DRAW_RANGE = 2 ** 53;

/** Probabilities of the arms for a subject at whose levels the arms have these counts. */
export const liveProbabilities = (scheme: LiveScheme, counts: LevelCounts): readonly number[] =>
  scheme.procedure === 'dbr'
    ? levelBalancingProbabilities(
        scheme.balancing,
        counts.map(([first = 0, second = 0]) => first - second),
      )
    : minimizationProbabilities(scheme.minimization, counts);

/** The arm that a draw (a whole number, 0 <= draw < 2^53) gives. */
export const armOfDraw = (probabilities: readonly number[], draw: number): number =>
  drawArm(probabilities, draw / DRAW_RANGE);

/** What is kept of one live allocation: from these and the scheme anybody gets the same arm. */
export interface LiveAllocation {
  /** Name of the subject's level of each part; equal names are one level. */
  readonly levels: readonly string[];
  readonly counts: LevelCounts;
  readonly probabilities: readonly number[];
  readonly draw: number;
  readonly arm: number;
}

/** Makes one allocation again from its stored counts and draw. */
export const replayAllocation = (
  scheme: LiveScheme,
  { counts, draw }: Pick<LiveAllocation, 'counts' | 'draw'>,
): Pick<LiveAllocation, 'probabilities' | 'arm'> => {
  const probabilities = liveProbabilities(scheme, counts);
  return { probabilities, arm: armOfDraw(probabilities, draw) };
};

/** An arm that another list gave: it counts, and nothing of it is drawn here. */
export interface GivenArm extends Pick<LiveAllocation, 'levels' | 'arm'> {
  readonly draw: null;
}

export interface ReplayDifference {
  /** Index of the first allocation that does not follow. */
  readonly index: number;
  readonly what: 'counts' | 'probabilities' | 'arm';
  readonly expected: string;
  readonly found: string;
}

const differenceAt = (
  index: number,
  what: ReplayDifference['what'],
  expected: unknown,
  found: unknown,
): ReplayDifference | null => {
  const [a, b] = [JSON.stringify(expected), JSON.stringify(found)];
  return a === b ? null : { index, what, expected: a, found: b };
};

/** Counts of the arms by level as subjects are added; levels that have nobody yet count 0. */
export class RunningCounts {
  readonly #byLevel = new Map<string, number[]>();
  readonly #arms: number;

  constructor(arms: number) {
    this.#arms = arms;
  }

  at(levels: readonly string[]): LevelCounts {
    return levels.map((level) => [
      ...(this.#byLevel.get(level) ?? Array.from({ length: this.#arms }, () => 0)),
    ]);
  }

  add(levels: readonly string[], arm: number): void {
    for (const level of levels) {
      const counts = this.#byLevel.get(level) ?? Array.from({ length: this.#arms }, () => 0);
      counts[arm] = (counts[arm] ?? 0) + 1;
      this.#byLevel.set(level, counts);
    }
  }

  levels(): ReadonlyMap<string, readonly number[]> {
    return this.#byLevel;
  }
}

/**
 * Makes all allocations of a scheme again in their order: the counts from the arms before, the
 * probabilities from the counts, the arm from probabilities and draw. Returns the first that
 * differs, or null when every one follows.
 */
export const replayAllocations = (
  scheme: LiveScheme,
  arms: number,
  allocations: readonly (LiveAllocation | GivenArm)[],
): ReplayDifference | null => {
  const running = new RunningCounts(arms);
  for (const [index, given] of allocations.entries()) {
    if (given.draw === null) {
      running.add(given.levels, given.arm);
      continue;
    }
    const counts = running.at(given.levels);
    const made = replayAllocation(scheme, { counts, draw: given.draw });
    const difference =
      differenceAt(index, 'counts', counts, given.counts) ??
      differenceAt(index, 'probabilities', made.probabilities, given.probabilities) ??
      differenceAt(index, 'arm', made.arm, given.arm);
    if (difference !== null) return difference;
    running.add(given.levels, given.arm);
  }
  return null;
};

/** Largest distance between two arms' counts, each divided by its weight. */
export const imbalanceOf = (weights: readonly number[], counts: readonly number[]): number => {
  if (sum(counts) === 0) return 0;
  const scaled = weights.map((w, k) => (counts[k] ?? 0) / w);
  return Math.max(...scaled) - Math.min(...scaled);
};
