import {
  RECRUITMENT_CHUNK,
  type RecruitmentPlan,
  RecruitmentRunner,
} from '../../engine/recruitment/recruitment-chunk.ts';
import { chunkRange } from '../simulation/chunking.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** What travels to a worker for a recruitment run; the plan has been checked before. */
export interface RecruitmentJobParameters {
  readonly plan: RecruitmentPlan;
  readonly replicates: number;
  readonly seed: number;
}

export const recruitmentJob: SimulationJob = {
  prepare: (parameters) => {
    const { plan, replicates, seed } = parameters as RecruitmentJobParameters;
    const runner = new RecruitmentRunner(plan);
    return (chunk) => {
      const { first, count } = chunkRange(chunk, replicates, RECRUITMENT_CHUNK);
      return runner.run(seed, first, count);
    };
  },
};
