import { instantFromEpochMs, offsetText } from '../../../base/instant.ts';
import { offsetAt } from './zone.ts';
import type { ZoneTable } from './zone.ts';

/** `2023-04-20T15:14:00` of wall-clock seconds. */
export const wallText = (wall: number): string =>
  instantFromEpochMs(Math.trunc(wall) * 1000).slice(0, 19);

/** A time of a file for a person: with its offset where the zone is known. */
export const timeShown = (zone: ZoneTable | null, at: number): string =>
  zone === null ? wallText(at) : zonedText(at, offsetAt(zone, at));

/** The same with its offset, for UTC seconds at a place `offset` seconds east of UTC. */
export const zonedText = (utc: number, offset: number): string =>
  `${wallText(utc + offset)}${offsetText(Math.trunc(offset / 60))}`;
