import { Xoshiro } from '../../prng/simulation/xoshiro.ts';
import type { MinimizationTable } from '../compiled/minimization-table.ts';
import {
  EVEN,
  MAXIMUM,
  type MinimizationLane,
  PREFERRED,
  RIGHT,
  TRIAL,
  createMinimizationLane,
  followTrial,
  minimize,
} from './minimization-kernel.ts';
import { MomentCollector, type SampleSums } from './sample-sums.ts';

const MINIMIZATION_PURPOSE = 3;

/** Sums of a simulated minimization; `levelImbalance` is Σ abs(D) at the end for each level of each factor. */
export interface MinimizationSums extends SampleSums {
  readonly levelImbalance: Float64Array;
}

/** Collects what replicates leave in a lane. */
class MinimizationTally {
  readonly maximum = new MomentCollector();
  readonly deterministic = new MomentCollector();
  readonly correctGuesses = new MomentCollector();
  readonly levelImbalance: Float64Array;
  cubes = 0;
  fourths = 0;
  balanced = 0;
  private readonly table: MinimizationTable;
  private readonly size: number;
  private readonly steps: number;

  constructor(table: MinimizationTable, size: number, steps: number) {
    this.table = table;
    this.size = size;
    this.steps = steps;
    this.levelImbalance = new Float64Array(table.slots);
  }

  add(lane: MinimizationLane, isCertain: boolean): void {
    const { size, steps, table, levelImbalance } = this;
    const tally = (place: number): number => lane.tally[place] as number;
    const end = Math.abs(tally(TRIAL)) * size;
    this.cubes += end ** 3;
    this.fourths += end ** 4;
    if (end === 0) this.balanced++;
    this.maximum.add(tally(MAXIMUM) * size);
    this.deterministic.add(isCertain ? tally(PREFERRED) / steps : 0);
    this.correctGuesses.add((tally(RIGHT) + tally(EVEN) / 2) / steps);
    for (let slot = 0; slot < table.slots; slot++) {
      const x = (lane.position[slot] as number) - (table.origin[slot] as number);
      levelImbalance[slot] = (levelImbalance[slot] as number) + Math.abs(x) * size;
    }
  }
}

/**
 * Simulates replicates firstReplicate .. of minimization in two arms over `steps` subjects, no more than
 * the table was compiled for. `isCertain` says whether the preferred arm is given for certain (p = 1).
 * Replicate r depends on (seed, r) only.
 */
export function simulateMinimization(
  table: MinimizationTable,
  isCertain: boolean,
  steps: number,
  seed: number,
  firstReplicate: number,
  replicates: number,
): MinimizationSums {
  const [second = -1, first = 1] = table.moves;
  const size = 2 / (first - second);
  const generator = new Xoshiro();
  const words = new Int32Array(2 * steps);
  const lane = createMinimizationLane(table.slots, steps);
  const collected = new MinimizationTally(table, size, steps);
  for (let r = 0; r < replicates; r++) {
    generator.startReplicate(seed, firstReplicate + r, MINIMIZATION_PURPOSE);
    generator.fill(words, words.length);
    lane.position.set(table.origin);
    minimize(table, words, steps, lane);
    followTrial(lane, steps);
    collected.add(lane, isCertain);
  }
  return {
    steps,
    arms: 2,
    replicates,
    absByStep: lane.absByStep.map((sum) => sum * size),
    squareByStep: lane.squareByStep.map((sum) => sum * size * size),
    cubes: collected.cubes,
    fourths: collected.fourths,
    balanced: collected.balanced,
    maximum: collected.maximum.moments(),
    deterministic: collected.deterministic.moments(),
    correctGuesses: collected.correctGuesses.moments(),
    levelImbalance: collected.levelImbalance,
  };
}
