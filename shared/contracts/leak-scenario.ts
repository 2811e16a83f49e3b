import { z } from 'zod';

const whole = (least: number, most: number, note: string) =>
  z.int().min(least).max(most).describe(note);
const kits = (note: string) => whole(0, 100_000, note);

const type = z.strictObject({
  trigger: kits('Fixed levels: kits at which to order').optional(),
  ceiling: kits('Fixed levels: order up to so many kits').optional(),
  trigger_days: whole(0, 1000, 'Predicted levels: days of the trigger window').optional(),
  resupply_days: whole(0, 1000, 'Predicted levels: days of the resupply window').optional(),
  buffer: kits('Predicted levels: kits on top of both').optional(),
  initial: kits('Kits at the start; the ceiling, or twice the buffer, when left out').optional(),
  pack: whole(1, 1000, 'Kits in a pack').default(1),
  rounding: z.enum(['down', 'up']).describe('How orders become whole packs').default('down'),
});

/** A site whose blind is to be checked, as a person writes it. Arms and kit types count from 0. */
export const leakScenarioSchema = z.strictObject({
  subjects: whole(2, 200, 'Subjects of the site; up to 12 are checked exactly'),
  ratio: z
    .array(whole(1, 100, 'Weight of an arm'))
    .min(2)
    .max(8)
    .describe('Weights of the arms')
    .default([1, 1]),
  visits: z
    .array(
      z.strictObject({
        day: whole(0, 4000, 'Days after randomization; the first is 0'),
        kits: z
          .array(
            z.strictObject({
              type: whole(0, 7, 'Kit type of the arm'),
              count: whole(1, 20, 'Kits').default(1),
            }),
          )
          .describe('One an arm'),
      }),
    )
    .min(1)
    .max(20)
    .describe('One visit with one kit of each arm’s own type when left out')
    .optional(),
  days_between_subjects: whole(1, 365, 'A subject is randomized every so many days').default(7),
  types: z.array(type).min(1).max(8).describe('Levels: one for all kit types, or one each'),
  triggers_at: z.enum(['below', 'at-or-below']).default('at-or-below'),
  scope: z.enum(['all-types', 'triggered-types']).default('triggered-types'),
  pooling: z.enum(['by-type', 'all-types']).default('by-type'),
  demand_of: z.enum(['own-arm', 'all-arms']).default('own-arm'),
  new_subjects_per_day: z.number().min(0).max(1000).default(0),
  days_between_runs: whole(1, 90, 'A run every so many days').default(1),
  lead_days: whole(1, 90, 'Days from a run to the arrival').default(3),
  lots: z.enum(['shared', 'by-type']).describe('Whose lot is printed').default('shared'),
  first_used: z
    .enum(['any', 'earlier-shipment'])
    .describe('Which usable kit of its type goes first')
    .default('earlier-shipment'),
  tie: z.enum(['concealed', 'lowest-number']).default('concealed'),
});
export type LeakScenarioFields = z.output<typeof leakScenarioSchema>;
