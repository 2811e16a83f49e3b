import { z } from 'zod';
import { resupplySettings } from './resupply-settings.ts';
import { amount, day, id, whole } from './scenario-fields.ts';
import { randomization } from './scenario-randomization.ts';
import { recruitment, site } from './scenario-recruitment.ts';
import { costs, lot, selection, transport } from './scenario-supply.ts';
import { dispensing, subjects, titration, visit } from './scenario-treatment.ts';

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
