import { characteristicsJob } from '../design-lab/characteristics-job.ts';
import { multicentreJob } from '../design-lab/multicentre-job.ts';
import { recruitmentJob } from '../design-lab/recruitment-job.ts';
import { leakJob } from '../resupply/leak-job.ts';
import { nightsJob } from '../resupply/nights-job.ts';
import { candidatesJob } from '../forecast/candidates-job.ts';
import { centresJob } from '../forecast/centres-job.ts';
import { forecastJob } from '../forecast/forecast-job.ts';
import type { SimulationJob } from './simulation-port.ts';

/** Every simulation that a worker can be asked for, by name. */
export const simulationJobs: ReadonlyMap<string, SimulationJob> = new Map([
  ['characteristics', characteristicsJob],
  ['forecast', forecastJob],
  ['forecast-candidates', candidatesJob],
  ['forecast-centres', centresJob],
  ['multicentre', multicentreJob],
  ['recruitment', recruitmentJob],
  ['resupply-nights', nightsJob],
  ['blind-leak', leakJob],
]);

/** The named job; a name that is not registered is a defect. */
export function simulationJob(name: string): SimulationJob {
  const job = simulationJobs.get(name);
  if (job === undefined) throw new Error(`there is no simulation job "${name}"`);
  return job;
}
