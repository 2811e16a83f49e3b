import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';

export interface DemonstrationDefinition {
  readonly definition: StudyDefinition;
  readonly text: string;
  readonly fileName: string;
}

const smallSites = 10;
const smallSubjects = 60;

/** The demonstration study of `resources/`; small keeps its first ten sites. */
export function demonstrationDefinition(
  resources: string,
  scale: 'small' | 'full',
): DemonstrationDefinition {
  const fileName = 'study.yaml';
  const text = readFileSync(join(resources, 'demonstration', fileName), 'utf8');
  if (scale === 'full') return { definition: parsed(text, fileName), text, fileName };
  const full = parsed(text, fileName);
  const small = {
    ...full,
    plannedSubjects: smallSubjects,
    sites: full.sites.slice(0, smallSites),
  };
  const smallText = `${JSON.stringify(small, null, 2)}\n`;
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
