import { calendarDayOf, daysInMonth, isCalendarDay, isoDateOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';

/** A date of a barcode; `month`: only the month was given, and the date is its last day. */
export interface Gs1Date {
  readonly date: IsoDate;
  readonly precision: 'day' | 'month';
}

/** The full year of two digits: the one that lies less than 50 years back or at most 50 ahead (General Specifications, 7.12). */
export function fullYear(twoDigits: number, currentYear: number): number {
  const century = currentYear - (currentYear % 100);
  const difference = twoDigits - (currentYear % 100);
  if (difference >= 51) return century - 100 + twoDigits;
  return difference <= -50 ? century + 100 + twoDigits : century + twoDigits;
}

/** Reads `yymmdd`; day `00` is the end of the month. Refuses days that do not exist in that year (`gs1-date`). */
export function readGs1Date(value: string, currentYear: number): Result<Gs1Date, Refusal> {
  const wrong = err(
    refusal(
      'gs1-date',
      `${JSON.stringify(value.slice(0, 20))} is no date of a barcode.`,
      'A date has six digits: year, month, and a day of that month or 00 for its end.',
    ),
  );
  if (!/^\d{6}$/.test(value)) return wrong;
  const year = fullYear(Number(value.slice(0, 2)), currentYear);
  const month = Number(value.slice(2, 4));
  const isMonth = value.endsWith('00');
  const day = isMonth ? daysInMonth(year, month) : Number(value.slice(4));
  if (!isCalendarDay({ year, month, day })) return wrong;
  return ok({ date: isoDateOf({ year, month, day }), precision: isMonth ? 'month' : 'day' });
}

/** `yymmdd` of a date. `month` writes day 00, which promises the whole month: give it the last full one. */
export function writeGs1Date({ date, precision }: Gs1Date): string {
  const { year, month, day } = calendarDayOf(date);
  return [year % 100, month, precision === 'month' ? 0 : day]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
}
