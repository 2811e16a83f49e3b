import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';
import { withFirstSites } from '../../../shared/domain/study/definition-excerpt.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';

export interface DemonstrationDefinition {
  readonly definition: StudyDefinition;
  readonly text: string;
  readonly fileName: string;
}

const smallSites = 10;

/** The demonstration study of `resources/`; small keeps its first ten sites. */
export function demonstrationDefinition(
  resources: string,
  scale: 'small' | 'full',
): DemonstrationDefinition {
  const fileName = 'study.yaml';
  const text = readFileSync(join(resources, 'demonstration', fileName), 'utf8');
  const definition = parsed(text, fileName);
  if (scale === 'full') return { definition, text, fileName };
  const smallText = `${JSON.stringify(withFirstSites(definition, smallSites), null, 2)}\n`;
  return { definition: parsed(smallText, 'study.json'), text: smallText, fileName: 'study.json' };
}

function parsed(text: string, fileName: string): StudyDefinition {
  const result = parseStudyDefinition(text, fileName);
  if (result.ok) return result.value;
  const [first] = result.error;
  throw new Error(
    `the demonstration study is invalid: ${first?.path} ${first?.found} (${first?.expected})`,
  );
}
