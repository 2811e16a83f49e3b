import { z } from 'zod';
import { count, file, identifier, isoDate, line, nothing, reason, signature } from './common.ts';
import { lastDay } from './kits.ts';
import { define } from './procedure.ts';

const status = z.enum(['released', 'on-hold', 'rejected']);

const lotRow = z.strictObject({
  lot: z.string(),
  /** As registered; extensions hold kit by kit. */
  expiry: isoDate,
  /** The latest date that an extension gives to confirmed kits; null without one. */
  extendedTo: isoDate.nullable(),
  status,
  /** Derived from the clock: every day of expiry that it has is over everywhere. */
  expired: z.boolean(),
  retest: isoDate.nullable(),
  labelGroup: z.string().nullable(),
  /** The open extension that it is in. */
  campaign: z.string().nullable(),
  kits: count,
  available: count,
  dispensed: count,
  /** Arms that no kit of the lot is for, so that its number tells something; null without the key. */
  armsLeftOut: z.array(z.string()).nullable(),
});
export type LotRow = z.infer<typeof lotRow>;

const lotPlace = z.strictObject({
  place: z.string(),
  name: z.string(),
  zone: z.string(),
  kind: z.enum(['depot', 'site']),
  byStatus: z.array(z.strictObject({ status: z.string(), count })),
  ship: lastDay,
  count: lastDay,
  dispense: lastDay,
  /** Visits that state days of their own. */
  visits: z.array(z.strictObject({ visit: z.string(), name: z.string(), dispense: lastDay })),
});
export type LotPlace = z.infer<typeof lotPlace>;

const manufacturingLot = z.strictObject({
  lot: z.string(),
  expiry: isoDate,
  retest: isoDate.nullable(),
  /** Packaging lots that it went into. */
  lots: z.array(z.string()),
});

export const lotContracts = {
  'lots.page': define({
    kind: 'query',
    summary: 'Packaging lots with their dates, status, label group and counts.',
    input: nothing,
    output: z.strictObject({ unblinded: z.boolean(), lots: z.array(lotRow) }),
    roles: 'signed-in',
  }),
  'lots.get': define({
    kind: 'query',
    summary: 'One lot: its kits by place and status, its last days there, and its history.',
    input: z.strictObject({ lot: line(40) }),
    output: z.strictObject({
      lot: lotRow,
      unblinded: z.boolean(),
      isBoundaryDayAllowed: z.boolean(),
      /** Manufacturing lots, for holders of the key. */
      members: z.array(
        z.strictObject({ lot: z.string(), expiry: isoDate, retest: isoDate.nullable() }),
      ),
      /** Days of expiry in force, with the kits under each. */
      datings: z.array(z.strictObject({ expiry: isoDate, kits: count })),
      places: z.array(lotPlace),
      timeline: z.array(
        z.strictObject({
          entry: z.number().int(),
          at: z.string(),
          offsetMinutes: z.number().int(),
          by: z.string(),
          what: z.string(),
          detail: z.string(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'lots.export': define({
    kind: 'query',
    summary: 'Every lot with its dates, status and counts as CSV or XLSX.',
    input: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('csv') }),
    output: file,
    roles: 'signed-in',
  }),
  'lots.manufacturing': define({
    kind: 'query',
    summary: 'Manufacturing lots with their dates and the packaging lots made from them.',
    input: nothing,
    output: z.strictObject({ lots: z.array(manufacturingLot) }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
  'lots.registerManufacturing': define({
    kind: 'command',
    summary: 'Register a manufacturing lot with its expiry and retest date.',
    input: z.strictObject({
      lot: identifier,
      kitType: identifier,
      expiry: isoDate,
      retest: isoDate.optional(),
    }),
    output: nothing,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'lots.register': define({
    kind: 'command',
    summary:
      'Register a packaging lot: with an expiry date, or with the earliest of the manufacturing lots in it.',
    input: z.strictObject({
      lot: identifier,
      expiry: isoDate.optional(),
      members: z.array(identifier).max(50).default([]),
      retest: isoDate.optional(),
      labelGroup: identifier.optional(),
      status: z.enum(['released', 'on-hold']).default('released'),
    }),
    output: z.strictObject({ expiry: isoDate }),
    roles: ['unblinded-pharmacist'],
  }),
  'lots.setStatus': define({
    kind: 'command',
    summary: 'Put lots on hold, release or reject them, with a reason and a signature.',
    input: z.strictObject({
      lots: z.array(line(40)).min(1).max(200),
      status,
      reason,
      signature,
    }),
    output: z.strictObject({ changed: count, kits: count }),
    roles: ['unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I decide on the use of these lots' },
  }),
  'lots.setLabelGroup': define({
    kind: 'command',
    summary: 'Say which lots have labels that look the same.',
    input: z.strictObject({
      lots: z.array(line(40)).min(1).max(200),
      group: identifier.nullable(),
    }),
    output: z.strictObject({ changed: count }),
    roles: ['unblinded-pharmacist', 'qa'],
  }),
} as const;
