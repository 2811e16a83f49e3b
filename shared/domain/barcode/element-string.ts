import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { identifierAt, isPredefined, isWritten, ruleOf } from './application-identifiers.ts';
import type { Gs1Element } from './application-identifiers.ts';
import { elementRefusal, togetherRefusal } from './element-refusal.ts';

/** FNC1 as readers send it, ASCII 29: ends a value whose length is not predefined. */
export const groupSeparator = '\u001d';

/** No symbol holds more; also keeps hostile input cheap. */
const longest = 4000;

const scanAgain = 'Scan the label again, or type the number that is printed on it.';

const tooLong = (text: string): Refusal =>
  refusal(
    'gs1-too-long',
    `The text has ${text.length} characters; no barcode holds more than ${longest}.`,
    scanAgain,
  );

const unknownIdentifier = (text: string, at: number): Refusal =>
  refusal(
    'gs1-identifier',
    `No GS1 application identifier starts with ${JSON.stringify(text.slice(at, at + 4))} at position ${at + 1}.`,
    scanAgain,
  );

/** Where the value that starts at `at` ends: after its fixed length, at the next separator, or with the text. */
function endOfValue(text: string, ai: string, at: number): number {
  const rule = ruleOf(ai);
  const separator = text.indexOf(groupSeparator, at);
  const end = separator === -1 ? text.length : separator;
  return rule.kind === 'text' ? end : Math.min(end, at + rule.maximum);
}

/**
 * Reads the element string of a GS1 barcode: identifiers without brackets, ASCII 29 after values of variable
 * length (and, harmlessly, after others and at the start). Case and punctuation are kept. Refusals name
 * identifier, value and position (`gs1-identifier`, `gs1-length`, `gs1-character`, `gs1-check-digit`,
 * `gs1-date`, `gs1-piece`, `gs1-repeated`, `gs1-needs`, `gs1-empty`, `gs1-too-long`).
 */
export function parseElementString(text: string): Result<readonly Gs1Element[], Refusal> {
  if (text.length > longest) return err(tooLong(text));
  const elements: Gs1Element[] = [];
  let at = text.startsWith(groupSeparator) ? 1 : 0;
  while (at < text.length) {
    const ai = identifierAt(text.slice(at, at + 4));
    if (ai === null) return err(unknownIdentifier(text, at));
    const end = endOfValue(text, ai, at + ai.length);
    const element = { ai, value: text.slice(at + ai.length, end) };
    const wrong = elementRefusal(element, at + 1);
    if (wrong !== null) return err(wrong);
    elements.push(element);
    at = text[end] === groupSeparator ? end + 1 : end;
  }
  if (elements.length === 0) {
    return err(refusal('gs1-empty', 'The barcode holds no GS1 element.', scanAgain));
  }
  const wrong = togetherRefusal(elements);
  return wrong === null ? ok(elements) : err(wrong);
}

/** Why these elements cannot be written, or null: the first wrong one, with its place in the list. */
export function elementsRefusal(elements: readonly Gs1Element[]): Refusal | null {
  for (const [i, element] of elements.entries()) {
    if (!isWritten(element.ai)) {
      return refusal(
        'gs1-identifier',
        `(${element.ai}) is no identifier that labels here may carry, at position ${i + 1}.`,
        'Use (00), (01), (10), (11), (15), (17), (21), (240), (254), (410), (414), (7240) or (8006).',
      );
    }
    const wrong = elementRefusal(element, i + 1);
    if (wrong !== null) return wrong;
  }
  return elements.length === 0
    ? refusal('gs1-empty', 'There is nothing to write.', 'Name at least one element.')
    : togetherRefusal(elements);
}

/** The element string of a barcode, without the leading FNC1; `parseElementString` gives the elements back. */
export function writeElementString(elements: readonly Gs1Element[]): Result<string, Refusal> {
  const wrong = elementsRefusal(elements);
  if (wrong !== null) return err(wrong);
  const parts = elements.map(({ ai, value }, i) => {
    const isLast = i === elements.length - 1;
    return `${ai}${value}${isLast || isPredefined(ai) ? '' : groupSeparator}`;
  });
  return ok(parts.join(''));
}
