import { tryCentres } from '../../engine/forecast/more-centres.ts';
import type { CentresSearch, CentresTry } from '../../engine/forecast/more-centres.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

export interface CentresJobParameters {
  readonly search: CentresSearch;
  readonly asked: CentresTry;
}

/** One try of the search is one chunk: each depends on those before. */
export const centresJob: SimulationJob = {
  prepare: (parameters) => () => {
    const { search, asked } = parameters as CentresJobParameters;
    return tryCentres(search, asked);
  },
};
