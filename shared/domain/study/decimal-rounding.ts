import type { CalendarDay } from '../../base/iso-date.ts';
import { daysInMonth } from '../../base/iso-date.ts';
import type { RoundingRule } from './study-definition.ts';

/** Decimals that captured numbers may have; kept as integers so that 64.995 is not 64.99499…. */
export const scaleDigits = 6;

const decimalShape = /^([+-]?)(\d{1,9})(?:\.(\d{1,6}))?$/;

/** A decimal text in millionths; undefined for anything else (comma, exponent, too many digits). */
export function scaledDecimal(text: string): bigint | undefined {
  const match = decimalShape.exec(text.trim());
  if (match === null) return undefined;
  const size = BigInt(`${match[2]}${(match[3] ?? '').padEnd(scaleDigits, '0')}`);
  return match[1] === '-' ? -size : size;
}

/**
 * Rounds millionths to `decimals`. `floor` goes towards minus infinity; `half-up` sends exact halves
 * away from zero, as commercial rounding does; `half-even` to the even neighbour.
 */
export function roundScaled(value: bigint, rule: RoundingRule, decimals: number): bigint {
  if (rule === 'none') return value;
  const step = 10n ** BigInt(scaleDigits - decimals);
  const rest = ((value % step) + step) % step;
  const below = value - rest;
  if (rest === 0n || rule === 'floor') return below;
  if (rest * 2n !== step) return rest * 2n > step ? below + step : below;
  if (rule === 'half-up') return value >= 0n ? below + step : below;
  return (below / step) % 2n === 0n ? below : below + step;
}

/** Whole months from one day to a later one; a month counts once its day, or the month's last, is reached. */
export function completedMonths(from: CalendarDay, to: CalendarDay): number {
  const months = (to.year - from.year) * 12 + (to.month - from.month);
  const anniversary = Math.min(from.day, daysInMonth(to.year, to.month));
  return to.day >= anniversary ? months : months - 1;
}
