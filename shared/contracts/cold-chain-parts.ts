import { z } from 'zod';
import { count, identifier, isoDate, line } from './common.ts';

const seconds = z.number().min(0).max(1e9);
const centi = z.number().int().min(-27_315).max(100_000);

/** One band (low, high] in hundredths of °C; `allowedSeconds` null is the label range, where time is free. */
const band = z.strictObject({
  low: centi,
  high: centi,
  allowedSeconds: seconds.nullable(),
  longestSeconds: seconds.nullable(),
});

/** How the time between two readings is charged; see the help page. */
export const attributionRules = ['hold', 'midpoint', 'worst'] as const;

/** What the stability data of a product allow. */
export const storageProfile = z.strictObject({
  profile: identifier,
  name: line(80),
  bands: z.array(band).min(1).max(12),
  rule: z.enum(attributionRules),
  /** kJ/mol, for mean kinetic temperature and equivalent time. */
  activationEnergy: z.number().min(10).max(500),
  /** Seconds of budget that a kit must have left to be shipped or dispensed. */
  reserveSeconds: seconds,
  /** Lots that it is for; null for every lot that no other profile names. */
  lots: z.array(line(40)).min(1).max(500).nullable(),
});
export type StorageProfileInput = z.infer<typeof storageProfile>;

export const storedProfile = storageProfile.extend({
  version: count,
  setAt: z.string(),
  setBy: z.string(),
});
export type StoredProfile = z.infer<typeof storedProfile>;

/** What a person says about a file that does not say it. */
export const readingChoices = z.strictObject({
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
  zone: line(60).optional(),
  unit: z.enum(['C', 'F', 'K']).optional(),
  column: line(200).optional(),
  device: line(60).optional(),
  /** Name of the sheet of a workbook, or its number from 1. */
  sheet: line(60).optional(),
});
export type ReadingChoicesInput = z.infer<typeof readingChoices>;

/** Seconds since 1970-01-01T00:00Z. */
export const epochSecond = z.number().int().min(0).max(4_102_444_800);

/** What the logger watched, and when: a shipment on its way, or a place. */
export const watched = z.strictObject({
  shipment: line(40).optional(),
  place: line(40).optional(),
  /** Default: a shipment from dispatch to receipt; a place as long as the readings last. */
  from: epochSecond.optional(),
  to: epochSecond.optional(),
});
export type WatchedInput = z.infer<typeof watched>;

const finding = z.strictObject({ line: z.number().int(), message: z.string() });
const degrees = z.number().nullable();

/** What is known of a logger's file. Temperatures in °C, times UTC (local where `zone` is null). */
const loggerFacts = {
  format: z.string(),
  kind: z.enum(['readings', 'daily', 'summary']),
  model: z.string().nullable(),
  serial: z.string().nullable(),
  signature: z.enum(['authentic', 'altered', 'unsigned']),
  zone: z.string().nullable(),
  intervalSeconds: z.number().nullable(),
  readings: z.number().int(),
  first: z.string().nullable(),
  last: z.string().nullable(),
  minC: degrees,
  maxC: degrees,
  meanC: degrees,
  mktC: degrees,
  gaps: z.number().int(),
  gapSeconds: z.number(),
  duplicates: z.number().int(),
  missing: z.number().int(),
  unreadable: z.number().int(),
  outOfOrder: z.number().int(),
  nonexistentTimes: z.number().int(),
  ambiguousTimes: z.number().int(),
};

export const inspectedFile = z.strictObject({
  ...loggerFacts,
  warnings: z.array(finding),
  /** Headings of the table, for a person to confirm; empty where the make has none. */
  headings: z.array(z.string()),
  /** Heading (or number from 1) of the column that was read. */
  column: z.string().nullable(),
  unit: z.string().nullable(),
});
export type InspectedFile = z.infer<typeof inspectedFile>;

/** One day of a logger that keeps only the extremes of each day. */
const day = z.strictObject({ epochDay: z.number().int(), min: degrees, max: degrees });

/** What a chart draws: `series` is base64 of the stored form, see `stored-series.ts`. */
export const chartData = z.strictObject({ series: z.string(), days: z.array(day) });
export type ChartData = z.infer<typeof chartData>;

