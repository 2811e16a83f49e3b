import { readFileSync } from 'node:fs';
import { parseStudyDefinition } from '../../shared/domain/study/parse-study-definition.ts';
import type { StudyDefinition } from '../../shared/domain/study/study-definition.ts';

/** The text of the demonstration study as published. */
export const demonstrationText = readFileSync(
  new URL('../../resources/demonstration/study.yaml', import.meta.url),
  'utf8',
);

/** The demonstration study, parsed. */
export function demonstrationStudy(): StudyDefinition {
  const parsed = parseStudyDefinition(demonstrationText, 'study.yaml');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return parsed.value;
}
