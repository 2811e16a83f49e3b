import { microFromDecimal } from '../../temperature/centi-celsius.ts';
import type { TemperatureUnit } from '../../temperature/centi-celsius.ts';

/** A cell of the temperature column: a number of millionths of a degree, missing, or neither. */
export type TemperatureCell =
  | {
      readonly kind: 'value';
      readonly micro: number;
      readonly unit: TemperatureUnit | null;
      /** True where an alarm mark stood beside the number. */
      readonly marked: boolean;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable' };

const withUnit = /^([+\-\u2212]?\s?\d[\d.,]*)\s*(?:[^\w\s]|deg\.?)?\s*([CFK])$/i;
/** `8.5 H`, `*8.5`, `8.5 ↑`: loggers mark a reading beyond its limit, which is the one that matters. */
const alarmMark =
  /^(?:[*!#↑↓▲▼]\s*)?(.{1,20}?)\s*(?:[*!#↑↓▲▼]|\(?(?:hh?|ll?|hi|lo|high|low|alarm)\)?)?$/i;
const exponent = /^[+-]?\d+(?:\.\d+)?e[+-]?\d{1,2}$/i;
const missing =
  /^(?:|[-–—_*.?# ]+|n\/?a\.?|#n\/a|nan|null|none|nil|no (?:data|reading|signal)|missing|fail(?:ure|ed)?|err(?:or)?|open|short|n\/?c|(?:sensor|probe) (?:open|short|err(?:or)?|fault|fail(?:ure|ed)?|missing)|#(?:value|ref|num|div\/0)!|off ?line|out of range|hi|lo|high|low|over|under|ol|\+?-?inf(?:inity)?|fehlt|ausfall)$/i;

/** A unit further on in a cell is not looked for: the search is not linear in the length. */
const longestHeading = 300;

const missingCell = { kind: 'missing' } as const;
const unreadableCell = { kind: 'unreadable' } as const;

/**
 * Reads one temperature: a decimal number with or without its unit, or one of the ways in which
 * loggers say that they have none (`--.-`, `N/A`, `HI`, an empty cell …).
 */
export function temperatureCell(cell: string): TemperatureCell {
  const micro = microFromDecimal(cell);
  if (!Number.isNaN(micro)) return { kind: 'value', micro, unit: null, marked: false };
  if (cell.length > 40) return unreadableCell;
  if (missing.test(cell)) return missingCell;
  const plain = unmarkedCell(cell);
  if (plain.kind === 'value') return plain;
  const inner = alarmMark.exec(cell)?.[1];
  const number = inner === undefined || inner === cell ? plain : unmarkedCell(inner);
  return number.kind === 'value' ? { ...number, marked: true } : unreadableCell;
}

function unmarkedCell(cell: string): TemperatureCell {
  const micro = microFromDecimal(cell);
  if (!Number.isNaN(micro)) return { kind: 'value', micro, unit: null, marked: false };
  const match = withUnit.exec(cell);
  if (match !== null) {
    const value = microFromDecimal((match[1] as string).replace(/\s/, ''));
    const unit = (match[2] as string).toUpperCase() as TemperatureUnit;
    return Number.isNaN(value)
      ? unreadableCell
      : { kind: 'value', micro: value, unit, marked: false };
  }
  if (exponent.test(cell)) {
    const value = Math.round(Number(cell) * 1e6);
    return Number.isSafeInteger(value)
      ? { kind: 'value', micro: value, unit: null, marked: false }
      : unreadableCell;
  }
  return unreadableCell;
}

/** The unit that a heading or unit cell names: `°C`, `Temp [F]`, `Celsius`, `(deg C)`; null for none. */
export function unitNamed(cell: string): TemperatureUnit | null {
  const text = cell.slice(0, longestHeading);
  if (/celsius|centigrade/i.test(text)) return 'C';
  if (/fahrenheit/i.test(text)) return 'F';
  const match =
    /(?:[°º\u2103\u2109\uFFFD]|deg\.?|degrees?|[([_\s,/]|^)\s*([CF])(?:$|[)\]\s,;_/])/i.exec(text);
  if (match !== null) return (match[1] as string).toUpperCase() as TemperatureUnit;
  const joined = /(?:temp|temperature)([CF])$/.exec(text);
  if (joined !== null) return joined[1] as TemperatureUnit;
  if (text.includes('\u2103')) return 'C';
  if (text.includes('\u2109')) return 'F';
  return /(?:kelvin|\[K\]|\(K\))/.test(text) ? 'K' : null;
}
