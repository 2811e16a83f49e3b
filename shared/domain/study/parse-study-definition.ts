import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { DefinitionIssue, UnplacedIssue } from './definition-issue.ts';
import { definitionLimits } from './definition-limits.ts';
import { readDefinitionText } from './definition-text.ts';
import { meaningIssues } from './meaning-checks.ts';
import { referenceIssues, uniquenessIssues } from './reference-checks.ts';
import { schemaIssues } from './schema-issues.ts';
import type { StudyDefinition } from './study-definition.ts';
import { studyDefinitionSchema } from './study-schema.ts';

function checkedValue(value: unknown): Result<StudyDefinition, readonly UnplacedIssue[]> {
  const shaped = studyDefinitionSchema.safeParse(value);
  if (!shaped.success) return err(schemaIssues(value, shaped.error.issues));
  const definition: StudyDefinition = shaped.data;
  const references = [...uniquenessIssues(definition), ...referenceIssues(definition)];
  if (references.length > 0) return err(references);
  const meaning = meaningIssues(definition);
  return meaning.length > 0 ? err(meaning) : ok(definition);
}

/**
 * Reads a study definition from JSON or YAML text. All problems of one kind come at once, each with
 * path, line, column, what was found, what was expected and what to do: first syntax, then shape,
 * then references, then meaning. At most `definitionLimits.issues` are returned.
 */
export function parseStudyDefinition(
  text: string,
  fileName: string,
): Result<StudyDefinition, readonly DefinitionIssue[]> {
  const read = readDefinitionText(text, fileName);
  if (!('value' in read)) return err(read);
  const checked = checkedValue(read.value);
  if (checked.ok) return checked;
  return err(checked.error.slice(0, definitionLimits.issues).map(read.place));
}

/** The same checks for a definition made by forms: issues without a place in a text. */
export function checkStudyDefinition(
  value: unknown,
): Result<StudyDefinition, readonly UnplacedIssue[]> {
  return checkedValue(value);
}
