import { z } from 'zod';
import { amount, share, whole } from './scenario-fields.ts';

/** Shares of the levels of a factor. */
export const shares = z.array(share('Share')).min(1).max(20);
const begun = z
  .array(
    z.strictObject({
      part: z
        .string()
        .regex(/^(site|region|trial|factor-[1-9]\d?)$/, 'site, region, trial, factor-1, factor-2 …')
        .describe('What is balanced: site, region, trial, or factor-1, factor-2 … in their order'),
      level: z
        .string()
        .min(1)
        .max(60)
        .describe('Id of the site, name of the region, all for the trial, 1, 2 … for a factor'),
      counts: z
        .array(whole(0, 100_000, 'Subjects'))
        .min(1)
        .max(20)
        .describe('Subjects so far by arm'),
    }),
  )
  .max(5000)
  .describe('Balance of a study that has begun; none where nobody has come yet')
  .default([]);

/** How subjects come into arms. */
export const randomization = z.discriminatedUnion('procedure', [
  z.strictObject({
    procedure: z.literal('minimization'),
    p: z.number().gt(0).max(1).describe('Probability of the arm that leaves the least imbalance'),
    measure: z.enum(['range', 'variance', 'marginal-total']).default('range'),
    factors: z
      .array(z.strictObject({ weight: z.number().gt(0).max(1000).default(1), shares }))
      .max(20)
      .describe('Factors by the shares of their levels')
      .default([]),
    siteWeight: amount(1000, 'Weight of the site as a factor; 0 leaves it out').default(0),
    regionWeight: amount(1000, 'Weight of the region as a factor; 0 leaves it out').default(0),
    begun,
  }),
  z.strictObject({
    procedure: z.literal('dbr'),
    levels: z
      .array(
        z.discriminatedUnion('of', [
          z.strictObject({
            of: z.enum(['site', 'region', 'trial']),
            limit: whole(1, 100_000, 'Imbalance at which this level decides'),
          }),
          z.strictObject({
            of: z.literal('factor'),
            shares,
            limit: whole(1, 100_000, 'Imbalance at which this level decides'),
          }),
        ]),
      )
      .min(1)
      .max(8)
      .describe('Dynamic balancing of two equal arms: levels in the order in which they are asked'),
    begun,
  }),
  z.strictObject({
    procedure: z.literal('zelen'),
    limit: whole(1, 100_000, 'Largest imbalance within a site'),
    rule: z
      .enum(['plain', 'modified'])
      .describe('Modified: slots passed over stay open for later subjects')
      .default('modified'),
    schedule: z
      .strictObject({
        procedure: z.enum(['pbd', 'crd', 'bud', 'bsd']),
        parameters: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
      })
      .describe('How the central schedule is made'),
    begun,
  }),
  z.strictObject({
    procedure: z
      .enum([
        'crd',
        'tbd',
        'rand',
        'pbd',
        'bcd',
        'abcd',
        'gbcd',
        'bsd',
        'bcdwit',
        'eud',
        'bud',
        'wei',
        'mp',
        'brick',
      ])
      .describe('Code as listed by the command procedures'),
    parameters: z
      .record(z.string(), z.union([z.string(), z.number()]))
      .describe('e.g. {"block": 4}')
      .default({}),
    strata: z
      .enum(['study', 'region', 'country', 'site'])
      .describe('A sequence of its own for each of these')
      .default('study'),
    factors: z
      .array(z.strictObject({ shares }))
      .max(10)
      .describe('Further stratification factors by the shares of their levels')
      .default([]),
  }),
]);
