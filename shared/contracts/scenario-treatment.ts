import { z } from 'zod';
import { amount, day, id, share, whole } from './scenario-fields.ts';
import { shares } from './scenario-randomization.ts';

/** When subjects come. */
export const visit = z.strictObject({
  id: id('Id of the visit'),
  day: whole(0, 4000, 'Days after randomization; the first visit is day 0'),
  windowBefore: whole(0, 400, 'Days that it may be early').default(0),
  windowAfter: whole(0, 400, 'Days that it may be late').default(0),
  skip: share('Probability that it is skipped').default(0),
  isTitrated: z.boolean().describe('Dose levels step before it').default(false),
});

/** What they get. */
export const dispensing = z.strictObject({
  visits: z.array(z.string()).min(1).max(400).describe('Visits; all when left out').optional(),
  arm: id('Arm'),
  dose: z.string().max(40).describe('Dose level; all when left out').optional(),
  kits: z
    .array(z.strictObject({ kitType: id('Kit type'), count: whole(1, 100, 'Kits').default(1) }))
    .min(1)
    .max(50),
});

/** How their doses change. */
export const titration = z.strictObject({
  levels: z.array(z.string().min(1).max(40)).min(1).max(20).describe('Dose levels'),
  start: z.string().describe('Level at randomization'),
  steps: z
    .array(shares)
    .min(1)
    .max(20)
    .describe('Probabilities of the next level (columns) from each level (rows); rows add up to 1'),
});

/** What they do otherwise than planned, and those in the study at the start. */
export const subjects = z.strictObject({
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
