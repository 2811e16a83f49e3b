import { epochMsOf } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import type { SiteClock } from './pack-terms.ts';

/** Wall time of an entry with the monotonic clock beside it. */
export interface ClockReading extends SiteClock {
  readonly at: Instant;
}

/**
 * By how many milliseconds the wall clock was moved between two readings. Within one run of the machine the monotonic
 * clock tells; across runs only a step backwards can be seen.
 */
export function clockJumpMs(before: ClockReading, after: ClockReading): number {
  const wall = epochMsOf(after.at) - epochMsOf(before.at);
  if (before.boot === after.boot) return wall - (after.monotonicMs - before.monotonicMs);
  return Math.min(0, wall);
}
