import { z } from 'zod';
import { isoDate } from './common.ts';

const numbers = z.array(z.number());

/** A number over the replicates; `errors` are Monte-Carlo standard errors of the members of the same names. */
export const figureShape = z.strictObject({
  mean: z.number(),
  sd: z.number(),
  min: z.number(),
  max: z.number(),
  q05: z.number(),
  q25: z.number(),
  q50: z.number(),
  q75: z.number(),
  q95: z.number(),
  errors: z.strictObject({
    mean: z.number(),
    q05: z.number(),
    q25: z.number(),
    q50: z.number(),
    q75: z.number(),
    q95: z.number(),
  }),
});
export type ForecastFigure = z.infer<typeof figureShape>;

const known = z.number().nullable();
const spread = { mean: known, q05: known, q25: known, q50: known, q75: known, q95: known };
/**
 * A time that not every replicate reaches: null is what that leaves unknown. Replicates that do not count as later
 * than all that do, so a quantile is known where it and its error lie among those that do.
 */
const censoredShape = z.strictObject({
  ...spread,
  sd: known,
  min: known,
  max: known,
  errors: z.strictObject(spread),
});
const knownDate = isoDate.nullable();

/** A share of the replicates. */
const share = z.strictObject({ share: z.number(), error: z.number() });
const estimate = z.strictObject({ mean: z.number(), error: z.number() });
export type ForecastEstimate = z.infer<typeof estimate>;

/** A number by week: the first entry is the end of the first week. */
export const bandShape = z.strictObject({
  /**
   * `randomized` subjects; `used` kits so far; `sites` kits on the shelves of all sites; `depot` kits at a depot;
   * `asked` kits asked of a depot
   * so far, as if it never lacked any; `site` kits on the shelf of one site.
   */
  what: z.enum(['randomized', 'used', 'sites', 'depot', 'asked', 'site']),
  kitType: z.string().nullable(),
  /** Depot or site. */
  place: z.string().nullable(),
  mean: numbers,
  q05: numbers,
  q25: numbers,
  q50: numbers,
  q75: numbers,
  q95: numbers,
  errors: z.strictObject({
    mean: numbers,
    q05: numbers,
    q25: numbers,
    q50: numbers,
    q75: numbers,
    q95: numbers,
  }),
});
export type ForecastBand = z.infer<typeof bandShape>;

const warning = z.strictObject({ path: z.string(), rule: z.string(), message: z.string() });

const recruitment = z.strictObject({
  target: z.number(),
  /** Share of the replicates that reach the target within the horizon. */
  finished: share,
  /** Days to the last randomization; 1 − `finished` of the replicates end beyond the horizon. */
  days: censoredShape,
  /** The quantiles of days as dates. */
  dates: z.strictObject({
    q05: knownDate,
    q25: knownDate,
    q50: knownDate,
    q75: knownDate,
    q95: knownDate,
  }),
  /** P(target reached before targetDate is over), counted exactly; null without one. */
  byTargetDate: z.strictObject({ date: isoDate, share: z.number(), error: z.number() }).nullable(),
  screened: figureShape,
  randomized: figureShape,
  /** Mean number of sites with 0, 1, 2 … subjects. */
  sitesByCount: numbers,
  sitesByCountErrors: numbers,
  rates: z.strictObject({
    /** Gamma(alpha, beta) between sites, given or fitted; alpha is null where all rates are alike. */
    alpha: z.number().nullable(),
    beta: z.number().nullable(),
    isFitted: z.boolean(),
    /** Subjects screened a day, after what each site has done so far; a closed site has none. */
    bySite: z.array(z.strictObject({ site: z.string(), mean: z.number(), sd: z.number() })),
  }),
});

const kitRow = z.strictObject({
  kitType: z.string(),
  packaged: figureShape,
  used: figureShape,
  expiredAtDepots: figureShape,
  expiredAtSites: figureShape,
  damaged: figureShape,
  lost: figureShape,
  rejected: figureShape,
  leftAtDepots: figureShape,
  leftAtSites: figureShape,
  leftOnTheWay: figureShape,
  shipped: figureShape,
  /** Kits that sites hold at the start, and those that depots would have sent without ever lacking any. */
  needed: figureShape,
  /** Kits that visits asked for, whether they got them or not. */
  wanted: figureShape,
  /** Packaged and not used, per cent of those packaged: of the means, its error by linearization. */
  wastePercent: estimate,
});
export type ForecastKitRow = z.infer<typeof kitRow>;

