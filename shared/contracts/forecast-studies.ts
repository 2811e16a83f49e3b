import { z } from 'zod';
import { isoDate } from './common.ts';
import { forecastAnswerShape } from './forecast-answer.ts';

const estimate = z.strictObject({ mean: z.number(), error: z.number() });

/** Scenarios side by side on the same subjects and visits. */
export const forecastComparisonShape = z.strictObject({
  engine: z.string(),
  replicates: z.number(),
  seed: z.number(),
  /** In the order given; the first is what the others are compared with. */
  answers: z.array(forecastAnswerShape),
  differences: z.array(
    z.strictObject({
      /** Index of the scenario; its figure less that of the first, on the same replicates. */
      scenario: z.number(),
      measure: z.string(),
      kitType: z.string().nullable(),
      /** Null for days to the last subject where it does not come in every replicate of both. */
      difference: estimate.nullable(),
    }),
  ),
  /** Kit types that a scenario and the first do not have in common: of them there are no differences. */
  unmatched: z.array(
    z.strictObject({
      scenario: z.number(),
      kitType: z.string(),
      onlyIn: z.enum(['first', 'other']),
    }),
  ),
});
export type ForecastComparison = z.infer<typeof forecastComparisonShape>;

/** One combination of settings that an optimisation tried. */
const point = z.strictObject({
  /** Kits added to every trigger (or buffer) and to every ceiling, and what the kits of all lots were multiplied with. */
  triggerPlus: z.number(),
  ceilingPlus: z.number(),
  lotFactor: z.number(),
  risk: estimate,
  /** Upper bound of the risk, one-sided 95 %: what was seen in no replicate may still happen. */
  bound: z.number(),
  cost: estimate,
  shipments: estimate,
  wastePercent: estimate,
  /** Against the settings as written, on the same replicates. */
  riskDifference: estimate,
  costDifference: estimate,
  /** No other point costs less and risks less. */
  isOnFrontier: z.boolean(),
  /** The bound of the risk stays within the limit. */
  isWithinLimit: z.boolean(),
});
export type OptimisationPoint = z.infer<typeof point>;

export const forecastOptimisationShape = z.strictObject({
  engine: z.string(),
  name: z.string(),
  replicates: z.number(),
  seed: z.number(),
  measure: z.enum(['any-stock-out', 'missed-visits']),
  limit: z.number(),
  points: z.array(point),
  /** What so many replicates can show. */
  guarantee: z.strictObject({
    confidence: z.number(),
    replicates: z.number(),
    /** Largest risk of one replicate that is reckoned with; 1 where none was seen. */
    worst: z.number(),
    /** Bound of a point in which nothing was seen. */
    lowest: z.number(),
    /** Replicates in which nothing may be seen to show the limit; null for a limit of 0. */
    replicatesNeeded: z.number().nullable(),
  }),
  /** Index of the cheapest point whose bound holds the limit also on further replicates; null when none does. */
  best: z.number().nullable(),
  /** What it risked on these further replicates alone. */
  confirmed: z
    .strictObject({ replicates: z.number(), risk: estimate, bound: z.number() })
    .nullable(),
  /** Cheaper points within the limit that did not hold it again. */
  rejected: z.number(),
  /** What the next step tried of each setting alone costs and brings: kits more, or per cent more kits of all lots. */
  prices: z.array(
    z.strictObject({
      setting: z.enum(['trigger', 'ceiling', 'lots']),
      step: z.number(),
      risk: estimate,
      cost: estimate,
    }),
  ),
});
export type ForecastOptimisation = z.infer<typeof forecastOptimisationShape>;

/** Contract, ethics and initiation of a new site take about so many days: nobody has it on the first day. */
export const usualOpening = { opensAfter: 90 as number, opensWithin: 60 as number } as const;

/** How many more sites a target date needs. */
export const forecastCentresShape = z.strictObject({
  engine: z.string(),
  replicates: z.number(),
  seed: z.number(),
  target: z.number(),
  targetDate: isoDate,
  probability: z.number(),
  /** One-sided confidence of the bounds of the shares. */
  confidence: z.number(),
  /** First and last day on which an added site opens. */
  opens: z.strictObject({ from: isoDate, to: isoDate }),
  /** Subjects screened a day at an added site: gamma of this mean and coefficient of variation. */
  rate: z.strictObject({ mean: z.number(), cv: z.number() }),
  /** All on the same replicates, so that the share grows with the sites added. */
  tried: z.array(
    z.strictObject({
      added: z.number(),
      sites: z.number(),
      share: z.number(),
      error: z.number(),
      /** Exact bounds of the share. */
      lower: z.number(),
      upper: z.number(),
      medianDate: isoDate.nullable(),
    }),
  ),
  /** Fewest sites whose lower bound of P(T ≤ date) reaches the probability; null when the most tried do not. */
  needed: z.number().nullable(),
  /** Fewest sites whose upper bound reaches it: between them and those needed, more replicates would tell. */
  possible: z.number().nullable(),
});
export type ForecastCentres = z.infer<typeof forecastCentresShape>;

/** How forecasts made at past days would have done. */
export const forecastBackTestShape = z.strictObject({
  engine: z.string(),
  cuts: z.array(
    z.strictObject({
      day: isoDate,
      recruited: z.number(),
      sites: z.number(),
      /** What was forecast for `until`, and what came. */
      until: isoDate,
      mean: z.number(),
      q05: z.number(),
      q95: z.number(),
      actual: z.number(),
      isCovered: z.boolean(),
      /** P(X < actual) + u·P(X = actual): uniform when forecasts are right. */
      pit: z.number(),
    }),
  ),
  /** Share of cuts whose 90 % interval holds what came. */
  coverage: z.strictObject({ share: z.number(), error: z.number() }).nullable(),
  /** Ten equal bins of the PIT. */
  pitHistogram: z.array(z.number()),
  /** Rate of the later half of each site's time over that of the earlier half. */
  decay: z.strictObject({
    ratio: z.number(),
    error: z.number(),
    isDecaying: z.boolean(),
    message: z.string().nullable(),
  }),
});
