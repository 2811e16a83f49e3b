import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { daysInMonth } from '../../base/iso-date.ts';
import { ruleOf } from './application-identifiers.ts';
import type { Gs1Element, IdentifierRule } from './application-identifiers.ts';
import { gs1CheckDigit } from './check-digit.ts';

/** The 82 characters that a value may have (GS1 General Specifications, figure 7.11-1). */
const characters82 = /[^!-"%-?A-Z_a-z]/;

const next = 'Compare it with the label, and scan it again or correct it.';

const shown = (value: string): string => JSON.stringify(value.slice(0, 60));

const where = ({ ai, value }: Gs1Element, position: number): string =>
  `(${ai}) ${shown(value)} at position ${position}`;

function lengthFault(rule: IdentifierRule, { value }: Gs1Element): string | null {
  if (value.length >= rule.minimum && value.length <= rule.maximum) return null;
  const wanted =
    rule.minimum === rule.maximum ? `${rule.minimum}` : `${rule.minimum} to ${rule.maximum}`;
  return `the ${rule.title} has ${wanted} characters, not ${value.length}`;
}

function characterFault(rule: IdentifierRule, { value }: Gs1Element): string | null {
  const wrong = (rule.kind === 'text' ? characters82 : /[^0-9]/).exec(value);
  if (wrong === null) return null;
  const allowed = rule.kind === 'text' ? 'a GS1 barcode cannot hold' : 'is no digit:';
  return rule.kind === 'text'
    ? `${allowed} ${shown(wrong[0])}, character ${wrong.index + 1}`
    : `character ${wrong.index + 1} ${allowed} ${shown(wrong[0])}`;
}

/** Day 00 means the end of the month. The century is not known here, so every fourth year may have a 29 February. */
function dateFault(value: string): string | null {
  const month = Number(value.slice(2, 4));
  const day = Number(value.slice(4));
  if (month < 1 || month > 12) return `there is no month ${value.slice(2, 4)}`;
  if (day <= daysInMonth(2000 + Number(value.slice(0, 2)), month)) return null;
  return `month ${value.slice(2, 4)} has no day ${value.slice(4)}`;
}

function checkFault(checked: number, value: string): string | null {
  const expected = gs1CheckDigit(value.slice(0, checked - 1));
  const found = value[checked - 1];
  return Number(found) === expected ? null : `the check digit is ${found} instead of ${expected}`;
}

function pieceFault(value: string): string | null {
  const piece = Number(value.slice(14, 16));
  const pieces = Number(value.slice(16));
  return piece >= 1 && piece <= pieces ? null : `there is no piece ${piece} of ${pieces}`;
}

/** Why one element is wrong, or null. `position` counts characters from 1, where its identifier stands. */
export function elementRefusal(element: Gs1Element, position: number): Refusal | null {
  const rule = ruleOf(element.ai);
  const say = (code: string, fault: string | null): Refusal | null =>
    fault === null ? null : refusal(code, `${where(element, position)}: ${fault}.`, next);
  const malformed =
    say('gs1-length', lengthFault(rule, element)) ??
    say('gs1-character', characterFault(rule, element));
  if (malformed !== null) return malformed;
  if (rule.kind === 'date') return say('gs1-date', dateFault(element.value));
  if (rule.checked === 0) return null;
  return (
    say('gs1-check-digit', checkFault(rule.checked, element.value)) ??
    (element.ai === '8006' ? say('gs1-piece', pieceFault(element.value)) : null)
  );
}

/** Why these elements cannot stand together, or null: one twice, or one without another that it needs. */
export function togetherRefusal(elements: readonly Gs1Element[]): Refusal | null {
  const present = new Set<string>();
  for (const { ai, value } of elements) {
    if (present.has(ai)) {
      return refusal(
        'gs1-repeated',
        `(${ai}) stands there twice, again with ${shown(value)}.`,
        next,
      );
    }
    present.add(ai);
  }
  for (const { ai, value } of elements) {
    const { needs, title } = ruleOf(ai);
    if (needs.length === 0 || needs.some((other) => present.has(other))) continue;
    const wanted = needs.map((other) => `(${other})`).join(' or ');
    return refusal(
      'gs1-needs',
      `(${ai}) ${shown(value)}: the ${title} is only valid together with ${wanted}.`,
      `Add ${wanted}, or leave (${ai}) out.`,
    );
  }
  return null;
}
