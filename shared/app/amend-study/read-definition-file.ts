import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { issueText } from '../../domain/study/definition-issue.ts';
import { parseStudyDefinition } from '../../domain/study/parse-study-definition.ts';
import type { StudyDefinition } from '../../domain/study/study-definition.ts';
import { detectEncoding, TextDecoding } from '../../engine/parsing/text-encoding.ts';

/** A definition as uploaded: the text that is kept, and what it says. */
export interface DefinitionFile {
  readonly text: string;
  readonly definition: StudyDefinition;
}

const issuesTold = 50;

/** Reads a definition file; every problem is told with its line (`definition-not-valid`). */
export function readDefinitionFile(
  bytes: Uint8Array,
  name: string,
): Result<DefinitionFile, Refusal> {
  const { encoding, markLength } = detectEncoding(bytes);
  const decoded = new TextDecoding(encoding, markLength).push(bytes.subarray(markLength), true);
  if (!decoded.ok) {
    const { line, byteColumn, found } = decoded.error;
    return err(
      refusal(
        'text-encoding',
        `${name}, line ${line}, byte ${byteColumn}: ${found} is not ${encoding.toUpperCase()}.`,
        'Save the file as UTF-8.',
      ),
    );
  }
  const parsed = parseStudyDefinition(decoded.value, name);
  if (parsed.ok) return ok({ text: decoded.value, definition: parsed.value });
  return err(
    refusal(
      'definition-not-valid',
      `${name} has ${parsed.error.length} problems; the version in force stays.`,
      'Correct the definition and try again.',
      parsed.error.slice(0, issuesTold).map(issueText),
    ),
  );
}
