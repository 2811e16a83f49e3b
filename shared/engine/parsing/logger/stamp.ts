import { monthOf } from './month-names.ts';

/** No value in a field of a stamp. */
export const absent = -1;
/** No UTC offset written with the time. */
export const noOffset = -32_768;

/**
 * What a date and time say before anyone decides whether the day or the month comes first.
 * Reused from line to line, because a year at one minute has half a million of them.
 */
export interface Stamp {
  year: number;
  /** First and second of the two numbers beside the year: month and day when `settled`. */
  first: number;
  second: number;
  /** True when the order is known: year first, a month's name, or eight digits in a row. */
  settled: boolean;
  /** True when day and month are set apart by dots, which is written day first everywhere. */
  dotted: boolean;
  /** True when a year of two digits stands last, where a day might stand as well. */
  shortYear: boolean;
  /** Seconds since midnight (fractions cut), or `absent`. */
  second_of_day: number;
  /** Minutes east of UTC, or `noOffset`. */
  offset: number;
}

const zones: Readonly<Record<string, number>> = {
  z: 0,
  utc: 0,
  gmt: 0,
  cet: 60,
  cest: 120,
  mez: 60,
  mesz: 120,
  eet: 120,
  eest: 180,
};

const weekday = /^(mo|tu|we|th|fr|sa|su|di|mi|do|so)/;
const maxNumbers = 10;
const numbers = new Float64Array(maxNumbers);
const lengths = new Uint8Array(maxNumbers);
const gaps = new Uint16Array(maxNumbers);
const code = { colon: 58, dot: 46, comma: 44, plus: 43, minus: 45, space: 32, slash: 47 };

/** An empty stamp to scan into. */
export const newStamp = (): Stamp => ({
  year: absent,
  first: absent,
  second: absent,
  settled: false,
  dotted: false,
  shortYear: false,
  second_of_day: absent,
  offset: noOffset,
});

interface Words {
  month: number;
  /** How many numbers stood before the month's name. */
  monthAt: number;
  /** 0 for am, 12 for pm, `absent` for a 24-hour clock. */
  half: number;
  offset: number;
}

function readWord(word: string, count: number, words: Words): boolean {
  const plain = word.toLowerCase();
  if (plain === 't' || (plain === 'm' && words.half !== absent)) return true;
  if (plain === 'am' || plain === 'a') words.half = 0;
  else if (plain === 'pm' || plain === 'p') words.half = 12;
  else if (Object.hasOwn(zones, plain)) words.offset = zones[plain] as number;
  else {
    const month = monthOf(plain);
    if (month === 0) return weekday.test(plain) && plain.length <= 10 && count === 0;
    if (words.month !== 0) return false;
    words.month = month;
    words.monthAt = count;
  }
  return true;
}

const isDigit = (char: number): boolean => char >= 48 && char <= 57;
const isLetter = (char: number): boolean =>
  (char >= 65 && char <= 90) || (char >= 97 && char <= 122) || (char >= 0xc0 && char <= 0x24f);
/** A space of any width: some programs write narrow or fixed ones between date, time and am or pm. */
const isSpace = (char: number): boolean =>
  char === code.space || char === 0xa0 || char === 0x2009 || char === 0x202f;
const isGap = (char: number): boolean =>
  isSpace(char) || (char >= code.plus && char <= code.slash) || char === code.colon;

