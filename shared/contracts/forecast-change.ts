import { z } from 'zod';

/** A change of a scenario that planners ask for by a word and a number. */
export const forecastChange = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sites'),
    count: z.int().min(1).max(200).describe('Sites more'),
    opensAfter: z.int().min(0).max(2000).describe('Days from the first day on'),
    like: z.string().describe('A site whose country, region, depot and rate they share'),
  }),
  z.strictObject({
    kind: z.literal('pace'),
    percent: z.number().min(-99).max(1000).describe('Faster recruitment of all sites, per cent'),
  }),
  z.strictObject({
    kind: z.literal('levels'),
    triggerPlus: z.int().min(-1000).max(1000).describe('Kits more at every trigger or buffer'),
    ceilingPlus: z.int().min(-1000).max(1000).describe('Kits more at every ceiling'),
    lotFactor: z.number().min(0.05).max(20).describe('Kits of all lots times this'),
  }),
  z.strictObject({
    kind: z.literal('campaigns'),
    days: z.int().min(-2000).max(2000).describe('Days by which planned lots come later'),
    percent: z.number().min(-95).max(1000).describe('Kits more of planned lots, per cent'),
  }),
]);
export type ForecastChange = z.infer<typeof forecastChange>;
