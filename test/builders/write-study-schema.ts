// Rewrites the published schema after a change of format: `node test/builders/write-study-schema.ts`.
import { writeFileSync } from 'node:fs';
import { studyDefinitionJsonSchema } from '../../shared/domain/study/definition-json-schema.ts';

const path = new URL('../../resources/schemas/study-definition.schema.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(studyDefinitionJsonSchema(), null, 2)}\n`);