/** What one scenario leads to. Every figure has its Monte-Carlo standard error. */
export const forecastAnswerShape = z.strictObject({
  format: z.literal('cachet-forecast-answer/1'),
  name: z.string(),
  engine: z.string(),
  replicates: z.number(),
  seed: z.number(),
  start: isoDate,
  horizonDays: z.number(),
  /** End of each week. */
  weeks: z.array(isoDate),
  warnings: z.array(warning),
  recruitment,
  /** Visits that ask for kits, those for a replacement among them. */
  visits: figureShape,
  /** Visits that fell out because the one before came so late that their windows were over. */
  overtaken: figureShape,
  /** A stock-out is a visit that finds too few kits: missed, or delayed where visits wait. */
  stockOut: z.strictObject({
    any: share,
    missed: figureShape,
    delayed: figureShape,
    /** Missed visits, per cent of all: of the means, its error by linearization. */
    missedPercent: estimate,
    /** First one among the replicates that have one; null when none has. */
    first: z
      .strictObject({ day: figureShape, q05: isoDate, q50: isoDate, q95: isoDate })
      .nullable(),
    /** By site and kit type: P(any stock-out), and the week in which the first one is due. */
    bySite: z.array(
      z.strictObject({
        site: z.string(),
        kitType: z.string(),
        share: z.number(),
        error: z.number(),
        medianFirst: isoDate.nullable(),
      }),
    ),
  }),
  /** share[site][week]: P(a visit of the site finds too few kits in that week); errors alike. */
  heat: z.strictObject({
    sites: z.array(z.string()),
    share: z.array(numbers),
    error: z.array(numbers),
  }),
  kits: z.array(kitRow),
  shipments: figureShape,
  lostShipments: figureShape,
  cost: z.strictObject({
    total: figureShape,
    kits: figureShape,
    shipments: figureShape,
    destruction: figureShape,
  }),
  /**
   * Kits that must exist so that running short has at most this probability, those that sites hold at the start among
   * them, over the kits that visits ask for on average.
   */
  overage: z.array(
    z.strictObject({
      kitType: z.string(),
      risk: z.number(),
      kits: z.number(),
      error: z.number(),
      usedOnAverage: z.number(),
      usedError: z.number(),
      percent: z.number(),
      percentError: z.number(),
    }),
  ),
  /** By depot and kit type: what is asked of it that its lots cannot give, at the accepted risk. */
  packaging: z.array(
    z.strictObject({
      kitType: z.string(),
      depot: z.string(),
      risk: z.number(),
      /** Kits of its lots, and kits asked of it until the end that are exceeded with that probability. */
      packaged: z.number(),
      needed: z.number(),
      error: z.number(),
      /** Week in which a further campaign must be at the depot; null when the lots suffice. */
      neededBy: isoDate.nullable(),
      /** Kits of that campaign: more than needed less packaged where lots expire before they are asked for. */
      kits: z.number(),
      kitsError: z.number(),
    }),
  ),
  lots: z.array(
    z.strictObject({
      lot: z.string(),
      kitType: z.string(),
      depot: z.string(),
      kits: z.number(),
      release: isoDate,
      expiry: isoDate,
      expired: estimate,
      any: share,
      /** More than a tenth of the lot is expected to expire. */
      isAtRisk: z.boolean(),
    }),
  ),
  /** Kits on a shelf at the start that are expected to expire there and could be used elsewhere. */
  transfers: z.array(
    z.strictObject({
      kitType: z.string(),
      from: z.string(),
      to: z.string(),
      kits: z.number(),
      expired: estimate,
      stockOutAtTarget: share,
      /** Making these kits again would cost. */
      worth: z.number(),
    }),
  ),
  /** What the transfers that are not listed come to. */
  moreTransfers: z.strictObject({ count: z.number(), kits: z.number(), worth: z.number() }),
  /** Kits that visits ask for: kits[type][site][period], and errors alike, to five figures; rows end with their last kit. */
  demand: z.strictObject({
    sites: z.array(z.string()),
    kitTypes: z.array(z.string()),
    /** Weeks of a period: one, unless there are very many sites and kit types. */
    weeksAPeriod: z.number(),
    kits: z.array(z.array(numbers)),
    errors: z.array(z.array(numbers)),
    /** totals[type][site], over the whole horizon. */
    totals: z.array(numbers),
    totalErrors: z.array(numbers),
  }),
  bands: z.array(bandShape),
});
export type ForecastAnswer = z.infer<typeof forecastAnswerShape>;

/** What a run that goes on has so far. */
export const forecastPartialShape = z.strictObject({
  replicates: z.number(),
  of: z.number(),
  weeks: z.array(isoDate),
  stockOut: share,
  finished: share,
  bands: z.array(bandShape),
});
export type ForecastPartial = z.infer<typeof forecastPartialShape>;
