import { gamma, poisson } from '../prng/simulation/variates.ts';
import { Xoshiro, uniform } from '../prng/simulation/xoshiro.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { fitGammaRates } from './empirical-bayes.ts';
import type { GammaRates, SiteHistory } from './empirical-bayes.ts';

/** One site's past: days count from any common day. */
export interface SitePast {
  readonly opened: number;
  /** Days of its subjects, ascending. */
  readonly subjects: readonly number[];
}

/** A forecast that could have been made at a past day, and what came. */
export interface CutResult {
  readonly cut: number;
  readonly until: number;
  readonly recruited: number;
  readonly sites: number;
  readonly mean: number;
  readonly q05: number;
  readonly q95: number;
  readonly actual: number;
  readonly isCovered: boolean;
  /** P(X < actual) + u · P(X = actual) with u uniform: uniform itself when forecasts are right. */
  readonly pit: number;
}

const DRAWS = 1000;
const BACK_TEST_STREAM = 44;

const before = (days: readonly number[], day: number): number =>
  days.filter((one) => one < day).length;

/**
 * The Bayesian forecast of the subjects that the sites open at `cut` recruit until `until`: rates fitted to what was
 * known at the cut, each site's posterior Gamma(α + n, β + v), Poisson from then on. Null while nobody was open.
 */
export function forecastAt(
  sites: readonly SitePast[],
  cut: number,
  until: number,
  seed: number,
): CutResult | null {
  const open = sites.filter(({ opened }) => opened < cut);
  if (open.length === 0) return null;
  const known = open.map(({ opened, subjects }) => ({
    events: before(subjects, cut),
    exposure: cut - opened,
  }));
  const source = new Xoshiro();
  const draws = predictive(known, fitGammaRates(known), until - cut, (r) =>
    source.startReplicate(seed + cut, r, BACK_TEST_STREAM),
  );
  const actual = open.reduce(
    (sum, { subjects }) => sum + before(subjects, until) - before(subjects, cut),
    0,
  );
  const below = draws.filter((one) => one < actual).length;
  const equal = draws.filter((one) => one === actual).length;
  const q05 = draws[Math.ceil(0.05 * DRAWS) - 1] as number;
  const q95 = draws[Math.ceil(0.95 * DRAWS) - 1] as number;
  return {
    cut,
    until,
    recruited: known.reduce((sum, { events }) => sum + events, 0),
    sites: open.length,
    mean: draws.reduce((sum, one) => sum + one, 0) / DRAWS,
    q05,
    q95,
    actual,
    isCovered: actual >= q05 && actual <= q95,
    pit: (below + uniform(source) * equal) / DRAWS,
  };
}

/** Drawn numbers of subjects of all sites within so many days, ascending. */
const predictive = (
  known: readonly SiteHistory[],
  { alpha, beta }: GammaRates,
  days: number,
  start: (draw: number) => WordSource,
): Float64Array =>
  Float64Array.from({ length: DRAWS }, (_, r) => {
    const source = start(r);
    return known.reduce((sum, { events, exposure }) => {
      const rate = alpha === Infinity ? 1 / beta : gamma(source, alpha + events, beta + exposure);
      return sum + poisson(source, rate * days);
    }, 0);
  }).sort();

/** Forecasts at evenly spaced days between the first opening and `today − ahead`. */
export function backTest(
  sites: readonly SitePast[],
  today: number,
  asked: { readonly cuts: number; readonly ahead: number; readonly seed: number },
): readonly CutResult[] {
  const first = Math.min(...sites.map(({ opened }) => opened));
  const last = today - asked.ahead;
  return Array.from({ length: asked.cuts }, (_, i) =>
    Math.round(first + ((i + 1) * (last - first)) / asked.cuts),
  ).flatMap((cut) => {
    const result = cut > first ? forecastAt(sites, cut, cut + asked.ahead, asked.seed) : null;
    return result === null ? [] : [result];
  });
}

/** Subjects in the later half of every site's time over those in the earlier half. */
export function rateDecay(
  sites: readonly SitePast[],
  today: number,
): { readonly ratio: number; readonly error: number; readonly isDecaying: boolean } {
  let early = 0;
  let late = 0;
  for (const { opened, subjects } of sites) {
    if (opened >= today) continue;
    const half = (opened + today) / 2;
    early += before(subjects, half);
    late += before(subjects, today) - before(subjects, half);
  }
  if (early === 0 || late === 0)
    return { ratio: early === 0 ? 1 : 0, error: 1, isDecaying: early > 9 };
  const ratio = late / early;
  const error = ratio * Math.sqrt(1 / late + 1 / early);
  return {
    ratio,
    error,
    isDecaying: Math.log(ratio) + 1.645 * Math.sqrt(1 / late + 1 / early) < 0,
  };
}
