import { ForecastRunner } from '../../engine/forecast/runner.ts';
import { isChunkOf } from '../../engine/forecast/chunk-shape.ts';
import { planChunks, planned, plannedRange } from '../../engine/forecast/chunk-plan.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';
import type { SimulationJob, SimulationRun } from '../simulation/simulation-port.ts';

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
  /** Chunks that were played before and are left out. */
  readonly done?: number;
}

/** What a port is asked for to play them. */
export const forecastRunOf = (
  parameters: ForecastJobParameters,
): Pick<SimulationRun, 'job' | 'parameters' | 'chunks'> => ({
  job: 'forecast',
  parameters,
  chunks:
    planned(planChunks(parameters.models.map(({ model }) => model)), parameters.replicates) -
    (parameters.done ?? 0),
});

/** One chunk of every model, in their order. */
export const forecastJob: SimulationJob = {
  prepare: (parameters) => {
    const { models, replicates, seed, done = 0 } = parameters as ForecastJobParameters;
    const runners = models.map(({ model, focus }) => {
      const runner = ForecastRunner.prepare(model, focus);
      if (!runner.ok)
        throw new Error(`an unchecked scenario reached a worker: ${runner.error.rule}`);
      return runner.value;
    });
    const plan = planChunks(models.map(({ model }) => model));
    return (chunk) => {
      const { from, count } = plannedRange(plan, done + chunk, replicates);
      return runners.map((runner) => runner.run(seed, from, count));
    };
  },
  fits: (parameters) => {
    const { models, replicates, done = 0 } = parameters as ForecastJobParameters;
    const plan = planChunks(models.map(({ model }) => model));
    return (result, chunk) => {
      const { count } = plannedRange(plan, done + chunk, replicates);
      return (
        Array.isArray(result) &&
        result.length === models.length &&
        models.every(({ model, focus }, i) => isChunkOf(model, focus, count, result[i]))
      );
    };
  },
};
