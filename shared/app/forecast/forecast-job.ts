import { FORECAST_CHUNK, ForecastRunner } from '../../engine/forecast/chunk.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import { chunkRange } from '../simulation/chunking.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** What travels to a worker for a forecast; the scenarios have been checked before. */
export interface ForecastJobParameters {
  /** Several are played with the same seed: replicate r of each meets the same subjects and visits. */
  readonly models: readonly {
    readonly model: ForecastModel;
    /** Sites whose stock is followed by week. */
    readonly focus: readonly number[];
  }[];
  readonly replicates: number;
  readonly seed: number;
}

/** One chunk of every model, in their order. */
export const forecastJob: SimulationJob = {
  prepare: (parameters) => {
    const { models, replicates, seed } = parameters as ForecastJobParameters;
    const runners = models.map(({ model, focus }) => {
      const runner = ForecastRunner.prepare(model, focus);
      if (!runner.ok)
        throw new Error(`an unchecked scenario reached a worker: ${runner.error.rule}`);
      return runner.value;
    });
    return (chunk) => {
      const { first, count } = chunkRange(chunk, replicates, FORECAST_CHUNK);
      return runners.map((runner) => runner.run(seed, first, count));
    };
  },
};
