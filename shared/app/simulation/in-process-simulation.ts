import { simulationJob } from './simulation-jobs.ts';
import type { SimulationPort } from './simulation-port.ts';

/**
 * Works off all chunks on the calling thread, in order; for short runs. A cancel is seen between chunks,
 * if `accept` or `onProgress` raised it.
 */
export const inProcessSimulation: SimulationPort = {
  run: ({ job, parameters, first = 0, chunks, accept, onProgress, signal }) => {
    const work = simulationJob(job).prepare(parameters);
    for (let chunk = 0; chunk < chunks; chunk++) {
      if (signal?.aborted === true) return Promise.resolve('cancelled');
      accept(work(first + chunk), first + chunk);
      onProgress?.(chunk + 1, chunks);
    }
    return Promise.resolve('done');
  },
};
