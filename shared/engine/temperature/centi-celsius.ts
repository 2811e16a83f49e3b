import type { Brand } from '../../base/brand.ts';

/** A temperature as a whole number of hundredths of a degree Celsius: 523 is 5.23 °C. */
export type CentiCelsius = Brand<number, 'CentiCelsius'>;

export type TemperatureUnit = 'C' | 'F' | 'K';

/** −273.15 °C, below which no reading is a temperature. */
export const absoluteZero = -27315 as CentiCelsius;

const micro = 1_000_000;
const limitMicro = 1e13;
const code = { zero: 48, nine: 57, plus: 43, minus: 45, comma: 44, dot: 46, trueMinus: 0x2212 };

/** Degrees for a person or for JSON: 523 gives 5.23. */
export const degreesCelsius = (temperature: number): number => temperature / 100;

/** Half away from zero, the rounding people do on paper; −0 never comes out. */
function roundHalfAway(value: number): number {
  const size = Math.floor(Math.abs(value) + 0.5);
  return value < 0 && size !== 0 ? -size : size;
}

/**
 * Millionths of the decimal number written in `text`: sign, digits, at most one decimal point or
 * comma (a logger never writes thousands, so a lone comma is a decimal comma). Digits after the
 * sixth decimal are cut. NaN for every other text.
 */
export function microFromDecimal(text: string): number {
  const end = text.length;
  const first = text.charCodeAt(0);
  const negative = first === code.minus || first === code.trueMinus;
  let at = negative || first === code.plus ? 1 : 0;
  let value = 0;
  let digits = 0;
  let scale = -1;
  for (; at < end; at += 1) {
    const char = text.charCodeAt(at);
    if (char >= code.zero && char <= code.nine) {
      digits += 1;
      if (scale < 0) value = value * 10 + (char - code.zero);
      else if (scale < 6) {
        value = value * 10 + (char - code.zero);
        scale += 1;
      }
      if (value > limitMicro) return Number.NaN;
    } else if ((char === code.dot || char === code.comma) && scale < 0) scale = 0;
    else return Number.NaN;
  }
  if (digits === 0) return Number.NaN;
  const scaled = value * 10 ** (6 - Math.max(scale, 0));
  return negative && scaled !== 0 ? -scaled : scaled;
}

/**
 * Hundredths of °C of a number of millionths of a degree in `unit`, rounded half away from zero.
 * NaN stays NaN. °C = (°F − 32) · 5/9 = K − 273.15, on integers throughout.
 */
export function centiFromMicro(value: number, unit: TemperatureUnit): CentiCelsius {
  const scale = micro / 100;
  const exact =
    unit === 'C'
      ? value / scale
      : unit === 'K'
        ? (value - 273.15 * micro) / scale
        : ((value - 32 * micro) * 5) / (9 * scale);
  return roundHalfAway(exact) as CentiCelsius;
}

/**
 * True when the millionths hold more than hundredths of a degree, so that rounding loses digits.
 * A millionth off is the noise of a binary fraction (5.199999…), not a digit that was measured.
 */
export function isFinerThanCenti(value: number): boolean {
  const rest = Math.abs(value) % (micro / 100);
  return rest > 1 && rest < micro / 100 - 1;
}
