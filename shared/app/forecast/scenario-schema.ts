import { z } from 'zod';
import { forecastScenarioSchema } from '../../contracts/forecast-scenario.ts';

/** The published JSON Schema (2020-12) of forecast scenarios; references between parts are checked at a run. */
export function forecastScenarioJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(forecastScenarioSchema, { io: 'input' });
  return { $schema, title: 'Cachet forecast scenario', ...rest };
}
