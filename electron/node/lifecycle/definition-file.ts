import type { LifecycleHandlers } from '../../../shared/app/handlers.ts';
import type { OutputOf } from '../../../shared/contracts/index.ts';
import type { Json } from '../../../shared/base/canonical-json.ts';
import { ok } from '../../../shared/base/result.ts';
import { parseStudyDefinition } from '../../../shared/domain/study/parse-study-definition.ts';
import type { StudyDefinition } from '../../../shared/domain/study/study-definition.ts';
import type { CoreState } from './core-state.ts';

type Issue = OutputOf<'study.check'>['issues'][number];

interface ReadDefinition {
  readonly text: string;
  readonly issues: readonly Issue[];
  readonly definition: StudyDefinition | null;
}

/** Text and definition of an uploaded file; every problem with its place. */
export function readDefinition(
  state: CoreState,
  file: { readonly name: string; readonly base64: string },
): ReadDefinition {
  const bytes = state.ports.decodeBase64(file.base64);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { text: '', issues: [notUtf8(file.name)], definition: null };
  }
  const parsed = parseStudyDefinition(text, file.name);
  return parsed.ok
    ? { text, issues: [], definition: parsed.value }
    : { text, issues: parsed.error.map(toIssue), definition: null };
}

const notUtf8 = (file: string): Issue => ({
  file,
  path: '',
  line: null,
  column: null,
  found: 'bytes that are not UTF-8',
  expected: 'a text file in UTF-8',
  next: 'Save the file as UTF-8.',
});

type DefinitionIssue = Extract<
  ReturnType<typeof parseStudyDefinition>,
  { readonly ok: false }
>['error'][number];

const toIssue = (issue: DefinitionIssue): Issue => ({
  file: issue.file,
  path: issue.path,
  line: issue.line,
  column: issue.column,
  found: issue.found,
  expected: issue.expected,
  next: issue.next,
});

export const checkDefinition =
  (state: CoreState): LifecycleHandlers['study.check'] =>
  async ({ definition }) => {
    const read = readDefinition(state, definition);
    return ok({
      issues: [...read.issues],
      definition: read.definition as unknown as Json as never,
    });
  };
