import type { Refusal } from '../../base/refusal.ts';
import type { Result } from '../../base/result.ts';
import type { ParameterSpec, RawParameters } from './parameters.ts';

/**
 * Which arms a procedure serves: two arms 1:1, two arms in any ratio, any number of arms in equal
 * ratio, or any number of arms in any ratio.
 */
export type ArmsAllowed = 'two-equal' | 'two' | 'equal' | 'any';

/** What a procedure is asked to serve: arm weights (integers, gcd 1) and, where known, the length. */
export interface DesignContext {
  readonly weights: readonly number[];
  /** Number of subjects of the sequence; required by procedures whose `needsLength` is true. */
  readonly n?: number | undefined;
}

/**
 * A randomization procedure: the conditional probability of each arm for the next subject, and how
 * an allocation changes the state. Arms are indexes 0..m-1. States are immutable values and hold
 * only what the probabilities depend on, so that equal keys mean equal futures.
 *
 * Callers outside this folder use `prepareDesign` (design.ts), which checks weights, arms and
 * length before `parse`, and counts before `fromCounts`.
 */
export interface Procedure<P, S> {
  /** Stable code, as in files and on the command line, e.g. `bud`. */
  readonly code: string;
  readonly name: string;
  /** The probability of each arm, as text for people. */
  readonly formula: string;
  readonly source: string;
  readonly armsAllowed: ArmsAllowed;
  /** True when the sequence has a fixed length n on which the probabilities depend. */
  readonly needsLength: boolean;
  readonly parameters: readonly ParameterSpec[];
  /** Raw parameters to typed ones; refuses every value outside its range. */
  parse(raw: RawParameters, context: DesignContext): Result<P, Refusal>;
  /** Number of allocations the parameters define; null when the procedure never ends. */
  steps(parameters: P): number | null;
  initial(parameters: P): S;
  /** One probability an arm, summing to 1. Defined while fewer than `steps` arms are allocated. */
  probabilities(parameters: P, state: S): readonly number[];
  next(parameters: P, state: S, arm: number): S;
  /** Identity of a state: two states with one key have the same future. */
  key(state: S): string | number;
  /** The state after allocations with these counts; refuses when counts do not determine it. */
  fromCounts(parameters: P, counts: readonly number[]): Result<S, Refusal>;
  /** Present in procedures with blocks: whether the next allocation opens a new block. */
  startsBlock?(parameters: P, state: S): boolean;
  /** Present when something is drawn that subjects never see (random block sizes). */
  readonly concealment?: Concealment<P, S>;
}

/**
 * A concealed draw before an allocation. While `options` is positive the state is unsettled: one of
 * that many equally likely options must be drawn and settled before the next arm is drawn.
 * `probabilities` of an unsettled state averages over the options.
 */
export interface Concealment<P, S> {
  options(parameters: P, state: S): number;
  settle(parameters: P, state: S, option: number): S;
}
