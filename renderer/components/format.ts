import { dateInWords, isIsoDate } from '../../shared/base/iso-date.ts';
import { isInstant, localText, offsetText } from '../../shared/base/instant.ts';

const whole = new Intl.NumberFormat('en');

/** `1,234,567`. */
export const countText = (value: number): string => whole.format(value);

/** `62 %`, or a dash when there is nothing to divide by. */
export const shareText = (part: number, total: number): string =>
  total === 0 ? '–' : `${Math.round((100 * part) / total)} %`;

/** `3 Feb 2027`; text that is not a date is shown as it came. */
export const dayText = (date: string): string => (isIsoDate(date) ? dateInWords(date) : date);

export interface ShownInstant {
  readonly local: string;
  readonly offset: string;
  readonly utc: string;
}

/** Local time with its UTC offset; without a known offset, this computer's at that moment. */
export function shownInstant(at: string, offsetMinutes?: number): ShownInstant {
  if (!isInstant(at)) return { local: at, offset: '', utc: at };
  const offset = offsetMinutes ?? -new Date(at).getTimezoneOffset();
  const text = localText(at, offset);
  return {
    local: `${dayText(text.slice(0, 10))} ${text.slice(11, 16)}`,
    offset: `UTC${offsetText(offset)}`,
    utc: `${dayText(at.slice(0, 10))} ${at.slice(11, 19)} UTC`,
  };
}

/** `2027-02` as `Feb 2027`. */
export function monthText(month: string): string {
  const day = dayText(`${month}-01`);
  return day.slice(2);
}

/** Splits a kit number for the eye; the text itself stays whole. */
export function groupsOf(number: string, grouping: number): readonly string[] {
  if (grouping < 2 || number.length <= grouping) return [number];
  const count = Math.ceil(number.length / grouping);
  return Array.from({ length: count }, (_, index) =>
    number.slice(index * grouping, (index + 1) * grouping),
  );
}
