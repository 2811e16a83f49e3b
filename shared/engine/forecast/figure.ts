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

/** A figure of times of which some end beyond what was looked at: null is what that leaves unknown. */
export interface CensoredFigure {
  readonly mean: number | null;
  readonly sd: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly quantiles: readonly (number | null)[];
  readonly errors: {
    readonly mean: number | null;
    readonly quantiles: readonly (number | null)[];
  };
}

/** The figure of n times of which `seen` has those that ended; a quantile is known when it and its error lie among them. */
export function censoredFigure(seen: FigureCollector, n: number): CensoredFigure {
  const share = n === 0 ? 0 : seen.count / n;
  // In the middle of a rank, which rounding cannot miss.
  const quantile = (p: number): number =>
    seen.quantile((Math.max(1, Math.ceil(p * n)) - 0.5) / seen.count);
  const isKnown = (p: number): boolean =>
    share > 0 && Math.min(1, p + Math.sqrt((p * (1 - p)) / n)) <= share;
  const { mean, sd, min, max, errors } = seen.figure();
  const all = <T>(value: T): T | null => (share === 1 ? value : null);
  return {
    mean: all(mean),
    sd: all(sd),
    min: seen.count === 0 ? null : min,
    max: all(max),
    quantiles: QUANTILES.map((p) => (isKnown(p) ? quantile(p) : null)),
    errors: {
      mean: all(errors.mean),
      quantiles: QUANTILES.map((p) => (isKnown(p) ? quantileError(p, n, quantile) : null)),
    },
  };
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

/** Means and spread of pairs: the ratio of the means with its standard error by linearization. */
export class RatioCollector {
  private count = 0;
  private readonly sums = { x: 0, y: 0, xx: 0, xy: 0, yy: 0 };

  add(x: number, y: number): void {
    const { sums } = this;
    this.count++;
    sums.x += x;
    sums.y += y;
    sums.xx += x * x;
    sums.xy += x * y;
    sums.yy += y * y;
  }

  /** r = x̄/ȳ with √(Σ(x − r·y)² / (n(n − 1))) / ȳ; 0 where ȳ is. */
  ratio(): { readonly mean: number; readonly error: number } {
    const { x, y, xx, xy, yy } = this.sums;
    const n = this.count;
    if (y === 0) return { mean: 0, error: 0 };
    const mean = x / y;
    const residual = Math.max(0, xx - 2 * mean * xy + mean * mean * yy);
    return { mean, error: n < 2 ? 0 : (Math.sqrt(residual / (n * (n - 1))) * n) / y };
  }
}
