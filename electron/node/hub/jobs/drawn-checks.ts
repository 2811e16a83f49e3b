import { randomInt } from 'node:crypto';
import type {
  SimulationPort,
  SimulationRun,
} from '../../../../shared/app/simulation/simulation-port.ts';
import { simulationJob } from '../../../../shared/app/simulation/simulation-jobs.ts';
import { bytesOf } from './plain-bytes.ts';

/** One job in so many is looked at again, beside the first of every worker. */
const oneIn = 20;

/**
 * Whether workers can be believed: a chunk of each worker's first job, and of some later ones, is calculated here again
 * and must be the same byte for byte. Which chunk is drawn after the result has come.
 */
export class DrawnChecks {
  readonly #run: SimulationRun;
  readonly #local: SimulationPort;
  readonly #fits: (result: unknown, chunk: number) => boolean;
  readonly #seen = new Set<string>();

  constructor(run: SimulationRun, local: SimulationPort) {
    const { fits } = simulationJob(run.job);
    if (fits === undefined) throw new Error(`${run.job} is calculated on this machine only`);
    this.#run = run;
    this.#local = local;
    this.#fits = fits(run.parameters);
  }

  /** Whether chunks from `first` on are what this machine would have calculated, as far as it looks. */
  async holds(device: string, first: number, chunks: readonly unknown[]): Promise<boolean> {
    if (!chunks.every((chunk, i) => this.#fits(chunk, first + i))) return false;
    const isDrawn = !this.#seen.has(device) || randomInt(oneIn) === 0;
    if (!isDrawn) return true;
    this.#seen.add(device);
    const drawn = randomInt(chunks.length);
    const [own] = await this.#again(first + drawn);
    return own === undefined || bytesOf(own).equals(bytesOf(chunks[drawn]));
  }

  async #again(chunk: number): Promise<readonly unknown[]> {
    const { job, parameters, signal } = this.#run;
    const results: unknown[] = [];
    const accept = (result: unknown): void => void results.push(result);
    await this.#local.run({ job, parameters, first: chunk, chunks: 1, workers: 1, accept, signal });
    return results;
  }
}
