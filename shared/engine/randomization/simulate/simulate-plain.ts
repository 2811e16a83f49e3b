import { Xoshiro, uniform } from '../../prng/simulation/xoshiro.ts';
import { ImbalanceLattice } from '../compiled/imbalance-lattice.ts';
import type { Design } from '../design.ts';
import { drawArm } from '../draw.ts';
import { PathCollector } from './path-collector.ts';
import type { SampleSums } from './sample-sums.ts';

/** Its own streams: the plain form takes other words than the compiled one. */
const PLAIN_PURPOSE = 2;

function settle(design: Design, state: unknown, generator: Xoshiro): unknown {
  const options = design.concealedOptions(state);
  if (options === 0) return state;
  return design.settle(state, Math.floor(uniform(generator) * options));
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
  const generator = new Xoshiro();
  const collector = new PathCollector(new ImbalanceLattice(design.weights), length);
  for (let r = 0; r < replicates; r++) {
    generator.startReplicate(seed, firstReplicate + r, PLAIN_PURPOSE);
    collector.begin();
    let state = settle(design, design.initial, generator);
    for (let step = 0; step < length; step++) {
      const probabilities = design.probabilities(state);
      const arm = drawArm(probabilities, uniform(generator));
      collector.step(probabilities, arm);
      state = settle(design, design.next(state, arm), generator);
    }
    collector.end();
  }
  return collector.sums(replicates);
}
