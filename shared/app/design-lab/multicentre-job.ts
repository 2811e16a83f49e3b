import { isMulticentreChunkOf } from '../../engine/multicentre/chunk-shape.ts';
import { MULTICENTRE_CHUNK, MulticentreRunner } from '../../engine/multicentre/chunk.ts';
import type { MulticentreScenario } from '../../engine/multicentre/scenario.ts';
import { chunkRange } from '../simulation/chunking.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** What travels to a worker for a multi-centre run; the scenario has been checked before. */
export interface MulticentreJobParameters {
  readonly scenario: MulticentreScenario;
  readonly replicates: number;
  readonly seed: number;
}

export const multicentreJob: SimulationJob = {
  prepare: (parameters) => {
    const { scenario, replicates, seed } = parameters as MulticentreJobParameters;
    const runner = MulticentreRunner.prepare(scenario);
    if (!runner.ok) throw new Error(`an unchecked scenario reached a worker: ${runner.error.rule}`);
    return (chunk) => {
      const { first, count } = chunkRange(chunk, replicates, MULTICENTRE_CHUNK);
      return runner.value.run(seed, first, count);
    };
  },
  fits: (parameters) => {
    const { scenario, replicates } = parameters as MulticentreJobParameters;
    return (result, chunk) =>
      isMulticentreChunkOf(
        scenario,
        chunkRange(chunk, replicates, MULTICENTRE_CHUNK).count,
        result,
      );
  },
};
