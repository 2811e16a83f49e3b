import type { Brand } from './brand.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/** A day of the proleptic Gregorian calendar as `YYYY-MM-DD`, years 0001 to 9999. Compares as text. */
export type IsoDate = Brand<string, 'IsoDate'>;

/** The numbers of one day; month 1..12, day 1..31. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const firstEpochDay = -719162;
const lastEpochDay = 2932896;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Gregorian rule: every fourth year, but of the centuries only every fourth. */
const isLeapYear = (year: number): boolean =>
  year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Number of days in a month (1..12); 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (monthLengths[month - 1] ?? 0);

/** True when year, month and day name a day that exists, year 1..9999. */
export const isCalendarDay = ({ year, month, day }: CalendarDay): boolean =>
  Number.isInteger(year) &&
  Number.isInteger(day) &&
  year >= 1 &&
  year <= 9999 &&
  day >= 1 &&
  day <= daysInMonth(year, month);

/** The day's text. Throws when the day does not exist: parse untrusted numbers with `isCalendarDay` first. */
export function isoDateOf(calendarDay: CalendarDay): IsoDate {
  if (!isCalendarDay(calendarDay)) {
    throw new Error(`no such day: ${JSON.stringify(calendarDay)}`);
  }
  const { year, month, day } = calendarDay;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as IsoDate;
}

/** Type guard: `YYYY-MM-DD` of a day that exists. */
export function isIsoDate(text: string): text is IsoDate {
  const match = shape.exec(text);
  return (
    match !== null &&
    isCalendarDay({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
  );
}

/** Reads `YYYY-MM-DD`. Refuses another shape (`date-format`) and a day that does not exist (`date-does-not-exist`). */
export function parseIsoDate(text: string): Result<IsoDate, Refusal> {
  if (isIsoDate(text)) return ok(text);
  const shown = JSON.stringify(text.slice(0, 40));
  if (!shape.test(text)) {
    return err(refusal('date-format', `${shown} is not a date.`, 'Write it as YYYY-MM-DD.'));
  }
  return err(
    refusal('date-does-not-exist', `The day ${shown} does not exist.`, 'Correct the day or month.'),
  );
}

/** Year, month and day of a date. */
export const calendarDayOf = (date: IsoDate): CalendarDay => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

/** Days since 1970-01-01 (negative before), by counting from 1 March so that the leap day comes last. */
export function epochDayOf(date: IsoDate): number {
  const { year, month, day } = calendarDayOf(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The date of an epoch day. Throws outside years 0001..9999. */
export function isoDateFromEpochDay(epochDay: number): IsoDate {
  if (!Number.isInteger(epochDay) || epochDay < firstEpochDay || epochDay > lastEpochDay) {
    throw new Error(`epoch day out of range: ${epochDay}`);
  }
  const shifted = epochDay + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return isoDateOf({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 });
}

/** The date that many days later (earlier when negative). Throws outside years 0001..9999. */
export const addDays = (date: IsoDate, days: number): IsoDate =>
  isoDateFromEpochDay(epochDayOf(date) + days);

/** Days from `from` to `to`; 0 for the same day, negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  epochDayOf(to) - epochDayOf(from);

/** Negative, 0 or positive as `a` is before, the same as or after `b`. */
export const compareDates = (a: IsoDate, b: IsoDate): number => (a < b ? -1 : a > b ? 1 : 0);

/** The last day of the month that contains the date. */
export function lastDayOfMonth(date: IsoDate): IsoDate {
  const { year, month } = calendarDayOf(date);
  return isoDateOf({ year, month, day: daysInMonth(year, month) });
}

/** Months as words and tables say them, January first. */
export const monthNames = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** For sentences: `3 Feb 2027`. The month is a word so that day and month cannot be confused. */
export function dateInWords(date: IsoDate): string {
  const { year, month, day } = calendarDayOf(date);
  return `${day} ${monthNames[month - 1]} ${pad(year, 4)}`;
}
