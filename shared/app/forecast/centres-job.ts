import { searchCentres } from '../../engine/forecast/more-centres.ts';
import type { CentresSearch } from '../../engine/forecast/more-centres.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** The whole search is one chunk: each try depends on the one before. */
export const centresJob: SimulationJob = {
  prepare: (parameters) => () => searchCentres(parameters as CentresSearch),
};
