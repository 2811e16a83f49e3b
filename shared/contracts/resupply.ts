import { z } from 'zod';
import { count, identifier, isoDate, line, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const whole = (least: number, most: number) => z.number().int().min(least).max(most);
const levels = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('min-max'), trigger: count, ceiling: count }),
  z.strictObject({
    kind: z.literal('predictive'),
    triggerDays: whole(0, 1000),
    resupplyDays: whole(0, 1000),
    buffer: count,
  }),
]);
const lineValues = {
  levels,
  packSize: whole(1, 5000),
  packRounding: z.enum(['down', 'up']),
  initialStock: whole(0, 5000),
};
const values = {
  triggersAt: z.enum(['below', 'at-or-below']),
  scope: z.enum(['all-types', 'triggered-types']),
  pooling: z.enum(['by-type', 'all-types']),
  demandOf: z.enum(['own-arm', 'all-arms']),
  initialOn: z.enum(['activation', 'first-randomized']),
  newSubjectsPerDay: z.number().min(0).max(1000),
  dropoutPerDay: z.number().min(0).max(1),
  minimumShelfLifeDays: whole(0, 2000),
  leadDays: whole(0, 90),
  ...lineValues,
};
const weekdays = z.array(whole(1, 7)).min(1).max(7);

const settings = z.strictObject({
  study: z.strictObject(values),
  calendar: z.strictObject({
    runWeekdays: weekdays,
    workWeekdays: weekdays,
    holidays: z.array(isoDate).max(2000),
    cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day as HH:MM'),
  }),
  countries: z
    .array(
      z
        .strictObject(values)
        .partial()
        .extend({ country: line(2) }),
    )
    .max(300)
    .default([]),
  sites: z
    .array(
      z
        .strictObject(values)
        .partial()
        .extend({ site: line(40) }),
    )
    .max(5000)
    .default([]),
  kitTypes: z
    .array(
      z
        .strictObject(lineValues)
        .partial()
        .extend({ kitType: identifier, site: line(40).optional() }),
    )
    .max(20_000)
    .default([]),
});

const origin = z.enum(['study', 'country', 'site', 'kit-type', 'kit-type-at-site']);
const milli = z.number().int().min(0);

/** One kit type at one site with every number that led to its quantity. */
const resupplyLine = z.strictObject({
  site: z.string(),
  depot: z.string(),
  kitType: z.string(),
  rule: z.strictObject({ ...lineValues, origin }),
  stock: z.strictObject({ onHand: count, inTransit: count, requested: count }),
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
  /** Kits that the depot can give; fewer than ordered when it lacks them. */
  granted: count,
});
export type ResupplyLine = z.infer<typeof resupplyLine>;

const siteProposal = z.strictObject({
  site: z.string(),
  start: z.enum(['waiting', 'initial', 'running']),
  rule: z.strictObject({
    triggersAt: values.triggersAt,
    scope: values.scope,
    pooling: values.pooling,
  }),
  /** Days on which a shipment would leave and arrive; null when the calendar has none. */
  dispatch: isoDate.nullable(),
  arrival: isoDate.nullable(),
  lines: z.array(resupplyLine),
});
export type SiteProposal = z.infer<typeof siteProposal>;

const sites = z.array(line(40)).min(1).max(5000).optional();

const estimate = z.strictObject({ mean: z.number(), error: z.number() });
const estimates = z.strictObject({
  shipments: estimate,
  shipped: estimate,
  missed: estimate,
  expired: estimate,
  left: estimate,
  stockOut: estimate,
});

/** Share of pairs of subjects of which it is certain whether they have the same arm. */
const share = z.strictObject({
  certainShare: z.number(),
  standardError: z.number(),
  largestShare: z.number(),
  isBlindSafe: z.boolean(),
});

/** What a site with the settings of the study can infer, exactly, as large as can be checked within seconds. */
const leak = z.strictObject({
  subjects: count,
  /** All kits expire on one day: any of them may go first. */
  oneExpiry: share,
  /** Later shipments expire later: earlier ones are used up first, which tells more. */
  risingExpiry: share,
});

export const resupplyContracts = {
  'resupply.get': define({
    kind: 'query',
    summary: 'The resupply settings in force and when they were signed; null before the first.',
    input: nothing,
    output: z.strictObject({
      inForce: z
        .strictObject({ settings, entry: count, at: z.string(), by: z.string() })
        .nullable(),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner', 'qa', 'inspector'],
  }),
  'resupply.setParameters': define({
    kind: 'command',
    summary: 'Put resupply settings in force; a signature approves them.',
    input: z.strictObject({ settings, reason, signature }),
    output: nothing,
    roles: ['unblinded-pharmacist', 'supply-planner'],
    signatures: { count: 1, meaning: 'I approve these resupply settings' },
  }),
  'resupply.propose': define({
    kind: 'query',
    summary: 'What a resupply run would send now, each quantity with its arithmetic.',
    /** `settings` proposes with others than those in force; they are not recorded. */
    input: z.strictObject({ sites, settings: settings.optional() }),
    output: z.strictObject({
      /** Entry of the settings in force; null when others were given. */
      settingsEntry: count.nullable(),
      today: isoDate,
      /** The next day on which a run is due, today included. */
      nextRun: isoDate.nullable(),
      sites: z.array(siteProposal),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
  'resupply.presets': define({
    kind: 'query',
    summary: 'Settings to start from, each with what sites of this study could infer under it.',
    input: nothing,
    output: z.strictObject({
      presets: z.array(
        z.strictObject({
          name: z.string(),
          summary: z.string(),
          values: z.strictObject({
            triggersAt: values.triggersAt,
            scope: values.scope,
            pooling: values.pooling,
            demandOf: values.demandOf,
            ...lineValues,
          }),
          /** Null when the check cannot read the visits; then nothing is called blind-safe. */
          leak: leak.nullable(),
        }),
      ),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
  }),
  'resupply.compare': define({
    kind: 'query',
    summary:
      'What other settings would change in the coming nights: shipments, stock-outs, waste and blind leak, by simulation.',
    input: z.strictObject({
      settings,
      sites,
      nights: whole(1, 366).default(30),
      replicates: whole(2, 1000).default(20),
      seed: whole(0, 2_147_483_647).default(1),
    }),
    output: z.strictObject({
      nights: count,
      replicates: count,
      seed: count,
      /** Totals of all sites a replicate; `stockOut` is the probability that any visit is missed. */
      before: estimates,
      after: estimates,
      /** After less before on the same visits. */
      difference: estimates,
      /** Null when visits take kits of several types, which the check does not read. */
      leak: z.strictObject({ before: leak, after: leak }).nullable(),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
  'resupply.run': define({
    kind: 'command',
    summary: 'Record a resupply run with its arithmetic, and request what it proposes.',
    input: z.strictObject({ sites }),
    output: z.strictObject({
      run: z.string(),
      shipments: z.array(z.strictObject({ shipment: z.string(), to: z.string(), count })),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
  'resupply.replay': define({
    kind: 'query',
    summary: 'A past run as it was recorded, and whether the rule gives the same today.',
    input: z.strictObject({ run: identifier }),
    output: z.strictObject({
      run: z.string(),
      at: z.string(),
      by: z.string(),
      settingsEntry: count,
      agrees: z.boolean(),
      sites: z.array(siteProposal),
    }),
    roles: ['unblinded-pharmacist', 'supply-planner'],
    needs: 'unblinding-key',
  }),
} as const;