/** Numbers, the last non-blank sign before each, and words; the count of numbers, or −1. */
function tokens(text: string, words: Words): number {
  let count = 0;
  let gap = 0;
  for (let at = 0; at < text.length;) {
    const char = text.charCodeAt(at);
    if (isDigit(char)) {
      let value = 0;
      let end = at;
      for (; end < text.length && isDigit(text.charCodeAt(end)); end += 1) {
        value = value * 10 + (text.charCodeAt(end) - 48);
      }
      if (count === maxNumbers || end - at > 9) return -1;
      numbers[count] = value;
      lengths[count] = end - at;
      gaps[count] = gap;
      count += 1;
      gap = 0;
      at = end;
    } else if (isLetter(char)) {
      let end = at + 1;
      while (end < text.length && isLetter(text.charCodeAt(end))) end += 1;
      const word = text.slice(at, end);
      const isHour = count > 0 && (word === 'h' || word === 'H');
      if (!isHour && !readWord(word, count, words)) return -1;
      gap = isHour ? code.colon : code.space;
      at = end;
    } else {
      if (!isGap(char)) return -1;
      if (!isSpace(char)) gap = char;
      else if (gap === 0) gap = code.space;
      at += 1;
    }
  }
  return count;
}

/** `15.3.2024 10.05.30`: behind a whole date, dots join the parts of a clock as colons do elsewhere. */
function readDottedClock(count: number): void {
  if ((count !== 5 && count !== 6) || (lengths[3] as number) > 2) return;
  if (gaps[3] !== code.space && gaps[3] !== code.comma) return;
  for (let i = 4; i < count; i += 1) if (gaps[i] !== code.dot || lengths[i] !== 2) return;
  for (let i = 4; i < count; i += 1) gaps[i] = code.colon;
}

/** Index of the hour, or −1: the first number that a colon joins to the next. */
function hourAt(count: number): number {
  for (let i = 0; i + 1 < count; i += 1) if (gaps[i + 1] === code.colon) return i;
  return -1;
}

function clock(hour: number, count: number, half: number): { seconds: number; after: number } {
  let h = numbers[hour] as number;
  const minute = numbers[hour + 1] as number;
  let after = hour + 2;
  let second = 0;
  if (after < count && gaps[after] === code.colon) {
    second = numbers[after] as number;
    after += 1;
    if (after < count && (gaps[after] === code.dot || gaps[after] === code.comma)) after += 1;
  }
  if (half !== absent) {
    if (h > 12 && half === 0) return { seconds: absent, after };
    if (h <= 12) h = (h % 12) + half;
  }
  const midnight = h === 24 && minute === 0 && second === 0;
  if ((h > 23 && !midnight) || minute > 59 || second > 59) return { seconds: absent, after };
  return { seconds: h * 3600 + minute * 60 + second, after };
}

/** Minutes of an offset like +02:00, +0200 or +2 that begins at number `at`; −32,768 when it is none. */
function writtenOffset(at: number, count: number): number {
  const sign = gaps[at] === code.minus ? -1 : 1;
  const size = numbers[at] as number;
  const long = (lengths[at] as number) > 2;
  const hours = long ? Math.floor(size / 100) : size;
  let minutes = long ? size % 100 : 0;
  if (at + 1 < count) {
    if (long || gaps[at + 1] !== code.colon || at + 2 < count) return noOffset;
    minutes = numbers[at + 1] as number;
  }
  return hours <= 15 && minutes <= 59 ? sign * (hours * 60 + minutes) : noOffset;
}

const fullYear = (value: number, length: number): number =>
  length > 2 ? value : value < 70 ? 2000 + value : 1900 + value;

