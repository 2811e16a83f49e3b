import { Xoshiro } from '../../../prng/simulation/xoshiro.ts';
import { simulateNights } from './simulate-site.ts';
import type { NightRules, NightStart } from './simulate-site.ts';
import { drawVisitPath } from './visit-path.ts';
import type { KnownSubject } from './visit-path.ts';

/** One site under the settings in force and under those to compare. */
export interface ComparedSite {
  readonly before: NightRules;
  readonly after: NightRules;
  readonly begin: NightStart;
  readonly subjects: readonly KnownSubject[];
}

export const nightMeasures = [
  'shipments',
  'shipped',
  'missed',
  'expired',
  'left',
  'stockOut',
] as const;
/** Totals over all sites; `stockOut` is the probability that a visit of any site is missed. */
export type NightMeasure = (typeof nightMeasures)[number];

export interface Estimate {
  readonly mean: number;
  /** Monte-Carlo standard error. */
  readonly error: number;
}

export type NightEstimates = { readonly [K in NightMeasure]: Estimate };

export interface NightComparison {
  readonly before: NightEstimates;
  readonly after: NightEstimates;
  /** After less before on the same paths, so that its error is that of the difference. */
  readonly difference: NightEstimates;
  /** Mean kits sent in each night, all sites together. */
  readonly sentByNight: { readonly before: readonly number[]; readonly after: readonly number[] };
}

/** Sums over all sites of one replicate under one of the settings. */
export type NightTotals = { [K in NightMeasure]: number };

/** One replicate: both settings on the same paths. */
export interface PlayedNights {
  readonly before: NightTotals;
  readonly after: NightTotals;
  /** Kits sent in each night, all sites together. */
  readonly sentBefore: readonly number[];
  readonly sentAfter: readonly number[];
}

const noTotals = (): NightTotals => ({
  shipments: 0,
  shipped: 0,
  missed: 0,
  expired: 0,
  left: 0,
  stockOut: 0,
});

function estimatesOf(samples: readonly NightTotals[]): NightEstimates {
  const estimate = (measure: NightMeasure): Estimate => {
    const values = samples.map((sample) => sample[measure]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    const error = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1) / values.length);
    return { mean, error };
  };
  return Object.fromEntries(
    nightMeasures.map((measure) => [measure, estimate(measure)]),
  ) as unknown as NightEstimates;
}

/** Plays one replicate of all sites; seed, replicate and index of the site alone decide a path. */
export function playNights(
  sites: readonly ComparedSite[],
  run: { readonly seed: number; readonly replicate: number },
): PlayedNights {
  const totals = [noTotals(), noTotals()] as const;
  const nights = sites[0]?.begin.nights ?? 0;
  const sent = totals.map(() => Array.from({ length: nights }, () => 0));
  sites.forEach((site, index) => {
    const source = new Xoshiro().startReplicate(run.seed, run.replicate, index);
    const { plan, newSubjectsPerDay } = site.after;
    const path = drawVisitPath(
      { plan, today: site.begin.today, nights: site.begin.nights, newSubjectsPerDay },
      site.subjects,
      source,
    );
    [site.before, site.after].forEach((rules, i) => {
      const figures = simulateNights(rules, site.begin, path);
      const total = totals[i] as NightTotals;
      total.shipments += figures.shipments;
      total.shipped += figures.shipped;
      total.missed += figures.missed;
      total.expired += figures.expired;
      total.left += figures.left;
      if (figures.missed > 0) total.stockOut = 1;
      const byNight = sent[i] as number[];
      figures.sentByNight.forEach((kits, night) => (byNight[night] = (byNight[night] ?? 0) + kits));
    });
  });
  const [before, after] = totals;
  return { before, after, sentBefore: sent[0] as number[], sentAfter: sent[1] as number[] };
}

/** Means and Monte-Carlo errors over replicates, at least one. */
export function summaryOfNights(played: readonly PlayedNights[]): NightComparison {
  const difference = played.map(({ before, after }) => {
    const less = noTotals();
    for (const measure of nightMeasures) less[measure] = after[measure] - before[measure];
    return less;
  });
  return {
    before: estimatesOf(played.map(({ before }) => before)),
    after: estimatesOf(played.map(({ after }) => after)),
    difference: estimatesOf(difference),
    sentByNight: {
      before: meanByNight(played.map(({ sentBefore }) => sentBefore)),
      after: meanByNight(played.map(({ sentAfter }) => sentAfter)),
    },
  };
}

const meanByNight = (samples: readonly (readonly number[])[]): readonly number[] =>
  (samples[0] ?? []).map(
    (_, night) => samples.reduce((sum, kits) => sum + (kits[night] ?? 0), 0) / samples.length,
  );

/**
 * Plays the coming nights of all sites under both settings with common random numbers: both meet the same subjects,
 * visits and departures, drawn with the rate and hazard of `after`. Replicate and site alone decide a path.
 */
export const compareNights = (
  sites: readonly ComparedSite[],
  run: { readonly replicates: number; readonly seed: number },
): NightComparison =>
  summaryOfNights(
    Array.from({ length: run.replicates }, (_, replicate) =>
      playNights(sites, { seed: run.seed, replicate }),
    ),
  );
