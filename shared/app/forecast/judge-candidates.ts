import { meanOf } from '../../engine/forecast/figure.ts';
import type { ForecastEstimate } from '../../contracts/forecast-answer.ts';
import type { RunOptions } from '../design-lab/multicentre.ts';
import type { SimulationPort } from '../simulation/simulation-port.ts';
import { judged } from './candidates-job.ts';
import type { CandidateRows, CandidatesJobParameters, Judged } from './candidates-job.ts';
import type { ForecastModel } from '../../engine/forecast/model.ts';

/** The numbers of one candidate, replicate by replicate. */
export class CandidateFigures {
  private readonly rows: CandidateRows;
  readonly replicates: number;

  constructor(rows: CandidateRows) {
    this.rows = rows;
    this.replicates = rows.length / judged.length;
  }

  at(replicate: number, name: Judged): number {
    return this.rows[replicate * judged.length + judged.indexOf(name)] as number;
  }

  /** Mean over the replicates of what each gives. */
  mean(of: (replicate: number) => number): ForecastEstimate {
    let sum = 0;
    let squares = 0;
    for (let r = 0; r < this.replicates; r++) {
      const value = of(r);
      sum += value;
      squares += value * value;
    }
    return meanOf(sum, squares, this.replicates);
  }
}

/**
 * Plays all candidates with the same seed and replicates, from number `first` on, several at a time. `found` has those
 * that were judged before, and gets the others as they come.
 */
export async function judgeCandidates(
  models: readonly ForecastModel[],
  options: RunOptions & { readonly first?: number; readonly found?: CandidateFigures[] },
  port: SimulationPort,
): Promise<readonly CandidateFigures[] | 'cancelled'> {
  const { first = 0, replicates, seed, found = [], onProgress } = options;
  const before = found.length;
  const parameters: CandidatesJobParameters = { models, first, replicates, seed };
  const ending = await port.run({
    job: 'forecast-candidates',
    parameters,
    first: before,
    chunks: models.length - before,
    workers: options.workers,
    accept: (rows) => found.push(new CandidateFigures(rows as CandidateRows)),
    ...(onProgress === undefined
      ? {}
      : { onProgress: (done: number) => onProgress(before + done, models.length) }),
    signal: options.signal,
  });
  return ending === 'cancelled' ? 'cancelled' : found;
}
