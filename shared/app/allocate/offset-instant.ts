import { epochMsOf, instantFromEpochMs, isInstant } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';

const shape = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;

/** The instant that a local time with offset names, e.g. `2026-03-01T09:30+01:00`, or null. */
export function instantOfOffsetText(text: string): Instant | null {
  const match = shape.exec(text);
  if (match === null) return null;
  const [, minutes, seconds = '00', fraction = '0', zone] = match;
  const local = `${minutes}:${seconds}.${fraction.padEnd(3, '0')}Z`;
  if (!isInstant(local)) return null;
  return instantFromEpochMs(epochMsOf(local) - offsetMs(zone as string));
}

function offsetMs(zone: string): number {
  if (zone === 'Z') return 0;
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -size : size) * 60_000;
}
