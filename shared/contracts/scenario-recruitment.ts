import { z } from 'zod';
import { amount, country, day, days, id, kits, whole } from './scenario-fields.ts';

const rate = z
  .union([
    z.strictObject({
      alpha: z.number().min(0.001).max(1e9).describe('Shape of the gamma distribution of rates'),
      beta: z.number().min(1e-6).max(1e12).describe('Its rate, in days: the mean is alpha/beta'),
    }),
    z.strictObject({
      mean: z.number().min(0).max(1000).describe('Subjects screened a day at a site, on average'),
      cv: amount(10, 'Coefficient of variation between sites; 0 for equal rates').default(0.8),
    }),
  ])
  .describe('Screened subjects a day: gamma between sites, Poisson in time');

const activation = z
  .union([
    z.strictObject({ on: day('The day on which the site opens') }),
    z.strictObject({
      from: day('The site opens on this day at the earliest'),
      to: day('and on this day at the latest'),
      shape: z
        .strictObject({ alpha: z.number().min(0.05).max(100), beta: z.number().min(0.05).max(100) })
        .describe('Beta distribution within the window; uniform when left out')
        .optional(),
    }),
  ])
  .describe('When the site may screen its first subject');

/** How many subjects, how fast, and within which limits. */
export const recruitment = z.strictObject({
  target: whole(0, 100_000, 'Subjects to randomize from the start of the forecast on'),
  targetDate: day('The day by which they should be randomized').optional(),
  goesOn: z
    .boolean()
    .describe(
      'The forecast looks at a part of recruitment only: a target that it does not reach is no reason to refuse it',
    )
    .default(false),
  policy: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('competitive') }),
      z.strictObject({ kind: z.literal('balanced') }),
      z.strictObject({
        kind: z.literal('restricted'),
        minimum: whole(0, 100_000, 'Subjects that each site must randomize'),
        maximum: whole(1, 100_000, 'and may at most'),
      }),
    ])
    .describe(
      'Competitive: whoever comes; balanced: equal numbers a site; restricted: limits a site',
    )
    .default({ kind: 'competitive' }),
  arrivals: z
    .enum(['poisson', 'even'])
    .describe('By chance, or at equal distances')
    .default('poisson'),
  rate,
  fitRate: z
    .boolean()
    .describe(
      'Fit the distribution of rates to the history of the sites by maximum likelihood (at least two sites with history) and forget `rate`',
    )
    .default(false),
  decayPerDay: amount(1, 'Rates fall as exp(−decay × days open)').default(0),
  screening: z
    .strictObject({
      failure: z.number().min(0).max(0.99).describe('Share of screened subjects not randomized'),
      days: days('Days from screening to randomization'),
    })
    .default({ failure: 0, days: 0 }),
  pauses: z
    .array(
      z.strictObject({
        from: day('First day without screening'),
        to: day('First day with screening again'),
        sites: z.array(z.string()).min(1).max(5000).describe('All sites when left out').optional(),
      }),
    )
    .max(100)
    .default([]),
  regionCaps: z
    .array(
      z.strictObject({
        region: z.string(),
        maximum: whole(0, 100_000, 'Subjects that the region may at most randomize'),
      }),
    )
    .max(300)
    .default([]),
});

const lotKits = { lot: id('Id of a lot'), kits: kits('Kits of that lot') };

/** Where they come, and what is there already. */
export const site = z.strictObject({
  id: id('Id of the site; of the first of several: with count they are named id-01, id-02 …'),
  count: whole(1, 2000, 'So many sites alike').default(1),
  region: z.string().min(1).max(60).describe('Region').default('all'),
  country,
  depot: id('Depot that supplies the site'),
  activation,
  rate: rate.describe('Rate of this site instead of that of recruitment').optional(),
  minimum: whole(0, 100_000, 'Subjects that it must randomize').optional(),
  maximum: whole(0, 100_000, 'and may at most').optional(),
  suppliedDaysBefore: days('Days before its activation from which it is supplied').default(14),
  isClosed: z.boolean().describe('Recruits and is supplied no more').default(false),
  isSupplied: z.boolean().describe('Has received kits before').default(false),
  history: z
    .strictObject({
      screened: whole(0, 100_000, 'Subjects screened so far'),
      days: amount(36_525, 'Days for which it has been open so far'),
    })
    .optional(),
  stock: z.array(z.strictObject(lotKits)).max(1000).describe('On its shelf').default([]),
  inTransit: z
    .array(z.strictObject({ ...lotKits, arrives: day('Day of arrival') }))
    .max(1000)
    .default([]),
});
