import { Temporal } from 'temporal-polyfill';
import { offsetText } from '../../../base/instant.ts';
import { refusal } from '../../../base/refusal.ts';
import type { Refusal } from '../../../base/refusal.ts';
import { err, ok } from '../../../base/result.ts';
import type { Result } from '../../../base/result.ts';

/**
 * Offsets of one place over the time of a file. `starts[i]` is the UTC second from which
 * `offsets[i]` (seconds east) holds; the first entry holds from the beginning.
 */
export interface ZoneTable {
  readonly name: string;
  readonly starts: readonly number[];
  readonly offsets: readonly number[];
}

const day = 86_400;
const maxTransitions = 1_000;
const fixedShape = /^(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?([0-5]\d))?$/i;

/** Minutes east of UTC of `+02:00`, `UTC+2`, `GMT-0530`, `UTC`, `Z`; null for anything else. */
export function fixedOffsetMinutes(text: string): number | null {
  const plain = text.trim();
  if (/^(UTC|GMT|Z)$/i.test(plain)) return 0;
  const match = fixedShape.exec(plain);
  if (match === null) return null;
  const size = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return size <= 15 * 60 ? (match[1] === '-' ? -size : size) : null;
}

/** A zone that never changes its clocks. */
export const fixedZone = (minutes: number): ZoneTable => ({
  name: offsetText(minutes),
  starts: [Number.NEGATIVE_INFINITY],
  offsets: [minutes * 60],
});

const unknownZone = (name: string): Refusal =>
  refusal(
    'zone-unknown',
    `"${name.slice(0, 60)}" is not a time zone.`,
    'Give an offset such as +02:00 or a name such as Europe/Berlin.',
  );

/**
 * Offsets of the zone `name` for local times between two wall-clock seconds. A name of the IANA
 * data base or a fixed offset; refuses `zone-unknown`.
 */
export function zoneTable(name: string, from: number, to: number): Result<ZoneTable, Refusal> {
  const minutes = fixedOffsetMinutes(name);
  if (minutes !== null) return ok(fixedZone(minutes));
  try {
    const begin = Temporal.Instant.fromEpochMilliseconds((from - 2 * day) * 1000);
    let at = begin.toZonedDateTimeISO(name);
    const starts = [Number.NEGATIVE_INFINITY];
    const offsets = [at.offsetNanoseconds / 1e9];
    while (starts.length < maxTransitions) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.epochMilliseconds / 1000 > to + 2 * day) break;
      starts.push(next.epochMilliseconds / 1000);
      offsets.push(next.offsetNanoseconds / 1e9);
      at = next;
    }
    return ok({ name, starts, offsets });
  } catch {
    return err(unknownZone(name));
  }
}

/** Seconds east of UTC at a UTC second. */
export function offsetAt(zone: ZoneTable, utc: number): number {
  let i = zone.starts.length - 1;
  while (i > 0 && (zone.starts[i] as number) > utc) i -= 1;
  return zone.offsets[i] as number;
}

/** How a wall-clock second reads in a zone: once, twice (clock put back), or never (put forward). */
export interface WallReading {
  readonly kind: 'once' | 'twice' | 'never';
  /** UTC seconds: the only one, the earlier of two, or the moment by the offset before the jump. */
  readonly first: number;
  /** The later of two; otherwise the same as `first`. */
  readonly last: number;
}

/** UTC seconds that a wall-clock second may stand for. */
export function readWall(zone: ZoneTable, wall: number): WallReading {
  let first = Number.NaN;
  let last = Number.NaN;
  for (let i = 0; i < zone.offsets.length; i += 1) {
    const utc = wall - (zone.offsets[i] as number);
    const begins = zone.starts[i] as number;
    const ends = zone.starts[i + 1] ?? Number.POSITIVE_INFINITY;
    if (utc < begins || utc >= ends) continue;
    if (Number.isNaN(first)) first = utc;
    last = utc;
  }
  if (Number.isNaN(first)) {
    const before = beforeJump(zone, wall);
    return { kind: 'never', first: before, last: before };
  }
  return { kind: first === last ? 'once' : 'twice', first, last };
}

function beforeJump(zone: ZoneTable, wall: number): number {
  let utc = wall - (zone.offsets[0] as number);
  for (let i = 1; i < zone.offsets.length; i += 1) {
    const start = zone.starts[i] as number;
    if (wall >= start + (zone.offsets[i - 1] as number))
      utc = wall - (zone.offsets[i - 1] as number);
    if (wall >= start + (zone.offsets[i] as number)) utc = wall - (zone.offsets[i] as number);
  }
  return utc;
}
