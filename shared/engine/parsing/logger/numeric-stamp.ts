import { instantFromEpochMs } from '../../../base/instant.ts';
import { noOffset } from './stamp.ts';
import type { Stamp } from './stamp.ts';

const serialShape = /^\d{5}(?:[.,]\d{1,12})?$/;
const digitsShape = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/;
const unixShape = /^\d{10}(?:\d{3})?$/;
/** Days between 1899-12-30, from which spreadsheets count, and 1970-01-01. */
const spreadsheetEpoch = 25_569;

function fill(stamp: Stamp, epochMs: number, offset: number): boolean {
  const text = instantFromEpochMs(epochMs);
  stamp.year = Number(text.slice(0, 4));
  stamp.first = Number(text.slice(5, 7));
  stamp.second = Number(text.slice(8, 10));
  stamp.settled = true;
  stamp.dotted = false;
  stamp.shortYear = false;
  stamp.second_of_day = Math.floor((epochMs / 1000) % 86_400);
  stamp.offset = offset;
  return true;
}

/** `20240325220000`: year, month, day, hour, minute and, mostly, second without anything between. */
function fillDigits(text: string, stamp: Stamp): boolean {
  const parts = digitsShape
    .exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined) return false;
  const [year, month, day, hour, minute, second] = parts as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (year < 1970 || year > 2199 || month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (hour > 23 || minute > 59 || second > 59) return false;
  stamp.year = year;
  stamp.first = month;
  stamp.second = day;
  stamp.settled = true;
  stamp.dotted = false;
  stamp.shortYear = false;
  stamp.second_of_day = hour * 3600 + minute * 60 + second;
  stamp.offset = noOffset;
  return true;
}

/**
 * Reads a moment written as one number: its digits from the year to the second, days since 1899-12-30 as spreadsheets count them (rounded
 * to the second, local time), or, where the heading says so, seconds or milliseconds since 1970 UTC.
 */
export function numericStamp(text: string, unixTime: boolean, stamp: Stamp): boolean {
  if (text.length > 18) return false;
  if (serialShape.test(text)) {
    const days = Number(text.replace(',', '.')) - spreadsheetEpoch;
    if (days < 0 || days > 80_000) return false;
    return fill(stamp, Math.round(days * 86_400) * 1000, noOffset);
  }
  if (fillDigits(text, stamp)) return true;
  if (!unixTime || !unixShape.test(text)) return false;
  const seconds = text.length === 13 ? Math.floor(Number(text) / 1000) : Number(text);
  return seconds < 7_258_000_000 && fill(stamp, seconds * 1000, 0);
}
