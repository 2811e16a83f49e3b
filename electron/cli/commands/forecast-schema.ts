import { forecastScenarioJsonSchema } from '../../../shared/app/forecast/scenario-schema.ts';
import { done } from '../command.ts';
import type { Command } from '../command.ts';

/** `forecast schema` */
export const command: Command = {
  output:
    'the JSON Schema (2020-12) of scenarios: every field with its meaning, unit, range and default',
  examples: ['forecast schema > forecast.schema.json'],
  run: async () => {
    const schema = forecastScenarioJsonSchema();
    return done(schema, JSON.stringify(schema, null, 2));
  },
};
