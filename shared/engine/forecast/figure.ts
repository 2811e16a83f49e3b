import { DistributionCollector } from '../recruitment/distribution-summary.ts';

/** Shares of the replicates at which quantiles are given. */
export const QUANTILES: readonly number[] = [0.05, 0.25, 0.5, 0.75, 0.95];

/** A number over the replicates; every member of `errors` is a Monte-Carlo standard error. */
export interface Figure {
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
  /** At 5, 25, 50, 75 and 95 %. */
  readonly quantiles: readonly number[];
  readonly errors: { readonly mean: number; readonly quantiles: readonly number[] };
}

/** A share of the replicates with its standard error. */
export interface Share {
  readonly share: number;
  readonly error: number;
}

/** √(p(1 − p)/n); by the rule of succession where none or all had it, since that is no certainty. */
export function shareOf(count: number, n: number): Share {
  if (n === 0) return { share: 0, error: 0 };
  const p = count === 0 || count === n ? (count + 1) / (n + 2) : count / n;
  return { share: count / n, error: Math.sqrt((p * (1 - p)) / n) };
}

/** Half the distance between the order statistics one standard error of the rank below and above. */
export function quantileError(p: number, n: number, quantile: (p: number) => number): number {
  if (n < 2) return 0;
  const step = Math.sqrt((p * (1 - p)) / n);
  return (quantile(Math.min(1, p + step)) - quantile(Math.max(0, p - step))) / 2;
}

/** Numbers kept one by one: quantiles are order statistics up to here. */
const KEPT = 20_000;

/** Collects one number a replicate, at least 0. */
export class FigureCollector {
  count = 0;
  private readonly values = new DistributionCollector(KEPT);

  add(value: number): void {
    this.count++;
    this.values.add(value);
  }

  quantile(p: number): number {
    return this.values.quantile(p);
  }

  figure(): Figure {
    if (this.count === 0) {
      const zeros = QUANTILES.map(() => 0);
      const errors = { mean: 0, quantiles: zeros };
      return { mean: 0, sd: 0, min: 0, max: 0, quantiles: zeros, errors };
    }
    const { mean, sd, min, max, error } = this.values.summary();
    const quantile = (p: number): number => this.values.quantile(p);
    return {
      mean,
      sd,
      min,
      max,
      quantiles: QUANTILES.map(quantile),
      errors: {
        mean: error,
        quantiles: QUANTILES.map((p) => quantileError(p, this.count, quantile)),
      },
    };
  }
}

/** Mean and standard error from sums over n replicates. */
export function meanOf(
  sum: number,
  squares: number,
  n: number,
): { readonly mean: number; readonly error: number } {
  if (n === 0) return { mean: 0, error: 0 };
  const mean = sum / n;
  const variance = n > 1 ? Math.max(0, squares - n * mean * mean) / (n - 1) : 0;
  return { mean, error: Math.sqrt(variance / n) };
}
