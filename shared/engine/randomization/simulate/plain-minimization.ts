import { Xoshiro, uniform } from '../../prng/simulation/xoshiro.ts';
import { ImbalanceLattice } from '../compiled/imbalance-lattice.ts';
import { drawArm } from '../draw.ts';
import { type Minimization, minimizationProbabilities } from '../minimization.ts';
import { emptyMinimization, marginalsAt, withSubject } from '../minimization-state.ts';
import { PathCollector } from './path-collector.ts';
import type { SampleSums } from './sample-sums.ts';

const PLAIN_MINIMIZATION_PURPOSE = 4;

/**
 * Simulates minimization of any number of arms by its plain rule, subject by subject; levels of a factor
 * come with the given prevalence. Replicate r depends on (seed, r) only.
 */
export function simulatePlainMinimization(
  spec: Minimization,
  prevalence: readonly (readonly number[])[],
  steps: number,
  seed: number,
  firstReplicate: number,
  replicates: number,
): SampleSums {
  const generator = new Xoshiro();
  const collector = new PathCollector(new ImbalanceLattice(spec.weights), steps);
  for (let r = 0; r < replicates; r++) {
    generator.startReplicate(seed, firstReplicate + r, PLAIN_MINIMIZATION_PURPOSE);
    collector.begin();
    let state = emptyMinimization(spec);
    for (let step = 0; step < steps; step++) {
      const levels = prevalence.map((of) => drawArm(of, uniform(generator)));
      const probabilities = minimizationProbabilities(spec, marginalsAt(state, levels));
      const arm = drawArm(probabilities, uniform(generator));
      collector.step(probabilities, arm);
      state = withSubject(state, levels, arm);
    }
    collector.end();
  }
  return collector.sums(replicates);
}
