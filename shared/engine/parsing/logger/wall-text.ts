import { instantFromEpochMs, offsetText } from '../../../base/instant.ts';

/** `2023-04-20T15:14:00` of wall-clock seconds. */
export const wallText = (wall: number): string =>
  instantFromEpochMs(Math.trunc(wall) * 1000).slice(0, 19);

/** The same with its offset, for UTC seconds at a place `offset` seconds east of UTC. */
export const zonedText = (utc: number, offset: number): string =>
  `${wallText(utc + offset)}${offsetText(Math.trunc(offset / 60))}`;
