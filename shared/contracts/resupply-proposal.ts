import { z } from 'zod';
import { resupplyOrigins } from '../domain/stock/resupply-settings.ts';
import { count, isoDate } from './common.ts';
import { lineValues, siteValues } from './resupply-settings.ts';

const milli = z.number().int().min(0);

/** One kit type at one site with every number that led to its quantity. */
const resupplyLine = z.strictObject({
  site: z.string(),
  depot: z.string(),
  kitType: z.string(),
  rule: z.strictObject({ ...lineValues, origin: z.enum(resupplyOrigins) }),
  stock: z.strictObject({
    onHand: count,
    inTransit: count,
    requested: count,
    /** On the shelf, or on the way, but past the last day to count: not in the three above. */
    notCounted: count.optional(),
  }),
  /** Kits that expire earlier are not counted. */
  countsFromExpiry: isoDate.optional(),
  /** Thousandths of a kit. */
  demand: z.strictObject({ triggerMilli: milli, resupplyMilli: milli }),
  arithmetic: z.strictObject({
    available: count,
    trigger: count,
    orderUpTo: count,
    isTriggered: z.boolean(),
    wanted: count,
    packs: count,
    ordered: count,
    reason: z.string(),
  }),
  /** How the depot's kits were shared. */
  share: z
    .strictObject({
      /** Kits of the depot that may travel this way; what was left at this line's turn. */
      usable: count,
      left: count,
      /** 1 for the line served first; 0 for one that asks for nothing. */
      turn: count,
      /** Lines that ask this depot for this type, and for how many kits together. */
      claims: count,
      asked: count,
    })
    .optional(),
  /** Kits that the depot can give; fewer than ordered when it lacks them. */
  granted: count,
});
export type ResupplyLine = z.infer<typeof resupplyLine>;

/** What a run would send to one site. */
export const siteProposal = z.strictObject({
  site: z.string(),
  start: z.enum(['waiting', 'initial', 'running']),
  /** What brings the initial stock. */
  initialOn: siteValues.initialOn.optional(),
  rule: z.strictObject({
    triggersAt: siteValues.triggersAt,
    scope: siteValues.scope,
    pooling: siteValues.pooling,
  }),
  /** Days on which a shipment would leave and arrive; null when the calendar has none. */
  dispatch: isoDate.nullable(),
  arrival: isoDate.nullable(),
  /** Kits that expire earlier may not be sent, or would arrive with too little shelf life. */
  sendsFromExpiry: isoDate.nullable().optional(),
  lines: z.array(resupplyLine),
});
export type SiteProposal = z.infer<typeof siteProposal>;

/** Another quantity than proposed, by the person who signs. */
export const adjustment = z.strictObject({
  site: z.string().min(1).max(40),
  kitType: z.string().min(1).max(40),
  count: z.number().int().min(0).max(5000),
  because: z.string().trim().min(3).max(500),
});
export type ResupplyAdjustment = z.infer<typeof adjustment>;
