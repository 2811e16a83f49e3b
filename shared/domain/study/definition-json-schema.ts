import { z } from 'zod';
import { studyDefinitionSchema } from './study-schema.ts';

/**
 * The published JSON Schema (2020-12) of study definition files, for editors. It describes the shape;
 * references between parts are checked by `parseStudyDefinition` alone.
 */
export function studyDefinitionJsonSchema(): Readonly<Record<string, unknown>> {
  const { $schema, ...rest } = z.toJSONSchema(studyDefinitionSchema, { io: 'input' });
  return { $schema, title: 'Cachet study definition', ...rest };
}
