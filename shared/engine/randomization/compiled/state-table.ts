import { type Refusal, refusal } from '../../../base/refusal.ts';
import { type Result, err, ok } from '../../../base/result.ts';
import type { Design } from '../design.ts';
import { GrowingFloats, GrowingInts } from './growing.ts';

/**
 * A design as numbers: every state reachable in `steps` allocations, found by walking the plain
 * procedure. An outcome of a state is one possible arm together with one option of whatever is
 * concealed after it (a block size), so outcomes of a state have probabilities that sum to 1.
 */
export interface StateTable {
  readonly arms: number;
  readonly steps: number;
  readonly stateCount: number;
  /** Equally likely initial states; more than one when something is concealed at the start. */
  readonly initial: Int32Array;
  /** Conditional probability of each arm, as the plain procedure gives it: [state * arms + arm]. */
  readonly probabilities: Float64Array;
  /** Outcomes of state s are outcomeStart[s] .. outcomeStart[s + 1]; none at the last step. */
  readonly outcomeStart: Int32Array;
  readonly outcomeArm: Int32Array;
  readonly outcomeTarget: Int32Array;
  readonly outcomeProbability: Float64Array;
  /** The plain states, by index. */
  readonly states: readonly unknown[];
}

/** Above this many states a table stops being worth its memory. */
export const MAX_STATES = 2_000_000;

export const tooManyStates = (code: string, steps: number, maximum: number): Refusal =>
  refusal(
    'too-many-states',
    `${code} over ${steps} subjects has more than ${maximum} states.`,
    'Use simulation, or fewer subjects.',
  );

class TableBuilder {
  private readonly design: Design;
  private readonly index = new Map<string | number, number>();
  readonly states: unknown[] = [];
  readonly probabilities = new GrowingFloats();
  readonly start = new GrowingInts();
  readonly arm = new GrowingInts();
  readonly target = new GrowingInts();
  readonly probability = new GrowingFloats();

  constructor(design: Design) {
    this.design = design;
  }

  /** The indexes of the settled states that a state may stand for. */
  settled(state: unknown): readonly number[] {
    const options = this.design.concealedOptions(state);
    if (options === 0) return [this.indexOf(state)];
    return Array.from({ length: options }, (_, option) =>
      this.indexOf(this.design.settle(state, option)),
    );
  }

  private indexOf(state: unknown): number {
    const key = this.design.key(state);
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.states.length);
    this.states.push(state);
    return this.states.length - 1;
  }

  expand(stateIndex: number): void {
    const state = this.states[stateIndex];
    const probabilities = this.design.probabilities(state);
    this.start.push(this.arm.length);
    probabilities.forEach((p, arm) => {
      this.probabilities.push(p);
      if (p <= 0) return;
      const targets = this.settled(this.design.next(state, arm));
      for (const target of targets) {
        this.arm.push(arm);
        this.target.push(target);
        this.probability.push(p / targets.length);
      }
    });
  }

  /** States first reached at the last step have no future here. */
  closeRest(arms: number): void {
    while (this.start.length <= this.states.length) this.start.push(this.arm.length);
    while (this.probabilities.length < this.states.length * arms) this.probabilities.push(0);
  }
}

/**
 * Walks a design breadth-first for `steps` allocations (fewer when the design ends before).
 * Refuses when more than `maximum` states are reachable.
 */
export function compileDesign(
  design: Design,
  steps: number,
  maximum: number = MAX_STATES,
): Result<StateTable, Refusal> {
  const length = Math.min(steps, design.steps ?? steps);
  const builder = new TableBuilder(design);
  const initial = Int32Array.from(builder.settled(design.initial));
  let expanded = 0;
  for (let step = 0; step < length; step++) {
    const levelEnd = builder.states.length;
    if (levelEnd > maximum) return err(tooManyStates(design.code, length, maximum));
    while (expanded < levelEnd) builder.expand(expanded++);
  }
  const arms = design.weights.length;
  builder.closeRest(arms);
  return ok({
    arms,
    steps: length,
    stateCount: builder.states.length,
    initial,
    probabilities: builder.probabilities.toArray(),
    outcomeStart: builder.start.toArray(),
    outcomeArm: builder.arm.toArray(),
    outcomeTarget: builder.target.toArray(),
    outcomeProbability: builder.probability.toArray(),
    states: builder.states,
  });
}
