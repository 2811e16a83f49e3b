import type { IsoDate } from '../../base/iso-date.ts';
import { calendarDayOf, daysInMonth, isCalendarDay, isoDateOf } from '../../base/iso-date.ts';

/** Order of day and month in dates of numbers; `iso` when nobody has said. */
export type DateOrder = 'iso' | 'day-first' | 'month-first';

export type ExpiryFault = 'format' | 'does-not-exist' | 'ambiguous' | 'two-digit-year';

/** `precision` `month`: only a month was given, and the date is its last day. */
export type ExpiryReading =
  | { readonly date: IsoDate; readonly precision: 'day' | 'month' }
  | { readonly fault: ExpiryFault };

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const longMonths =
  'january february march april may june july august september october november december'.split(
    ' ',
  );

const isoShape = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const yearFirstShape = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/;
const compactShape = /^(\d{4})(\d{2})(\d{2})$/;
const numbersShape = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/;
const shortYearShape = /^\d{1,2}([/.-])\d{1,2}\1\d{2}$/;
const wordShape = /^(\d{1,2})[ -]?([A-Za-z]{3,9})\.?[ -]?(\d{4})$/;
const wordFirstShape = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/;
const monthShapes = [/^(\d{4})[-/.](\d{1,2})$/, /^(\d{1,2})[-/.](\d{4})$/] as const;
const monthWordShape = /^([A-Za-z]{3,9})\.?[ /-]?(\d{4})$/;

function onDay(year: number, month: number, day: number): ExpiryReading {
  const calendarDay = { year, month, day };
  return isCalendarDay(calendarDay)
    ? { date: isoDateOf(calendarDay), precision: 'day' }
    : { fault: 'does-not-exist' };
}

function inMonth(year: number, month: number): ExpiryReading {
  const calendarDay = { year, month, day: daysInMonth(year, month) };
  return isCalendarDay(calendarDay)
    ? { date: isoDateOf(calendarDay), precision: 'month' }
    : { fault: 'does-not-exist' };
}

function monthNumber(word: string): number {
  const lower = word.toLowerCase();
  const long = longMonths.indexOf(lower);
  return (long >= 0 ? long : months.indexOf(lower === 'sept' ? 'sep' : lower)) + 1;
}

function fromNumbers(first: number, second: number, year: number, order: DateOrder): ExpiryReading {
  if (order === 'day-first') return onDay(year, second, first);
  if (order === 'month-first') return onDay(year, first, second);
  if (first <= 12 && second <= 12 && first !== second) return { fault: 'ambiguous' };
  return first > 12 ? onDay(year, second, first) : onDay(year, first, second);
}

function worded(text: string): ExpiryReading | undefined {
  const dayFirst = wordShape.exec(text);
  if (dayFirst)
    return namedMonth(dayFirst[2], (month) =>
      onDay(Number(dayFirst[3]), month, Number(dayFirst[1])),
    );
  const wordFirst = wordFirstShape.exec(text);
  if (wordFirst) {
    return namedMonth(wordFirst[1], (month) =>
      onDay(Number(wordFirst[3]), month, Number(wordFirst[2])),
    );
  }
  const monthOnly = monthWordShape.exec(text);
  if (monthOnly) return namedMonth(monthOnly[1], (month) => inMonth(Number(monthOnly[2]), month));
  return undefined;
}

function namedMonth(
  word: string | undefined,
  make: (month: number) => ExpiryReading,
): ExpiryReading {
  const month = monthNumber(word ?? '');
  return month === 0 ? { fault: 'format' } : make(month);
}

/**
 * Reads an expiry as lists and labels write it: ISO, `20270203`, `3 Feb 2027`, `03FEB2027`,
 * `Feb 3, 2027`, numbers with `/ . -` by the order said, and months alone (`2027-02`, `02/2027`,
 * `Feb 2027`), which last to the end of the month. Never guesses: without an order, a date of
 * numbers that reads two ways is `ambiguous`; two-digit years are refused.
 */
export function readExpiry(cell: string, order: DateOrder): ExpiryReading {
  const text = cell.trim();
  const yearFirst = isoShape.exec(text) ?? yearFirstShape.exec(text) ?? compactShape.exec(text);
  if (yearFirst) return onDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]));
  const numbers = numbersShape.exec(text);
  if (numbers)
    return fromNumbers(Number(numbers[1]), Number(numbers[3]), Number(numbers[4]), order);
  if (shortYearShape.test(text)) return { fault: 'two-digit-year' };
  const yearMonth = monthShapes[0].exec(text);
  if (yearMonth) return inMonth(Number(yearMonth[1]), Number(yearMonth[2]));
  const monthYear = monthShapes[1].exec(text);
  if (monthYear) return inMonth(Number(monthYear[2]), Number(monthYear[1]));
  return worded(text) ?? { fault: 'format' };
}

/** For labels that show only a month: the last month `YYYY-MM` that the expiry covers whole. */
export function lastFullMonth(expiry: IsoDate): string {
  const { year, month, day } = calendarDayOf(expiry);
  const isFull = day === daysInMonth(year, month);
  const [labelYear, labelMonth] = isFull
    ? [year, month]
    : month === 1
      ? [year - 1, 12]
      : [year, month - 1];
  return `${String(labelYear).padStart(4, '0')}-${String(labelMonth).padStart(2, '0')}`;
}
