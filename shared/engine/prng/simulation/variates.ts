import type { WordSource } from './xoshiro.ts';
import { uniform } from './xoshiro.ts';
import { normal } from './ziggurat.ts';

/**
 * A gamma variate of the given shape > 0 and rate > 0 (mean shape/rate): Marsaglia & Tsang 2000, with
 * Gamma(a) = Gamma(a + 1)·U^(1/a) below shape 1.
 */
export function gamma(source: WordSource, shape: number, rate: number): number {
  if (shape < 1) return gamma(source, shape + 1, rate) * uniform(source) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(source);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = uniform(source);
    if (u < 1 - 0.0331 * x ** 4) return (d * v) / rate;
    if (Math.log(u) < 0.5 * x * x + d * (1 - v + Math.log(v))) return (d * v) / rate;
  }
}

/** A beta variate with both parameters > 0, as a ratio of gammas. */
export function beta(source: WordSource, a: number, b: number): number {
  const x = gamma(source, a, 1);
  const y = gamma(source, b, 1);
  return x / (x + y);
}

/**
 * A binomial variate: order statistics of uniforms are beta, so a large count is split at its median
 * order statistic (Ahrens & Dieter 1974); the last few trials are drawn one by one.
 */
export function binomial(source: WordSource, trials: number, probability: number): number {
  let left = trials;
  let p = probability;
  let count = 0;
  while (left > 20) {
    const rank = 1 + Math.floor(left / 2);
    const x = beta(source, rank, left + 1 - rank);
    if (x >= p) {
      p /= x;
      left = rank - 1;
    } else {
      count += rank;
      p = (p - x) / (1 - x);
      left -= rank;
    }
  }
  for (let i = 0; i < left; i++) if (uniform(source) < p) count++;
  return count;
}

/**
 * A Poisson variate of mean >= 0: the time of the m-th arrival of a unit process is Gamma(m), which cuts
 * a large mean down to a small one (Ahrens & Dieter 1974); a small one is drawn by counting arrivals.
 */
export function poisson(source: WordSource, mean: number): number {
  let rest = mean;
  let count = 0;
  while (rest > 20) {
    const arrivals = Math.floor((7 * rest) / 8);
    const time = gamma(source, arrivals, 1);
    if (time >= rest) return count + binomial(source, arrivals - 1, rest / time);
    count += arrivals;
    rest -= time;
  }
  const limit = Math.exp(-rest);
  let product = uniform(source);
  while (product > limit) {
    count++;
    product *= uniform(source);
  }
  return count;
}

/** A negative binomial variate: Poisson whose mean is Gamma(shape, rate). */
export function negativeBinomial(source: WordSource, shape: number, rate: number): number {
  return poisson(source, gamma(source, shape, rate));
}
