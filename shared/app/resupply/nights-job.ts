import { playNights } from '../../engine/supply/resupply/nights/compare-nights.ts';
import type { ComparedSite } from '../../engine/supply/resupply/nights/compare-nights.ts';
import { chunkRange } from '../simulation/chunking.ts';
import type { SimulationJob } from '../simulation/simulation-port.ts';

/** Sites with both settings, and how often their nights are played. Plain data. */
export interface NightsQuestion {
  readonly sites: readonly ComparedSite[];
  readonly nights: number;
  readonly replicates: number;
  readonly seed: number;
}

/** Replicates in one piece of work. */
export const nightsInChunk = 4;

export const nightsJob: SimulationJob = {
  prepare: (parameters) => {
    const { sites, replicates, seed } = parameters as NightsQuestion;
    return (chunk) => {
      const { first, count } = chunkRange(chunk, replicates, nightsInChunk);
      return Array.from({ length: count }, (_, i) =>
        playNights(sites, { seed, replicate: first + i }),
      );
    };
  },
};