function day(stamp: Stamp, from: number, to: number, words: Words): boolean {
  const width = to - from;
  const [a, b, c] = [
    numbers[from] as number,
    numbers[from + 1] as number,
    numbers[from + 2] as number,
  ];
  if (words.month > 0 && width === 2) {
    const yearFirst = lengths[from] === 4;
    const [year, date] = yearFirst ? [from, from + 1] : [from + 1, from];
    if ((lengths[year] as number) === 3 || (lengths[date] as number) > 2) return false;
    stamp.year = fullYear(numbers[year] as number, lengths[year] as number);
    stamp.first = words.month;
    stamp.second = numbers[date] as number;
    stamp.settled = true;
    return true;
  }
  if (words.month > 0) return false;
  if (width === 1 && lengths[from] === 8) {
    stamp.year = Math.floor(a / 10_000);
    stamp.first = Math.floor(a / 100) % 100;
    stamp.second = a % 100;
    stamp.settled = true;
    return true;
  }
  if (width !== 3) return false;
  const yearFirst = lengths[from] === 4 || (lengths[from] === 2 && a > 31);
  stamp.settled = yearFirst;
  stamp.year = yearFirst
    ? fullYear(a, lengths[from] as number)
    : fullYear(c, lengths[from + 2] as number);
  stamp.first = yearFirst ? b : a;
  stamp.second = yearFirst ? c : b;
  stamp.shortYear = !yearFirst && lengths[from + 2] === 2 && lengths[from] === 2;
  stamp.dotted = gaps[from + 1] === code.dot && gaps[from + 2] === code.dot;
  return yearFirst || lengths[from + 2] === 4 || lengths[from + 2] === 2;
}

/** `20240131 115238` or `20240131T1152`: eight digits of a date, four or six of a time. */
function compact(stamp: Stamp): boolean {
  const [time, length] = [numbers[1] as number, lengths[1] as number];
  if (words.half !== absent || words.month !== 0 || (length !== 6 && length !== 4)) return false;
  const seconds = length === 6 ? time % 100 : 0;
  const clock4 = length === 6 ? Math.floor(time / 100) : time;
  const [hour, minute] = [Math.floor(clock4 / 100), clock4 % 100];
  if (hour > 23 || minute > 59 || seconds > 59) return false;
  stamp.second_of_day = hour * 3600 + minute * 60 + seconds;
  return day(stamp, 0, 1, words) && yearIsReal(stamp);
}

const words: Words = { month: 0, monthAt: 0, half: absent, offset: noOffset };

/**
 * Reads a date, a time or both (in either order), in the notations loggers use: ISO 8601, numbers
 * set apart by / - or dots, month names, 12-hour clocks, `14h30`, a UTC offset at the end. False when the
 * text is none of these or holds an hour, minute or year that does not exist.
 */
export function scanStamp(text: string, stamp: Stamp): boolean {
  if (text.length < 4 || text.length > 48) return false;
  words.month = 0;
  words.half = absent;
  words.offset = noOffset;
  stamp.year = absent;
  stamp.second_of_day = absent;
  stamp.settled = false;
  stamp.dotted = false;
  stamp.shortYear = false;
  const count = tokens(text, words);
  if (count < 1) return false;
  stamp.offset = words.offset;
  readDottedClock(count);
  const hour = hourAt(count);
  if (hour < 0 && count === 2 && lengths[0] === 8) return compact(stamp);
  if (hour < 0) return words.half === absent && day(stamp, 0, count, words) && yearIsReal(stamp);
  const { seconds, after } = clock(hour, count, words.half);
  if (seconds === absent) return false;
  stamp.second_of_day = seconds;
  if (hour === 1 && words.month > 0) return yearLast(stamp, after, count);
  if (hour > 0) {
    if (after < count) {
      stamp.offset =
        gaps[after] === code.plus || gaps[after] === code.minus
          ? writtenOffset(after, count)
          : noOffset;
      if (stamp.offset === noOffset) return false;
    }
    return day(stamp, 0, hour, words) && yearIsReal(stamp);
  }
  return after === count || (day(stamp, after, count, words) && yearIsReal(stamp));
}

/** `Mon Mar 25 22:00:00 2024`: month, day, time, year. */
function yearLast(stamp: Stamp, at: number, count: number): boolean {
  if (at !== count - 1 || lengths[at] !== 4 || gaps[at] !== code.space) return false;
  stamp.year = numbers[at] as number;
  stamp.first = words.month;
  stamp.second = numbers[0] as number;
  stamp.settled = true;
  return (lengths[0] as number) <= 2 && yearIsReal(stamp);
}

const yearIsReal = (stamp: Stamp): boolean => stamp.year >= 1970 && stamp.year <= 2199;
