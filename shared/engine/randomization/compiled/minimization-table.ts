import { type Minimization, imbalanceIfGiven } from '../minimization.ts';
import { fillAliasCells } from './alias-cells.ts';

/**
 * Minimization of two arms as tables. What a factor adds to G_1 − G_2 depends only on where its level
 * stands, x = w_2·N_1 − w_1·N_2, so it is looked up; who is preferred is the sign of a sum of integers.
 */
export interface MinimizationTable {
  /** Factors, filled up to a multiple of four with idle ones that weigh nothing. */
  readonly width: number;
  /** Levels of all factors, and one for each idle factor, which moves but is not looked at. */
  readonly slots: number;
  /** Share of the total of each possible x: row by row one for each factor. */
  readonly contribution: Int32Array;
  /** Where in `contribution` each slot (a level of a factor) stands at x = 0. */
  readonly origin: Int32Array;
  /** Sums within ± this are ties: what rounding of the contributions can make of one. */
  readonly tie: number;
  /** Threshold of the first arm on 31 bits when it is preferred, when arms tie, when it is not. */
  readonly thresholds: Int32Array;
  /** Move of x with the second arm and with the first. */
  readonly moves: Int32Array;
  /** Alias cells over profiles, and the slots of each profile: [profile · width + factor]. */
  readonly profileBits: number;
  readonly profileCells: Int32Array;
  readonly profileSlots: Int32Array;
}

const MAX_PROFILE_BITS = 16;

/** G_1 − G_2 of one factor whose level stands at x; any counts with that x give the same. */
function difference(spec: Minimization, factor: number, x: number): number {
  const [w1 = 1, w2 = 1] = spec.weights;
  const one = spec.factors[factor];
  if (one === undefined) throw new RangeError(`there is no factor ${factor}`);
  // N_1 = x/w_2 with N_2 = 0 stands at x; counts need not be whole for the formula.
  const counts = x >= 0 ? [x / w2, 0] : [0, -x / w1];
  const [first = 0, second = 0] = imbalanceIfGiven({ ...spec, factors: [one] }, [counts]);
  return first - second;
}

/** One row a factor and a row of zeros for idle ones. */
function contributions(spec: Minimization, steps: number) {
  const [w1 = 1, w2 = 1] = spec.weights;
  const low = w1 * steps;
  const width = low + w2 * steps + 1;
  const real = new Float64Array(width * spec.factors.length);
  spec.factors.forEach((_, f) => {
    for (let i = 0; i < width; i++) real[f * width + i] = difference(spec, f, i - low);
  });
  const largest = real.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = 2 ** 30 / (largest * spec.factors.length);
  const contribution = new Int32Array(real.length + width);
  real.forEach((value, i) => {
    contribution[i] = Math.round(value * scale);
  });
  return { contribution, width, low };
}

/** Probability of the first arm on 31 bits when it is preferred, when arms tie, when it is not. */
function thresholds({ weights, p }: Minimization): Int32Array {
  const [w1 = 1, w2 = 1] = weights;
  // A tie is broken by the ratio, then the arm taken is preferred.
  const tied = (w1 * p + w2 * (1 - p)) / (w1 + w2);
  return Int32Array.of(onThirtyOneBits(p), onThirtyOneBits(tied), onThirtyOneBits(1 - p));
}

const onThirtyOneBits = (p: number): number =>
  p >= 1 ? -(2 ** 31) : Math.min(2 ** 31 - 1, Math.round(p * 2 ** 31));

/** Every combination of levels, with its probability when factors are independent. */
function profiles(prevalence: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return prevalence.reduce<readonly (readonly number[])[]>(
    (all, levels) => all.flatMap((head) => levels.map((_, level) => [...head, level])),
    [[]],
  );
}

/**
 * Compiles minimization for subjects whose levels are drawn with the given prevalence, one list a
 * factor, each summing to 1. Null when there are more than two arms or too many profiles for a table.
 */
export function compileMinimization(
  spec: Minimization,
  prevalence: readonly (readonly number[])[],
  steps: number,
): MinimizationTable | null {
  const combinations = prevalence.reduce((count, levels) => count * levels.length, 1);
  const profileBits = Math.max(1, Math.ceil(Math.log2(combinations)));
  if (spec.weights.length !== 2 || profileBits > MAX_PROFILE_BITS) return null;
  const rows = contributions(spec, steps);
  const idle = (4 - (spec.factors.length % 4)) % 4;
  const levels = [...prevalence, ...Array.from({ length: idle }, () => [1])];
  const all = profiles(levels);
  const firstSlot = levels.map((_, f) =>
    levels.slice(0, f).reduce((sum, of) => sum + of.length, 0),
  );
  const chance = all.map((profile) =>
    profile.reduce((p, level, f) => p * (levels[f]?.[level] ?? 0), 1),
  );
  const profileCells = new Int32Array(1 << profileBits);
  fillAliasCells(chance, profileBits, profileCells, 0);
  const rowOf = (f: number): number => Math.min(f, spec.factors.length) * rows.width + rows.low;
  const [w1 = 1, w2 = 1] = spec.weights;
  return {
    width: levels.length,
    slots: levels.reduce((sum, of) => sum + of.length, 0),
    contribution: rows.contribution,
    origin: Int32Array.from(levels.flatMap((of, f) => of.map(() => rowOf(f)))),
    tie: spec.factors.length,
    thresholds: thresholds(spec),
    moves: Int32Array.of(-w1, w2),
    profileBits,
    profileCells,
    profileSlots: Int32Array.from(
      all.flatMap((profile) => profile.map((level, f) => (firstSlot[f] ?? 0) + level)),
    ),
  };
}
