import { z } from 'zod';
import { count, line } from './common.ts';
import { define } from './procedure.ts';
import { lineValues, resupplySettings, siteValues, whole } from './resupply-settings.ts';

const seed = whole(0, 2_147_483_647).default(1);
const job = line(60).optional();
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
  method: z.enum(['exact', 'upper-bound']),
  histories: count,
  pairs: count,
  certainShare: z.number(),
  standardError: z.number(),
  largestShare: z.number(),
  isBlindSafe: z.boolean(),
});

/** What a site can infer; exact for up to twelve subjects, an upper bound for more. */
const leak = z.strictObject({
  subjects: count,
  /** All kits expire on one day: any of them may go first. */
  oneExpiry: share,
  /** Later shipments expire later: earlier ones are used up first, which tells more. */
  risingExpiry: share,
});
export type ResupplyLeak = z.infer<typeof leak>;

/** Sites with the same effective settings, checked once. */
const checkedGroup = z.strictObject({
  sites: z.array(z.string()),
  /** Every kit used is replaced by one of its type: known to unblind most pairs. */
  isOneForOne: z.boolean(),
  /** Null when visits take kits of several telling types at once, which the check does not read. */
  leak: leak.nullable(),
});
export type CheckedGroup = z.infer<typeof checkedGroup>;

const planners = ['unblinded-pharmacist', 'supply-planner'] as const;

/** Answers by simulation, on other threads: nobody else waits for them, and they can be stopped. */
export const resupplySimulationContracts = {
  'resupply.compare': define({
    kind: 'lifecycle',
    summary:
      'What other settings would change in the coming nights: shipments, stock-outs and waste, by simulation.',
    input: z.strictObject({
      settings: resupplySettings,
      sites: z.array(line(40)).min(1).max(5000).optional(),
      nights: whole(1, 366).default(30),
      replicates: whole(2, 1000).default(100),
      seed,
      job,
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
      /** Mean kits sent in each night. */
      sentByNight: z.strictObject({ before: z.array(z.number()), after: z.array(z.number()) }),
    }),
    roles: [...planners],
    needs: 'unblinding-key',
    runs: 'beside',
  }),
  'resupply.checkLeak': define({
    kind: 'lifecycle',
    summary:
      'What sites could infer of arms from their supply under the settings in force, or under others.',
    input: z.strictObject({
      /** Those in force when absent. */
      settings: resupplySettings.optional(),
      /** Subjects at the site that is watched; as many as can be checked exactly in seconds when absent. */
      subjects: whole(2, 60).optional(),
      histories: whole(1, 200).default(10),
      seed,
      job,
    }),
    output: z.strictObject({
      histories: count,
      seed: count,
      /** By effective settings, most sites first. */
      groups: z.array(checkedGroup),
      /** Sites with still other settings, which were left out. */
      unchecked: count,
      isBlindSafe: z.boolean(),
    }),
    roles: [...planners],
    runs: 'beside',
  }),
  'resupply.presets': define({
    kind: 'lifecycle',
    summary: 'Settings to start from, each with what sites of this study could infer under it.',
    input: z.strictObject({ job }),
    output: z.strictObject({
      presets: z.array(
        z.strictObject({
          name: z.string(),
          summary: z.string(),
          values: z.strictObject({
            triggersAt: siteValues.triggersAt,
            scope: siteValues.scope,
            pooling: siteValues.pooling,
            demandOf: siteValues.demandOf,
            ...lineValues,
          }),
          isOneForOne: z.boolean(),
          /** Null when the check cannot read the visits; then nothing is called blind-safe. */
          leak: leak.nullable(),
        }),
      ),
    }),
    roles: [...planners],
    runs: 'beside',
  }),
} as const;
