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
}

type Totals = { [K in NightMeasure]: number };

const noTotals = (): Totals => ({
  shipments: 0,
  shipped: 0,
  missed: 0,
  expired: 0,
  left: 0,
  stockOut: 0,
});

function estimatesOf(samples: readonly Totals[]): NightEstimates {
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

/**
 * Plays the coming nights of all sites under both settings with common random numbers: both meet the same subjects,
 * visits and departures, drawn with the rate and hazard of `after`. Replicate and site alone decide a path.
 */
export function compareNights(
  sites: readonly ComparedSite[],
  run: { readonly replicates: number; readonly seed: number },
): NightComparison {
  const before: Totals[] = [];
  const after: Totals[] = [];
  for (let replicate = 0; replicate < run.replicates; replicate += 1) {
    const totals = [noTotals(), noTotals()] as const;
    sites.forEach((site, index) => {
      const source = new Xoshiro().startReplicate(run.seed, replicate, index);
      const { plan, newSubjectsPerDay } = site.after;
      const { today, nights } = site.begin;
      const path = drawVisitPath({ plan, today, nights, newSubjectsPerDay }, site.subjects, source);
      [site.before, site.after].forEach((rules, i) => {
        const figures = simulateNights(rules, site.begin, path);
        const total = totals[i] as Totals;
        total.shipments += figures.shipments;
        total.shipped += figures.shipped;
        total.missed += figures.missed;
        total.expired += figures.expired;
        total.left += figures.left;
        if (figures.missed > 0) total.stockOut = 1;
      });
    });
    before.push(totals[0]);
    after.push(totals[1]);
  }
  const difference = after.map((sample, i) => {
    const less = noTotals();
    for (const measure of nightMeasures) {
      less[measure] = sample[measure] - (before[i]?.[measure] ?? 0);
    }
    return less;
  });
  return {
    before: estimatesOf(before),
    after: estimatesOf(after),
    difference: estimatesOf(difference),
  };
}
