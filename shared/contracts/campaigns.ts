import { z } from 'zod';
import { count, file, identifier, isoDate, line, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const card = z.strictObject({
  campaign: z.string(),
  status: z.enum(['open', 'closed']),
  expiry: isoDate,
  lots: z.array(z.string()),
  untilScanned: z.enum(['blocked', 'old-date']),
  basis: z.string(),
  startedAt: z.string(),
  startedBy: z.string(),
  closedAt: z.string().nullable(),
  closedBy: z.string().nullable(),
  kits: count,
  confirmed: count,
  /** In somebody's hand, or on the way, in a country that has approved. */
  toScan: count,
  /** Where no authority has approved yet. */
  awaitingApproval: count,
  leftOut: count,
  /** Dispensed, damaged, missing or gone before they were scanned. */
  gone: count,
});
export type CampaignCard = z.infer<typeof card>;

const labels = z.strictObject({
  issued: count,
  used: count,
  destroyed: count,
  kept: count,
  note: z.string(),
  discrepancies: z.array(z.string()),
});

const place = z.strictObject({
  place: z.string(),
  name: z.string(),
  country: z.string(),
  approved: z.boolean(),
  waiting: count,
  /** Of the waiting ones, on their way: they can be scanned once they are there. */
  inTransit: count,
  confirmed: count,
  /** Labels with the new date that were issued for kits of this place. */
  printed: count,
  labels: labels.nullable(),
});
export type CampaignPlace = z.infer<typeof place>;

export const campaignContracts = {
  'campaigns.list': define({
    kind: 'query',
    summary: 'Expiry extensions with their progress.',
    input: nothing,
    output: z.strictObject({ campaigns: z.array(card) }),
    roles: 'signed-in',
  }),
  'campaigns.get': define({
    kind: 'query',
    summary: 'One expiry extension: countries, places, labels, and what keeps it from sign-off.',
    input: z.strictObject({ campaign: line(40) }),
    output: z.strictObject({
      campaign: card,
      countries: z.array(
        z.strictObject({
          country: z.string(),
          kits: count,
          approvedOn: isoDate.nullable(),
          reference: z.string().nullable(),
        }),
      ),
      places: z.array(place),
      /** Why it cannot be signed off yet; empty when it can. */
      open: z.array(z.string()),
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
  'campaigns.kits': define({
    kind: 'query',
    summary: 'Kits of an expiry extension at one place: to be scanned first.',
    input: z.strictObject({ campaign: line(40), place: line(40) }),
    output: z.strictObject({
      approved: z.boolean(),
      waiting: count,
      confirmed: count,
      kits: z.array(
        z.strictObject({
          number: z.string(),
          lot: z.string(),
          status: z.enum(['waiting', 'confirmed', 'left-out']),
          state: z.string(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'campaigns.export': define({
    kind: 'query',
    summary: 'Scans and labels of an expiry extension, place by place, as CSV or XLSX.',
    input: z.strictObject({
      campaign: line(40),
      format: z.enum(['csv', 'xlsx']).default('csv'),
    }),
    output: file,
    roles: 'signed-in',
  }),
  'campaigns.start': define({
    kind: 'command',
    summary: 'Start a signed extension of the expiry of lots, or of a whole label group.',
    input: z.strictObject({
      campaign: identifier,
      lots: z.array(line(40)).max(200).default([]),
      labelGroup: identifier.optional(),
      expiry: isoDate,
      untilScanned: z.enum(['blocked', 'old-date']).default('blocked'),
      /** The stability data or certificate that supports the new date. */
      basis: line(500),
      reason,
      signature,
    }),
    output: z.strictObject({ campaign: z.string(), lots: z.array(z.string()), kits: count }),
    roles: ['unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I start this extension of expiry' },
  }),
  'campaigns.approveCountry': define({
    kind: 'command',
    summary:
      'Record that the authority of a country approved the extension; kits are scanned there.',
    input: z.strictObject({
      campaign: line(40),
      country: z.string().regex(/^[A-Z]{2}$/, 'two capital letters'),
      approvedOn: isoDate,
      reference: line(200),
    }),
    output: z.strictObject({ toScan: count }),
    roles: ['unblinded-pharmacist', 'qa'],
  }),
  'campaigns.confirm': define({
    kind: 'command',
    summary:
      'Confirm by scan that kits of a place carry their new label: the new date holds from then on.',
    input: z.strictObject({
      campaign: line(40),
      place: line(40),
      numbers: z.array(line(40)).min(1).max(5000),
    }),
    output: z.strictObject({ confirmed: count, left: count }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'campaigns.leaveOut': define({
    kind: 'command',
    summary: 'Leave kits out of an extension: their old date stays in force.',
    input: z.strictObject({
      campaign: line(40),
      numbers: z.array(line(40)).min(1).max(5000),
      reason,
    }),
    output: z.strictObject({ leftOut: count }),
    roles: ['unblinded-pharmacist', 'qa'],
  }),
  'campaigns.countLabels': define({
    kind: 'command',
    summary: 'Count the labels of an extension at a place: issued, used, destroyed, left.',
    input: z.strictObject({
      campaign: line(40),
      place: line(40),
      issued: count,
      used: count,
      destroyed: count,
      kept: count,
      note: z.string().trim().max(500).default(''),
    }),
    output: z.strictObject({ discrepancies: z.array(z.string()) }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'campaigns.close': define({
    kind: 'command',
    summary:
      'Sign off an extension: every kit scanned or left out, every label accounted for or explained.',
    input: z.strictObject({ campaign: line(40), reason, signature }),
    output: z.strictObject({ confirmed: count, discrepancies: z.array(z.string()) }),
    roles: ['unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I sign off this extension of expiry' },
  }),
} as const;
