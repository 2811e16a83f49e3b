import { logGamma } from '../recruitment/log-gamma.ts';

/** One-sided confidence of the bounds. */
export const BOUND_CONFIDENCE = 0.95;

const STEPS = 60;
const TINY = 1e-300;
const CLOSE = 1e-14;
const MOST_TERMS = 10_000;

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz' method. */
function betaFraction(a: number, b: number, x: number): number {
  const safe = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / safe(1 - ((a + b) * x) / (a + 1));
  let product = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / safe(1 + even * d);
    c = safe(1 + even / c);
    product *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / safe(1 + odd * d);
    c = safe(1 + odd / c);
    product *= d * c;
    if (Math.abs(d * c - 1) < CLOSE) break;
  }
  return product;
}

/** I_x(a, b), the distribution function of Beta(a, b). */
function betaShare(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  );
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(a, b, x)) / a
    : 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaQuantile(a: number, b: number, p: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    if (betaShare(a, b, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Exact upper bound of a share of which `count` of n replicates were seen (Clopper & Pearson 1934), one-sided 95 %.
 * None seen is no certainty: 0 of n leaves 1 − 0.05^(1/n), about 3/n. `count` may be a sum of numbers from 0 to 1.
 */
export const upperShare = (count: number, n: number): number =>
  count >= n ? 1 : betaQuantile(count + 1, n - count, BOUND_CONFIDENCE);

/** Exact lower bound of a share, one-sided 95 %; that of `upperShare` from the other end. */
export const lowerShare = (count: number, n: number): number => 1 - upperShare(n - count, n);

/** Replicates of which none must show what is to have a share of at most `limit`, one-sided 95 %. */
export const replicatesFor = (limit: number): number =>
  limit >= 1 ? 1 : Math.ceil(Math.log1p(-BOUND_CONFIDENCE) / Math.log1p(-limit));
