import { z } from 'zod';
import { identifier, isoDate } from './common.ts';
import { resupplySettings } from './resupply-settings.ts';

const whole = (least: number, most: number, note: string) =>
  z.int().min(least).max(most).describe(note);
const amount = (most: number, note: string) => z.number().min(0).max(most).describe(note);
const share = (note: string) => z.number().min(0).max(1).describe(note);
const id = (note: string) => identifier.describe(note);
const day = (note: string) => isoDate.describe(`${note}, YYYY-MM-DD`);
const kits = (note: string) => whole(0, 2_000_000, note);
const days = (note: string) => whole(0, 2000, note);
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'a country code of two capital letters')
  .describe('ISO 3166-1 alpha-2 code');

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

const recruitment = z.strictObject({
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

const site = z.strictObject({
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

const visit = z.strictObject({
  id: id('Id of the visit'),
  day: whole(0, 4000, 'Days after randomization; the first visit is day 0'),
  windowBefore: whole(0, 400, 'Days that it may be early').default(0),
  windowAfter: whole(0, 400, 'Days that it may be late').default(0),
  skip: share('Probability that it is skipped').default(0),
  isTitrated: z.boolean().describe('Dose levels step before it').default(false),
});

const shares = z.array(share('Share')).min(1).max(20);
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

const randomization = z.discriminatedUnion('procedure', [
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

const dispensing = z.strictObject({
  visits: z.array(z.string()).min(1).max(400).describe('Visits; all when left out').optional(),
  arm: id('Arm'),
  dose: z.string().max(40).describe('Dose level; all when left out').optional(),
  kits: z
    .array(z.strictObject({ kitType: id('Kit type'), count: whole(1, 100, 'Kits').default(1) }))
    .min(1)
    .max(50),
});

const titration = z.strictObject({
  levels: z.array(z.string().min(1).max(40)).min(1).max(20).describe('Dose levels'),
  start: z.string().describe('Level at randomization'),
  steps: z
    .array(shares)
    .min(1)
    .max(20)
    .describe('Probabilities of the next level (columns) from each level (rows); rows add up to 1'),
});

const lot = z.strictObject({
  id: id('Id of the lot; of a packaging campaign that is planned as well'),
  kitType: id('Kit type'),
  depot: id('Depot that it comes to'),
  kits: kits('Kits'),
  release: day('Day from which the depot can send it'),
  expiry: day('Last day of use'),
});

const doNot = {
  doNotShip: days('Days before expiry from which a kit is not shipped'),
  doNotCount: days('… not counted as stock'),
  doNotDispense: days('… not dispensed'),
};
const someDoNot = {
  doNotShip: doNot.doNotShip.optional(),
  doNotCount: doNot.doNotCount.optional(),
  doNotDispense: doNot.doNotDispense.optional(),
};
const selection = z.strictObject({
  ...doNot,
  isBoundaryDayAllowed: z.boolean().default(true),
  countries: z
    .array(z.strictObject({ country, ...someDoNot }))
    .max(300)
    .default([]),
  sites: z
    .array(z.strictObject({ site: z.string(), ...someDoNot }))
    .max(5000)
    .default([]),
  visits: z
    .array(z.strictObject({ visit: z.string(), doNotDispense: doNot.doNotDispense }))
    .max(400)
    .default([]),
});

const lead = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('as-planned') }),
    z.strictObject({ kind: z.literal('fixed'), days: whole(0, 365, 'Days') }),
    z.strictObject({
      kind: z.literal('shares'),
      days: z
        .array(whole(0, 365, 'Days'))
        .min(1)
        .max(100),
      shares: z.array(amount(1e9, 'Weight')).min(1).max(100),
    }),
    z.strictObject({
      kind: z.literal('triangular'),
      low: whole(0, 365, 'Shortest, days'),
      mode: whole(0, 365, 'Most likely'),
      high: whole(0, 365, 'Longest'),
    }),
  ])
  .describe('Days that transports really take; as-planned are the leadDays of resupply');

const transport = z.strictObject({
  lead: lead.default({ kind: 'as-planned' }),
  countries: z.array(z.strictObject({ country, lead })).max(300).default([]),
  loss: share('Probability that a shipment is lost').default(0),
  damage: share('Probability that a kit arrives damaged').default(0),
  excursion: share('Probability that a shipment has a temperature excursion').default(0),
  rejected: share('Share of these whose kits are rejected').default(0.5),
  quarantineDays: whole(1, 365, 'Days until the others may be used').default(5),
});

const costs = z.strictObject({
  shipment: amount(1e9, 'One shipment').default(0),
  shipmentByCountry: z
    .array(z.strictObject({ country, shipment: amount(1e9, 'One shipment') }))
    .max(300)
    .default([]),
  destruction: amount(1e9, 'Destroying one kit that was not used').default(0),
});

const subjects = z.strictObject({
  dropoutPerDay: amount(1, 'Hazard of leaving the study a day').default(0),
  dropoutByArm: z
    .array(z.strictObject({ arm: id('Arm'), dropoutPerDay: amount(1, 'Hazard a day') }))
    .max(50)
    .default([]),
  visitDay: z
    .enum(['window', 'planned'])
    .describe('Any day of the window alike, or the planned day')
    .default('window'),
  late: share('Probability that a visit comes after its window').default(0),
  lateDays: whole(1, 365, 'and by at most so many days').default(7),
  replacement: share('Probability that the kits of a visit must be replaced').default(0),
  waitDays: whole(0, 90, 'Days that a visit without kits waits before it is missed').default(0),
  present: z
    .array(
      z.strictObject({
        site: z.string(),
        arm: z.string(),
        randomized: day('Day of randomization, not after the start'),
        nextVisit: z.string().nullable().describe('First visit to come; null when there is none'),
        dose: z.string().max(40).describe('Dose level now').optional(),
      }),
    )
    .max(100_000)
    .describe('Those in the study at the start')
    .default([]),
});

/** Everything that a forecast of a study assumes, as a person writes it. */
export const forecastScenarioSchema = z.strictObject({
  format: z.literal('cachet-forecast/1').describe('Version of this format'),
  name: z.string().trim().min(1).max(120).describe('Name of the scenario'),
  start: day('First day of the forecast'),
  horizonDays: whole(1, 5000, 'Days that are looked at'),
  recruitment,
  randomization,
  arms: z
    .array(z.strictObject({ id: id('Arm'), ratio: whole(1, 100, 'Weight').default(1) }))
    .min(1)
    .max(20),
  visits: z.array(visit).min(1).max(400),
  kitTypes: z
    .array(z.strictObject({ id: id('Kit type'), cost: amount(1e9, 'Making a kit').default(0) }))
    .min(1)
    .max(50),
  dispensing: z.array(dispensing).min(1).max(2000),
  titration: titration.optional(),
  subjects: subjects.prefault({}),
  depots: z
    .array(z.strictObject({ id: id('Depot') }))
    .min(1)
    .max(50),
  sites: z.array(site).min(1).max(2000),
  lots: z.array(lot).min(1).max(500),
  selection,
  resupply: resupplySettings.describe('As in the living study: contract resupply.setParameters'),
  closesSites: z
    .boolean()
    .describe('Sites are supplied no more once recruitment is complete and they treat nobody')
    .default(true),
  transport: transport.prefault({}),
  costs: costs.prefault({}),
  risk: z
    .number()
    .min(0.0001)
    .max(0.5)
    .describe('Accepted probability of running short, for overage and packaging plan')
    .default(0.05),
  focus: z
    .array(z.string())
    .max(12)
    .describe('Sites whose stock is followed week by week')
    .default([]),
});
export type ForecastScenario = z.output<typeof forecastScenarioSchema>;
/** As written: what has a default may be left out. */
export type ForecastScenarioInput = z.input<typeof forecastScenarioSchema>;
