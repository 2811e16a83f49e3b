import type { Brand } from './brand.ts';
import { epochDayOf, isIsoDate, isoDateFromEpochDay } from './iso-date.ts';
import type { IsoDate } from './iso-date.ts';
import { refusal } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { err, ok } from './result.ts';
import type { Result } from './result.ts';

/** A point in time as UTC text with milliseconds: `2026-11-21T02:50:36.000Z`. Compares as text. */
export type Instant = Brand<string, 'Instant'>;

const msPerDay = 86_400_000;
const msPerMinute = 60_000;
const shape = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})Z$/;
/** Offsets in use lie between -12:00 and +14:00; history knows up to ±15:59 (as ISO clocks allow 24 h). */
const maxOffsetMinutes = 18 * 60;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Type guard for the one canonical form; leap seconds (`:60`) and other precisions are not instants. */
export function isInstant(text: string): text is Instant {
  const match = shape.exec(text);
  return match !== null && isIsoDate(match[1] as string);
}

/** Reads the canonical form; anything else is refused as `instant-format`. */
export function parseInstant(text: string): Result<Instant, Refusal> {
  if (isInstant(text)) return ok(text);
  return err(
    refusal(
      'instant-format',
      `${JSON.stringify(text.slice(0, 40))} is not a UTC time.`,
      'Write it as YYYY-MM-DDTHH:MM:SS.mmmZ.',
    ),
  );
}

/** Milliseconds since 1970-01-01T00:00Z as text. Throws when not an integer or outside years 0001..9999. */
export function instantFromEpochMs(epochMs: number): Instant {
  if (!Number.isSafeInteger(epochMs)) throw new Error(`not whole milliseconds: ${epochMs}`);
  const epochDay = Math.floor(epochMs / msPerDay);
  const ofDay = epochMs - epochDay * msPerDay;
  const hours = pad(Math.floor(ofDay / 3_600_000), 2);
  const minutes = pad(Math.floor(ofDay / msPerMinute) % 60, 2);
  const seconds = pad(Math.floor(ofDay / 1000) % 60, 2);
  const day = isoDateFromEpochDay(epochDay);
  return `${day}T${hours}:${minutes}:${seconds}.${pad(ofDay % 1000, 3)}Z` as Instant;
}

/** Milliseconds since 1970-01-01T00:00Z. */
export function epochMsOf(instant: Instant): number {
  const hours = Number(instant.slice(11, 13));
  const minutes = Number(instant.slice(14, 16));
  const milliseconds = Number(instant.slice(17, 19)) * 1000 + Number(instant.slice(20, 23));
  const day = epochDayOf(instant.slice(0, 10) as IsoDate);
  return day * msPerDay + (hours * 60 + minutes) * msPerMinute + milliseconds;
}

/** Negative, 0 or positive as `a` is before, the same as or after `b`. */
export const compareInstants = (a: Instant, b: Instant): number => (a < b ? -1 : a > b ? 1 : 0);

/** The instant that many milliseconds later (earlier when negative). */
export const addMilliseconds = (instant: Instant, milliseconds: number): Instant =>
  instantFromEpochMs(epochMsOf(instant) + milliseconds);

/** `+02:00`, `-09:30`, `+00:00`. Throws when not whole minutes within ±18:00. */
export function offsetText(offsetMinutes: number): string {
  if (!Number.isInteger(offsetMinutes) || Math.abs(offsetMinutes) > maxOffsetMinutes) {
    throw new Error(`no such UTC offset: ${offsetMinutes} minutes`);
  }
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}:${pad(size % 60, 2)}`;
}

/** Local time with its offset for the trail and exports: `2026-11-21T04:50:36.000+02:00`. */
export function localText(instant: Instant, offsetMinutes: number): string {
  const suffix = offsetText(offsetMinutes);
  return `${addMilliseconds(instant, offsetMinutes * msPerMinute).slice(0, -1)}${suffix}`;
}

/** The calendar day at that offset. */
export const localDate = (instant: Instant, offsetMinutes: number): IsoDate =>
  addMilliseconds(instant, offsetMinutes * msPerMinute).slice(0, 10) as IsoDate;
