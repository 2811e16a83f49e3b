import type { ForecastModel } from './model.ts';

/** Replicates that a thread does at a time: in the first few chunks, so that first figures come soon, and later. */
export interface ChunkPlan {
  readonly first: number;
  readonly later: number;
}

const FIRST_CHUNKS = 4;
const FEW = 4;
const MANY = 20;
/** Visits of a chunk, and sites of which ten count as many: about as much as a thread does in a tenth of a second. */
const WORK = 300_000;

/** The same for the same scenarios, whatever the machine: fewer replicates where each is much work. */
export function planChunks(models: readonly ForecastModel[]): ChunkPlan {
  let work = 1;
  for (const { recruitment, present, schedule, supply } of models) {
    const subjects = recruitment.target + present.length;
    work += subjects * schedule.windowStart.length + 10 * supply.sites.length;
  }
  const later = Math.max(1, Math.min(MANY, Math.floor(WORK / work)));
  return { first: Math.min(FEW, later), later };
}

/** Chunks that hold so many replicates. */
export const planned = ({ first, later }: ChunkPlan, replicates: number): number => {
  const begin = Math.ceil(replicates / first);
  if (begin <= FIRST_CHUNKS) return begin;
  return FIRST_CHUNKS + Math.ceil((replicates - FIRST_CHUNKS * first) / later);
};

/** First replicate and number of replicates of a chunk. */
export function plannedRange(
  { first, later }: ChunkPlan,
  chunk: number,
  replicates: number,
): { readonly from: number; readonly count: number } {
  const isFirst = chunk < FIRST_CHUNKS;
  const from = isFirst ? chunk * first : FIRST_CHUNKS * first + (chunk - FIRST_CHUNKS) * later;
  return { from, count: Math.min(isFirst ? first : later, replicates - from) };
}
