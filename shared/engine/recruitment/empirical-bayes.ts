import { logGamma } from './log-gamma.ts';

/** Rates between sites: Gamma(alpha, beta), mean alpha / beta a day. Infinite alpha: all alike, 1 / beta a day. */
export interface GammaRates {
  readonly alpha: number;
  readonly beta: number;
}

/** What one site did: events in so many days of exposure > 0. */
export interface SiteHistory {
  readonly events: number;
  readonly exposure: number;
}

/**
 * Log-likelihood Σ ln[Γ(α + n)/(Γ(α) n!) · β^α v^n/(β + v)^(α + n)] of gamma rates, for Poisson counts n in
 * exposures v (Anisimov & Fedorov 2007).
 */
export function logLikelihood({ alpha, beta }: GammaRates, sites: readonly SiteHistory[]): number {
  return sites.reduce((sum, { events, exposure }) => {
    const constant = logGamma(alpha + events) - logGamma(alpha) - logGamma(events + 1);
    // ln(1 + v/β) keeps its digits when β is far larger than v.
    const spread = -(alpha + events) * Math.log1p(exposure / beta);
    return sum + constant + spread + (events === 0 ? 0 : events * Math.log(exposure / beta));
  }, 0);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const LOWEST_ALPHA = 1e-3;
/** From this shape on, rates differ by less than 1 % and count as alike. */
const HIGHEST_ALPHA = 1e4;

/** The point of a unimodal function's maximum on an interval, to a relative width of 1e-7. */
function maximumOf(f: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let x1 = high - GOLDEN * (high - low);
  let x2 = low + GOLDEN * (high - low);
  let [f1, f2] = [f(x1), f(x2)];
  while (high - low > 1e-7 * Math.max(1, Math.abs(low))) {
    if (f1 < f2) {
      low = x1;
      [x1, f1] = [x2, f2];
      x2 = low + GOLDEN * (high - low);
      f2 = f(x2);
    } else {
      high = x2;
      [x2, f2] = [x1, f1];
      x1 = high - GOLDEN * (high - low);
      f1 = f(x1);
    }
  }
  return (low + high) / 2;
}

/** Beta that maximises the likelihood for an alpha: the root of Σ [α/β − (α + n)/(β + v)] = 0, on a log scale. */
function bestBeta(alpha: number, sites: readonly SiteHistory[]): number {
  const slope = (beta: number): number =>
    sites.reduce(
      (sum, { events, exposure }) => sum + alpha / beta - (alpha + events) / (beta + exposure),
      0,
    );
  let [low, high] = [-40, 60];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(Math.exp(middle)) > 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/**
 * Empirical Bayes: alpha and beta of greatest likelihood. Sites that differ no more than by chance give infinite
 * alpha; nobody recruited anywhere gives a rate of half an event in all the exposure.
 */
export function fitGammaRates(sites: readonly SiteHistory[]): GammaRates {
  const events = sites.reduce((sum, one) => sum + one.events, 0);
  const exposure = sites.reduce((sum, one) => sum + one.exposure, 0);
  if (events === 0) return { alpha: 0.5, beta: Math.max(1, exposure) };
  const profile = (logAlpha: number): number => {
    const alpha = Math.exp(logAlpha);
    return logLikelihood({ alpha, beta: bestBeta(alpha, sites) }, sites);
  };
  const alpha = Math.exp(maximumOf(profile, Math.log(LOWEST_ALPHA), Math.log(HIGHEST_ALPHA)));
  if (alpha > 0.99 * HIGHEST_ALPHA) return { alpha: Infinity, beta: exposure / events };
  return { alpha, beta: bestBeta(alpha, sites) };
}
