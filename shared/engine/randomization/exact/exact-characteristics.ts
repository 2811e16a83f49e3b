import { type Refusal, refusal } from '../../../base/refusal.ts';
import { type Result, err, ok } from '../../../base/result.ts';
import type { Walk } from '../compiled/walk.ts';
import { Propagation } from './propagation.ts';

/**
 * Operating characteristics of a design over its n = steps allocations. Imbalance abs(D) is abs(N_1 − N_2)
 * for two arms 1:1 and √2 times the Euclidean distance of the counts from the ratio in general.
 * Arrays have one number for each step 1..n.
 */
export interface Characteristics {
  readonly steps: number;
  readonly meanAbsByStep: Float64Array;
  readonly sdAbsByStep: Float64Array;
  /** E D² after each step: the variance of D where the design is symmetric. */
  readonly meanSquareByStep: Float64Array;
  /** P(D = 0) after n. */
  readonly balanced: number;
  /** E max over j = 1..n of abs(D_j). */
  readonly meanMaxAbs: number;
  /** Mean share of steps at which some arm has probability 1. */
  readonly deterministic: number;
  /** Mean share of correct guesses when the arm behind is guessed, ties by a fair draw. */
  readonly correctGuesses: number;
  /** Share that a guesser gets who names the certain arm when there is one and tosses a fair die else. */
  readonly deterministicGuesses: number;
  /** Blackwell–Hodges expected bias factor n·PCG − n/2, for any number of arms. */
  readonly biasFactor: number;
}

/** Node visits beyond which the calculation of E max abs(D) is left to simulation. */
const MAX_VISITS = 3e9;

/** What is not reached with more probability than this adds nothing to a double. */
const NEGLIGIBLE = 1e-17;

interface Sums {
  readonly meanAbsByStep: Float64Array;
  readonly sdAbsByStep: Float64Array;
  readonly meanSquareByStep: Float64Array;
  balanced: number;
  deterministic: number;
  guess: number;
}

function stepMoments(walk: Walk, byRank: Float64Array, step: number, sums: Sums): void {
  let mean = 0;
  let square = 0;
  for (let r = 0; r < byRank.length; r++) {
    const mass = byRank[r] as number;
    const size = walk.magnitudes[r] as number;
    mean += mass * size;
    square += mass * size * size;
  }
  let variance = 0;
  for (let r = 0; r < byRank.length; r++) {
    variance += (byRank[r] as number) * ((walk.magnitudes[r] as number) - mean) ** 2;
  }
  sums.meanAbsByStep[step] = mean;
  sums.meanSquareByStep[step] = square;
  sums.sdAbsByStep[step] = Math.sqrt(variance);
}

function propagate(walk: Walk): Sums {
  const sums: Sums = {
    meanAbsByStep: new Float64Array(walk.steps),
    sdAbsByStep: new Float64Array(walk.steps),
    meanSquareByStep: new Float64Array(walk.steps),
    balanced: 0,
    deterministic: 0,
    guess: 0,
  };
  const distribution = new Propagation(walk, walk.magnitudes.length);
  const byRank = new Float64Array(walk.magnitudes.length);
  for (let step = 0; step < walk.steps; step++) {
    sums.deterministic += distribution.expectation(walk.isDeterministic);
    sums.guess += distribution.expectation(walk.guess);
    distribution.advance();
    distribution.massByRank(byRank);
    stepMoments(walk, byRank, step, sums);
  }
  sums.balanced = byRank[0] as number;
  return sums;
}

/** P(max over 1..n of the rank > limit). */
function maximumBeyond(walk: Walk, limit: number): number {
  const distribution = new Propagation(walk, limit);
  for (let step = 0; step < walk.steps; step++) distribution.advance();
  return distribution.escaped;
}

/** E max = Σ_k (size_{k+1} − size_k)·P(max > size_k), one truncated calculation for each size. */
function expectedMaximum(walk: Walk): number {
  let expected = 0;
  for (let r = 0; r + 1 < walk.magnitudes.length; r++) {
    const beyond = maximumBeyond(walk, r);
    if (beyond < NEGLIGIBLE) break;
    expected += beyond * ((walk.magnitudes[r + 1] as number) - (walk.magnitudes[r] as number));
  }
  return expected;
}

interface WalkSize {
  readonly arms: number;
  readonly steps: number;
  readonly nodeCount: number;
  readonly magnitudeCount: number;
}

/** The refusal of a calculation over a walk of this size that would take minutes; null otherwise. */
export function exactTooLong({ arms, steps, nodeCount, magnitudeCount }: WalkSize): Refusal | null {
  // Nodes that carry their step are visited once; the others at every second step at most.
  const visits = Math.min(nodeCount * steps, (steps + 1) ** arms);
  if (visits * magnitudeCount <= MAX_VISITS) return null;
  return refusal(
    'exact-too-long',
    `An exact calculation over ${steps} subjects would visit too many states.`,
    'Use simulation, or fewer subjects.',
  );
}

/** Exact characteristics by dynamic programming; refuses when that would take minutes. */
export function exactCharacteristics(walk: Walk): Result<Characteristics, Refusal> {
  const tooLong = exactTooLong({ ...walk, magnitudeCount: walk.magnitudes.length });
  if (tooLong !== null) return err(tooLong);
  const n = walk.steps;
  const sums = propagate(walk);
  const deterministic = sums.deterministic / n;
  const correctGuesses = sums.guess / n;
  return ok({
    steps: n,
    meanAbsByStep: sums.meanAbsByStep,
    sdAbsByStep: sums.sdAbsByStep,
    meanSquareByStep: sums.meanSquareByStep,
    balanced: sums.balanced,
    meanMaxAbs: expectedMaximum(walk),
    deterministic,
    correctGuesses,
    deterministicGuesses: deterministic + (1 - deterministic) / walk.arms,
    biasFactor: n * (correctGuesses - 1 / 2),
  });
}
