import {
  DistributionCollector,
  type DistributionSummary,
  EXACT_DURATIONS,
  EXACT_LOSSES,
} from '../recruitment/distribution-summary.ts';
import { type Moments, addMoments, meanAndError } from '../randomization/simulate/sample-sums.ts';
import type { DesignChunk, MulticentreChunk } from './chunk.ts';

/** Mean of a figure and its Monte-Carlo standard error. */
export interface Estimate {
  readonly mean: number;
  readonly error: number;
}

export interface DesignFigures {
  readonly deterministic: Estimate;
  readonly convergenceGuesses: Estimate;
  readonly deterministicGuesses: Estimate;
  readonly skewed: Estimate;
  /** Mean and standard deviation of the final abs(D). */
  readonly meanAbs: number;
  readonly sdAbs: number;
  readonly losses: readonly [DistributionSummary, DistributionSummary, DistributionSummary];
  /** P(imbalance >= 0, 1, 2 …). */
  readonly trial: readonly number[];
  readonly region: readonly number[];
  readonly centre: readonly number[];
}

export interface MulticentreFigures {
  readonly replicates: number;
  readonly days: DistributionSummary;
  /** Mean number of centres with 0, 1, 2 … patients. */
  readonly centresByCount: readonly number[];
  readonly designs: readonly DesignFigures[];
}

const NONE: Moments = { sum: 0, squares: 0 };

/** Counts of small whole numbers. */
class Counter {
  private counts: number[] = [];

  add(more: Int32Array): void {
    more.forEach((count, value) => {
      this.counts[value] = (this.counts[value] ?? 0) + count;
    });
  }

  get length(): number {
    return this.counts.findLastIndex((count) => count > 0) + 1;
  }

  means(replicates: number): readonly number[] {
    return this.counts.slice(0, this.length).map((count) => count / replicates);
  }

  /** P(value >= 0), P(value >= 1) … */
  tail(replicates: number, length: number): readonly number[] {
    const tail: number[] = [];
    let atLeast = replicates;
    for (let value = 0; value < length; value++) {
      tail.push(atLeast / replicates);
      atLeast -= this.counts[value] ?? 0;
    }
    return tail;
  }

  meanAndSd(replicates: number): { mean: number; sd: number } {
    const mean = this.counts.reduce((sum, c, v) => sum + c * v, 0) / replicates;
    const squares = this.counts.reduce((sum, c, v) => sum + c * (v - mean) ** 2, 0);
    return { mean, sd: replicates > 1 ? Math.sqrt(squares / (replicates - 1)) : 0 };
  }
}

class DesignTotals {
  readonly trial = new Counter();
  readonly region = new Counter();
  readonly centre = new Counter();
  private readonly losses = [0, 1, 2].map(() => new DistributionCollector(EXACT_LOSSES));
  private skewed = NONE;
  private deterministic = NONE;
  private convergence = NONE;
  private certain = NONE;

  add(chunk: DesignChunk): void {
    this.trial.add(chunk.trial);
    this.region.add(chunk.region);
    this.centre.add(chunk.centre);
    chunk.losses.forEach((values, k) => {
      for (const value of values) this.losses[k]?.add(value);
    });
    this.skewed = addMoments(this.skewed, chunk.skewed);
    this.deterministic = addMoments(this.deterministic, chunk.deterministic);
    this.convergence = addMoments(this.convergence, chunk.convergenceGuesses);
    this.certain = addMoments(this.certain, chunk.deterministicGuesses);
  }

  figures(replicates: number, tailLength: number): DesignFigures {
    const [first, second, third] = this.losses.map((loss) => loss.summary());
    if (first === undefined || second === undefined || third === undefined) {
      throw new Error('three losses are collected');
    }
    const { mean, sd } = this.trial.meanAndSd(replicates);
    return {
      deterministic: meanAndError(this.deterministic, replicates),
      convergenceGuesses: meanAndError(this.convergence, replicates),
      deterministicGuesses: meanAndError(this.certain, replicates),
      skewed: meanAndError(this.skewed, replicates),
      meanAbs: mean,
      sdAbs: sd,
      losses: [first, second, third],
      trial: this.trial.tail(replicates, tailLength),
      region: this.region.tail(replicates, tailLength),
      centre: this.centre.tail(replicates, tailLength),
    };
  }
}

/** Imbalances up to this are listed even when none was that large, so that tables line up. */
const SHORTEST_TAIL = 21;

/** Adds chunks up, in chunk order; its memory is bounded whatever the number of replicates. */
export class MulticentreTotals {
  private replicates = 0;
  private readonly n: number;
  private readonly days = new DistributionCollector(EXACT_DURATIONS);
  private readonly centresByCount = new Counter();
  private readonly designs: readonly DesignTotals[];

  constructor(n: number, designCount: number) {
    this.n = n;
    this.designs = Array.from({ length: designCount }, () => new DesignTotals());
  }

  add(chunk: MulticentreChunk): void {
    this.replicates += chunk.replicates;
    for (const day of chunk.days) this.days.add(day);
    this.centresByCount.add(chunk.centresByCount);
    chunk.designs.forEach((design, k) => this.designs[k]?.add(design));
  }

  figures(): MulticentreFigures {
    const { replicates } = this;
    const observed = this.designs.flatMap((d) => [
      d.trial.length,
      d.region.length,
      d.centre.length,
    ]);
    const tailLength = Math.min(this.n + 1, Math.max(SHORTEST_TAIL, ...observed));
    return {
      replicates,
      days: this.days.summary(),
      centresByCount: this.centresByCount.means(replicates),
      designs: this.designs.map((design) => design.figures(replicates, tailLength)),
    };
  }
}
