import { isIsoDate } from '../../../../../shared/base/iso-date.ts';
import { mayBeEmpty } from './field.ts';
import type { Field } from './field.ts';

/** What was typed as a value of the scenario; `not-yet` where it is none so far. */
export type Typed = { readonly value: unknown } | 'not-yet';

/** Per cent without the noise of binary fractions. */
const rounded = (value: number): number => Number(value.toPrecision(12));

/** Digits that somebody types at most; a number with more was calculated. */
const typedDigits = 7;

/** A number for reading: what was typed as it was, what was calculated in four digits, whole units kept. */
function shownNumber(value: number): string {
  if (Number.isInteger(value) || Number(value.toPrecision(typedDigits)) === value) {
    return String(value);
  }
  return String(Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(4)));
}

const numberOf = (text: string): number | undefined =>
  /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined;

/** A value as it is shown for typing. */
export function shownText({ kind }: Field, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (kind === 'share') return typeof value === 'number' ? shownNumber(rounded(100 * value)) : '';
  if (typeof value === 'number') return shownNumber(value);
  if (kind === 'names') return Array.isArray(value) ? value.join(', ') : '';
  if (kind === 'numbers') return Array.isArray(value) ? value.join(' ') : '';
  return typeof value === 'object' ? '' : String(value);
}

/** A typed text as the value that it stands for. Limits are checked by the forecast, which names the place. */
export function typedValue(field: Field, raw: string): Typed {
  const text = raw.trim();
  if (text === '' && mayBeEmpty(field)) return { value: undefined };
  switch (field.kind) {
    case 'whole':
      return /^[-+]?\d+$/.test(text) ? { value: Number(text) } : 'not-yet';
    case 'amount':
    case 'share': {
      const number = numberOf(text);
      if (number === undefined) return 'not-yet';
      return { value: field.kind === 'share' ? rounded(number / 100) : number };
    }
    case 'day':
      return isIsoDate(text) ? { value: text } : 'not-yet';
    case 'time':
      return /^\d\d:\d\d$/.test(text) ? { value: text } : 'not-yet';
    case 'names':
      return { value: wordsOf(text) };
    case 'numbers': {
      const list = text.split(/[\s,;]+/).filter((word) => word !== '');
      const values = list.map(numberOf);
      return values.includes(undefined) || list.length === 0 ? 'not-yet' : { value: values };
    }
    default:
      return { value: raw };
  }
}

const wordsOf = (text: string): readonly string[] =>
  text
    .split(/[,;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
