import { QUANTILES, meanOf, quantileError } from './figure.ts';

const BINS = 512;

/** One weekly number over the replicates: a mean and quantiles for each week, with their standard errors. */
export interface WeekBand {
  readonly mean: readonly number[];
  readonly meanError: readonly number[];
  /** [quantile][week] */
  readonly quantiles: readonly (readonly number[])[];
  readonly quantileErrors: readonly (readonly number[])[];
}

/**
 * Counts whole numbers by week in bins whose width doubles when a number does not fit: the memory is fixed. Zeros are
 * those that stand in no bin, so that none and some stay apart.
 */
export class WeekHistogram {
  private readonly weeks: number;
  private readonly bins: Uint32Array;
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private readonly below = new Uint32Array(BINS);
  /** Bins are 2^shift wide. */
  private shift = 0;
  private added = 0;

  constructor(weeks: number) {
    this.weeks = weeks;
    this.bins = new Uint32Array(weeks * BINS);
    this.sums = new Float64Array(weeks);
    this.squares = new Float64Array(weeks);
  }

  /** Replicates at `from`, `from + step` and so on: the number of week w stands w further on. */
  add(values: Int32Array, from: number, step: number, replicates: number): void {
    this.added += replicates;
    const end = from + step * replicates;
    // Week by week: the bins of one stay near at hand. From the last one on: it is there that numbers which grow are
    // largest, and bins widen while they are still empty.
    for (let week = this.weeks - 1; week >= 0; week--) {
      this.addWeek(week, values, from + week, step, end);
    }
  }

  private addWeek(week: number, values: Int32Array, from: number, step: number, end: number): void {
    const { bins } = this;
    let most = 0;
    let sum = 0;
    let squares = 0;
    for (let at = from; at < end; at += step) {
      const value = values[at] as number;
      if (value > most) most = value;
      sum += value;
      squares += value * value;
    }
    if (most === 0) return;
    while (most >> this.shift >= BINS) this.widen();
    const { shift } = this;
    this.sums[week] = (this.sums[week] as number) + sum;
    this.squares[week] = (this.squares[week] as number) + squares;
    for (let at = from; at < end; at += step) {
      const value = values[at] as number;
      if (value === 0) continue;
      const bin = week * BINS + (value >> shift);
      bins[bin] = (bins[bin] as number) + 1;
    }
  }

  private widen(): void {
    const { bins } = this;
    for (let row = 0; row < this.weeks; row++) {
      if (this.sums[row] === 0) continue;
      const base = row * BINS;
      for (let bin = 0; bin < BINS / 2; bin++) {
        const pair = base + 2 * bin;
        bins[base + bin] = (bins[pair] as number) + (bins[pair + 1] as number);
      }
      bins.fill(0, base + BINS / 2, base + BINS);
    }
    this.shift++;
  }

  /** The smallest number that a share p of the replicates does not exceed, to the width of a bin. */
  quantile(week: number, p: number): number {
    return this.quantileIn(this.cumulate(week), week, p);
  }

  band(): WeekBand {
    const weeks = Array.from({ length: this.weeks }, (_, week) => week);
    const means = weeks.map((week) =>
      meanOf(this.sums[week] as number, this.squares[week] as number, this.added),
    );
    const rows = weeks.map((week) => this.quantilesOf(week));
    return {
      mean: means.map(({ mean }) => mean),
      meanError: means.map(({ error }) => error),
      quantiles: QUANTILES.map((_, q) => rows.map((row) => row.quantiles[q] as number)),
      quantileErrors: QUANTILES.map((_, q) => rows.map((row) => row.errors[q] as number)),
    };
  }

  private quantilesOf(week: number): {
    readonly quantiles: readonly number[];
    readonly errors: readonly number[];
  } {
    const cumulated = this.cumulate(week);
    const quantile = (p: number): number => this.quantileIn(cumulated, week, p);
    return {
      quantiles: QUANTILES.map(quantile),
      errors: QUANTILES.map((p) => quantileError(p, this.added, quantile)),
    };
  }

  /** Replicates of a number in each bin or below, zeros left out. */
  private cumulate(week: number): Uint32Array {
    const { below, bins } = this;
    let sum = 0;
    for (let bin = 0; bin < BINS; bin++) {
      sum += bins[week * BINS + bin] as number;
      below[bin] = sum;
    }
    return below;
  }

  private quantileIn(cumulated: Uint32Array, week: number, p: number): number {
    const zeros = this.added - (cumulated[BINS - 1] as number);
    const rank = Math.max(1, Math.ceil(p * this.added)) - zeros;
    if (rank <= 0) return 0;
    let low = 0;
    let high = BINS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulated[middle] as number) >= rank) high = middle;
      else low = middle + 1;
    }
    const here = this.bins[week * BINS + low] as number;
    const below = (cumulated[low] as number) - here;
    const value = Math.floor((low + (rank - below - 0.5) / here) * 2 ** this.shift);
    return Math.max(1, value);
  }
}