/** An unbroken stay outside the label range, or a stretch without data. Seconds since 1970, °C. */
export const stay = z.strictObject({
  kind: z.enum(['band', 'below', 'above', 'missing']),
  band: z.number().int(),
  from: z.number(),
  to: z.number(),
  extremeC: degrees,
});
export type StayOutside = z.infer<typeof stay>;

/** Seconds in one band: remaining = allowed − used before − used here − missing. */
const balance = z.strictObject({
  low: z.number(),
  high: z.number(),
  allowed: z.number().nullable(),
  usedBefore: z.number(),
  usedHere: z.number(),
  missing: z.number(),
  remaining: z.number().nullable(),
  longest: z.number(),
  longestAllowed: z.number().nullable(),
});

/** Kits that share one history, and what it means for them. No kit type. */
export const exposedGroup = z.strictObject({
  profile: z.string(),
  version: count,
  from: z.number(),
  to: z.number(),
  earlierLegs: count,
  tier: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  reasons: z.array(z.string()),
  bands: z.array(balance),
  belowSeconds: z.number(),
  aboveSeconds: z.number(),
  missingSeconds: z.number(),
  lowestC: degrees,
  highestC: degrees,
  meanKineticC: degrees,
  worstDayC: degrees,
  worstThirtyDaysC: degrees,
  equivalentSeconds: z.number(),
  /** Of the tightest band; null where every band is free. */
  remainingSeconds: z.number().nullable(),
  kits: z.array(z.string()),
});
export type ExposedGroup = z.infer<typeof exposedGroup>;

export const assessment = z.strictObject({
  from: z.number(),
  to: z.number(),
  isExcursion: z.boolean(),
  stays: z.array(stay),
  staysNotShown: count,
  groups: z.array(exposedGroup),
});
export type Assessment = z.infer<typeof assessment>;

export const excursionStatuses = [
  'in-range',
  'open',
  'released',
  'rejected',
  'split',
  'superseded',
] as const;

export const excursionRow = z.strictObject({
  excursion: z.string(),
  status: z.enum(excursionStatuses),
  tier: z.number().int(),
  file: z.string().nullable(),
  shipment: z.string().nullable(),
  place: z.string().nullable(),
  from: z.number(),
  to: z.number(),
  kits: count,
  lowestC: degrees,
  highestC: degrees,
  openedAt: z.string(),
  openedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  /** The excursion that took its place when readings came. */
  supersededBy: z.string().nullable(),
});
export type ExcursionRow = z.infer<typeof excursionRow>;

export const decisionOfGroup = z.strictObject({
  group: count,
  outcome: z.enum(['release', 'reject']),
  /** Last day of use that the decision sets, where it shortens the expiry. */
  useBy: isoDate.optional(),
});

/** The stability budget of one kit over all judged legs of its life; seconds and °C. */
export const kitBudget = z.strictObject({
  profile: z.string(),
  version: count,
  /** Of the tightest band; null where every band is free. */
  remainingSeconds: z.number().nullable(),
  /** Last day of use that a decision set. */
  useBy: isoDate.nullable(),
  isExhausted: z.boolean(),
  bands: z.array(
    z.strictObject({
      low: z.number(),
      high: z.number(),
      allowed: z.number().nullable(),
      used: z.number(),
      missing: z.number(),
      remaining: z.number().nullable(),
    }),
  ),
  legs: z.array(
    z.strictObject({
      excursion: z.string(),
      from: z.number(),
      to: z.number(),
      isMeasured: z.boolean(),
    }),
  ),
});
export type KitBudgetOutput = z.infer<typeof kitBudget>;

/** An imported file. */
export const loggerRow = z.strictObject({
  file: z.string(),
  name: z.string(),
  sha256: z.string(),
  ...loggerFacts,
  shipment: z.string().nullable(),
  place: z.string().nullable(),
  excursion: z.string().nullable(),
  mapping: z.string().nullable(),
  importedAt: z.string(),
  importedBy: z.string(),
});
export type LoggerRow = z.infer<typeof loggerRow>;
