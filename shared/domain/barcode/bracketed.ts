import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { identifierAt } from './application-identifiers.ts';
import type { Gs1Element } from './application-identifiers.ts';
import { elementRefusal, togetherRefusal } from './element-refusal.ts';

const field = /\((\d{2,4})\)((?:[^(\\]|\\[(\\])*)/y;

const malformed = (text: string, at: number): Refusal =>
  refusal(
    'gs1-brackets',
    `${JSON.stringify(text.slice(at, at + 24))} at position ${at + 1} does not start with an identifier in brackets.`,
    'Write it as (01)09506000134352(21)5501; an opening bracket inside a value as \\(.',
  );

/**
 * Reads the human-readable form, `(01)09506000134352(21)5501`. Brackets are not in the barcode: an opening
 * bracket inside a value is written `\(`. Refuses as `parseElementString` does, and `gs1-brackets`.
 */
export function parseBracketed(text: string): Result<readonly Gs1Element[], Refusal> {
  const elements: Gs1Element[] = [];
  let at = 0;
  while (at < text.length) {
    field.lastIndex = at;
    const [whole, ai = '', written = ''] = field.exec(text) ?? [];
    if (whole === undefined || identifierAt(ai) !== ai) return err(malformed(text, at));
    const element = { ai, value: written.replace(/\\([(\\])/g, '$1') };
    const wrong = elementRefusal(element, at + 1);
    if (wrong !== null) return err(wrong);
    elements.push(element);
    at += whole.length;
  }
  if (elements.length === 0) return err(malformed(text, 0));
  const wrong = togetherRefusal(elements);
  return wrong === null ? ok(elements) : err(wrong);
}

/** The form for people, to print beside a barcode; `parseBracketed` gives the elements back. */
export const bracketed = (elements: readonly Gs1Element[]): string =>
  elements.map(({ ai, value }) => `(${ai})${value.replace(/[(\\]/g, '\\$&')}`).join('');
