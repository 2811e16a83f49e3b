import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../base/instant.ts';
import { epochMsOf, instantFromEpochMs } from '../../base/instant.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { addDays, isoDateFromEpochDay } from '../../base/iso-date.ts';

const zoneShape = /^(UTC|[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)+)$/;

const zoned = (instant: Instant, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(epochMsOf(instant)).toZonedDateTimeISO(zone);

/** True for `UTC` and for named zones of the IANA database that this computer knows; bare offsets are not zones. */
export function isKnownZone(text: string): boolean {
  if (text.length > 64 || !zoneShape.test(text)) return false;
  try {
    zoned(instantFromEpochMs(0), text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Minutes east of UTC in force in a zone at an instant. Throws for an unknown zone. */
export const offsetMinutesAt = (instant: Instant, zone: string): number =>
  Math.trunc(zoned(instant, zone).offsetNanoseconds / 60_000_000_000);

const msPerDay = 86_400_000;
const msPerQuarter = 900_000;
/** From here on every clock of the world was changed on a quarter of an hour of UTC. */
const quartersSinceMs = Date.UTC(1973, 0, 1);
const offsetsKept = 20_000;
const offsets = new Map<string, number>();

/** Milliseconds east of UTC; each quarter of an hour is looked up once a zone. */
function offsetMsAt(epochMs: number, instant: Instant, zone: string): number {
  if (epochMs < quartersSinceMs) return zoned(instant, zone).offsetNanoseconds / 1_000_000;
  const key = `${zone} ${Math.floor(epochMs / msPerQuarter)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const offset = zoned(instant, zone).offsetNanoseconds / 1_000_000;
  if (offsets.size >= offsetsKept) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** The calendar day in a zone at an instant. Throws for an unknown zone. */
export function localDay(instant: Instant, zone: string): IsoDate {
  const epochMs = epochMsOf(instant);
  return isoDateFromEpochDay(Math.floor((epochMs + offsetMsAt(epochMs, instant, zone)) / msPerDay));
}

/** The first instant of a calendar day in a zone (clock changes may start a day after midnight). */
export const startOfLocalDay = (day: IsoDate, zone: string): Instant =>
  instantFromEpochMs(
    Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds,
  );

/** The last millisecond of a calendar day in a zone: a "last day" is allowed up to and including it. */
export const endOfLocalDay = (day: IsoDate, zone: string): Instant =>
  instantFromEpochMs(epochMsOf(startOfLocalDay(addDays(day, 1), zone)) - 1);

/** True while the day has not ended in the place's zone. */
export const isOnOrBefore = (instant: Instant, lastDay: IsoDate, zone: string): boolean =>
  localDay(instant, zone) <= lastDay;
