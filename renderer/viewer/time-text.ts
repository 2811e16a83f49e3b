import { localText } from '../../shared/base/instant.ts';
import type { Instant } from '../../shared/base/instant.ts';

/** `2026-11-21 08:28:35 +01:00`: as people at the machine read it. */
export const timeText = (at: Instant, offsetMinutes: number): string =>
  localText(at, offsetMinutes)
    .replace('T', ' ')
    .replace(/\.\d+/, '')
    .replace(/(?=[+-]\d{2}:\d{2}$)/, ' ');
