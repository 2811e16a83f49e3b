import { Xoshiro, uniform } from '../../prng/simulation/xoshiro.ts';
import type { Design } from '../design.ts';
import { drawArm } from '../draw.ts';
import { ImbalanceLattice } from '../compiled/imbalance-lattice.ts';
import { MomentCollector, type SampleSums } from './sample-sums.ts';

/** Its own streams: the plain form takes other words than the compiled one. */
const PLAIN_PURPOSE = 2;

class PlainSimulation {
  private readonly design: Design;
  private readonly lattice: ImbalanceLattice;
  private readonly steps: number;
  private readonly generator = new Xoshiro();
  readonly absByStep: Float64Array;
  readonly squareByStep: Float64Array;
  readonly maximum = new MomentCollector();
  readonly deterministic = new MomentCollector();
  readonly correctGuesses = new MomentCollector();
  cubes = 0;
  fourths = 0;
  balanced = 0;

  constructor(design: Design, steps: number) {
    this.design = design;
    this.steps = steps;
    this.lattice = new ImbalanceLattice(design.weights);
    this.absByStep = new Float64Array(steps);
    this.squareByStep = new Float64Array(steps);
  }

  private settle(state: unknown): unknown {
    const options = this.design.concealedOptions(state);
    if (options === 0) return state;
    return this.design.settle(state, Math.floor(uniform(this.generator) * options));
  }

  run(seed: number, replicate: number): void {
    const { design, lattice, generator } = this;
    generator.startReplicate(seed, replicate, PLAIN_PURPOSE);
    let state = this.settle(design.initial);
    let point = 0;
    let size = 0;
    let maximum = 0;
    let deterministic = 0;
    let correct = 0;
    for (let step = 0; step < this.steps; step++) {
      const probabilities = design.probabilities(state);
      const arm = drawArm(probabilities, uniform(generator));
      const behind = lattice.armsBehind(point);
      if (probabilities.filter((p) => p > 0).length === 1) deterministic++;
      if (behind.includes(arm)) correct += 1 / behind.length;
      point = lattice.next(point, arm);
      size = lattice.magnitude(lattice.squaredDistance(point));
      maximum = Math.max(maximum, size);
      this.absByStep[step] = (this.absByStep[step] as number) + size;
      this.squareByStep[step] = (this.squareByStep[step] as number) + size * size;
      state = this.settle(design.next(state, arm));
    }
    this.cubes += size ** 3;
    this.fourths += size ** 4;
    if (size === 0) this.balanced++;
    this.maximum.add(maximum);
    this.deterministic.add(deterministic / this.steps);
    this.correctGuesses.add(correct / this.steps);
  }
}

/**
 * Simulates the plain procedure subject by subject, for designs whose states are too many for a table,
 * and as a check of the compiled form. Replicate r depends on (seed, r) only.
 */
export function simulatePlain(
  design: Design,
  steps: number,
  seed: number,
  firstReplicate: number,
  replicates: number,
): SampleSums {
  const length = Math.min(steps, design.steps ?? steps);
  const simulation = new PlainSimulation(design, length);
  for (let r = 0; r < replicates; r++) simulation.run(seed, firstReplicate + r);
  return {
    steps: length,
    arms: design.weights.length,
    replicates,
    absByStep: simulation.absByStep,
    squareByStep: simulation.squareByStep,
    cubes: simulation.cubes,
    fourths: simulation.fourths,
    balanced: simulation.balanced,
    maximum: simulation.maximum.moments(),
    deterministic: simulation.deterministic.moments(),
    correctGuesses: simulation.correctGuesses.moments(),
  };
}
