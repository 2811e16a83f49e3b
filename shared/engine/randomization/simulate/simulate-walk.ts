import { Xoshiro } from '../../prng/simulation/xoshiro.ts';
import { TALLY_CAPACITY } from '../compiled/leap-table.ts';
import { Propagation } from '../exact/propagation.ts';
import { LANES, type Lanes, createLanes, leap } from './leap-kernel.ts';
import type { LeapPlan } from './leap-plan.ts';
import { MomentCollector, type SampleSums } from './sample-sums.ts';

/** Keeps the streams of characteristics apart from those of other simulations of the same seed. */
export const CHARACTERISTICS_PURPOSE = 1;

class Simulation {
  private readonly plan: LeapPlan;
  private readonly generator = new Xoshiro();
  private readonly words = new Int32Array(TALLY_CAPACITY * LANES);
  private readonly lanes: Lanes = createLanes();
  private readonly deterministicSteps = new Int32Array(LANES);
  private readonly credit = new Float64Array(LANES);
  readonly visits: Int32Array;
  readonly maximum = new MomentCollector();
  readonly deterministic = new MomentCollector();
  readonly correctGuesses = new MomentCollector();

  constructor(plan: LeapPlan) {
    this.plan = plan;
    this.visits = new Int32Array(plan.visitCount);
  }

  /** Runs one group of which the first `live` lanes count. */
  runGroup(seed: number, group: number, live: number): void {
    const { walk, main, mainLeaps, last } = this.plan;
    this.generator.startReplicate(seed, group, CHARACTERISTICS_PURPOSE);
    this.placeAtStart();
    for (let done = 0; done < mainLeaps; done += TALLY_CAPACITY) {
      this.stretch(main, Math.min(TALLY_CAPACITY, mainLeaps - done), live, done);
    }
    if (last !== null) {
      for (let k = 0; k < LANES; k++) {
        this.lanes.at[k] = ((this.lanes.at[k] as number) >>> main.bits) << last.bits;
      }
      this.stretch(last, 1, live, mainLeaps);
    }
    for (let k = 0; k < live; k++) {
      this.maximum.add(walk.magnitudes[this.lanes.maximumRank[k] as number] as number);
      this.deterministic.add((this.deterministicSteps[k] as number) / walk.steps);
      this.correctGuesses.add((this.credit[k] as number) / (walk.creditUnit * walk.steps));
    }
  }

  private placeAtStart(): void {
    const { walk, main } = this.plan;
    const options = walk.initial.length;
    for (let k = 0; k < LANES; k++) {
      const option =
        options === 1 ? 0 : Math.floor((this.generator.word() >>> 0) * 2 ** -32 * options);
      this.lanes.at[k] = (walk.initial[option] as number) << main.bits;
    }
    this.lanes.maximumRank.fill(0);
    this.deterministicSteps.fill(0);
    this.credit.fill(0);
  }

  private stretch(table: LeapPlan['main'], leaps: number, live: number, firstLeap: number): void {
    this.generator.fill(this.words, leaps * LANES);
    this.lanes.tally.fill(0);
    const seen = { visits: this.visits, offset: this.plan.offset };
    leap(table, this.words, leaps, this.lanes, live, seen, firstLeap);
    for (let k = 0; k < live; k++) {
      const tally = this.lanes.tally[k] as number;
      this.deterministicSteps[k] = (this.deterministicSteps[k] as number) + (tally >>> 16);
      this.credit[k] = (this.credit[k] as number) + (tally & 0xffff);
    }
  }
}

/** Raw moments of abs(D) of a distribution over ranks. */
function momentsOf(byRank: Float64Array, magnitudes: Float64Array, power: number): number {
  let sum = 0;
  for (let r = 0; r < byRank.length; r++) {
    sum += (byRank[r] as number) * (magnitudes[r] as number) ** power;
  }
  return sum;
}

/**
 * Visits at the end of every leap into moments of every step: from one leap to the next the simulated
 * distribution is carried forward by the exact probabilities, which adds no error of its own.
 */
function stepSums(plan: LeapPlan, visits: Int32Array, replicates: number) {
  const { walk } = plan;
  const byRank = new Float64Array(walk.magnitudes.length);
  const absByStep = new Float64Array(walk.steps);
  const squareByStep = new Float64Array(walk.steps);
  let step = 0;
  const distribution = new Propagation(walk, walk.magnitudes.length);
  plan.stepsAfter.forEach((stepsAfter, i) => {
    for (; step < stepsAfter; step++) {
      distribution.advance();
      if (step + 1 === stepsAfter) {
        const offset = plan.offset[i] as number;
        distribution.restart(plan.first[i] as number, plan.end[i] as number, visits, offset);
      }
      distribution.massByRank(byRank);
      const scale = step + 1 < (plan.stepsAfter[0] as number) ? replicates : 1;
      absByStep[step] = momentsOf(byRank, walk.magnitudes, 1) * scale;
      squareByStep[step] = momentsOf(byRank, walk.magnitudes, 2) * scale;
    }
  });
  return {
    absByStep,
    squareByStep,
    cubes: momentsOf(byRank, walk.magnitudes, 3),
    fourths: momentsOf(byRank, walk.magnitudes, 4),
    balanced: byRank[0] as number,
  };
}

/**
 * Simulates groups `firstGroup ..` of a run until `replicates` replicates are done. Replicate r depends
 * on (seed, r) only.
 */
export function simulateWalk(
  plan: LeapPlan,
  seed: number,
  firstGroup: number,
  replicates: number,
): SampleSums {
  const simulation = new Simulation(plan);
  for (let done = 0; done < replicates; done += LANES) {
    const live = Math.min(LANES, replicates - done);
    simulation.runGroup(seed, firstGroup + done / LANES, live);
  }
  return {
    steps: plan.walk.steps,
    arms: plan.walk.arms,
    replicates,
    ...stepSums(plan, simulation.visits, replicates),
    maximum: simulation.maximum.moments(),
    deterministic: simulation.deterministic.moments(),
    correctGuesses: simulation.correctGuesses.moments(),
  };
}
