import type { SimulationRun } from '../../../../shared/app/simulation/simulation-port.ts';
import { bytesOf, dataOf } from './plain-bytes.ts';

/** What a worker is told of a run, sealed: the simulation, and how its chunks are dealt to jobs. */
export interface RunContent extends Pick<SimulationRun, 'job' | 'parameters' | 'chunks'> {
  /** First chunk of the first job. */
  readonly first: number;
  readonly chunksOfJob: number;
}

export const jobsOf = ({ chunks, chunksOfJob }: RunContent): number =>
  Math.ceil(chunks / chunksOfJob);

/** Chunks of one job. */
export function chunksAt(
  { first, chunks, chunksOfJob }: RunContent,
  job: number,
): { readonly first: number; readonly chunks: number } {
  const begin = job * chunksOfJob;
  return { first: first + begin, chunks: Math.min(chunksOfJob, chunks - begin) };
}

export const runBytes = (content: RunContent): Buffer => bytesOf({ ...content });

/** Reads what a console sealed. Throws for anything else. */
export function runOf(bytes: Uint8Array): RunContent {
  const content = dataOf(bytes) as RunContent;
  const isWhole =
    typeof content.job === 'string' &&
    [content.first, content.chunks, content.chunksOfJob].every(
      (count) => Number.isSafeInteger(count) && count >= 0,
    ) &&
    content.chunksOfJob > 0;
  if (!isWhole) throw new Error('this is no run of simulations');
  return content;
}
