import type { Clock, Moment } from '../../shared/app/ports.ts';
import { addMilliseconds, parseInstant } from '../../shared/base/instant.ts';
import type { Instant } from '../../shared/base/instant.ts';

const msPerDay = 86_400_000;

/** A clock that stands still until a test moves it. */
export interface StandingClock extends Clock {
  set(text: string): void;
  advanceDays(days: number): void;
  advanceMinutes(minutes: number): void;
}

const read = (text: string): Instant => {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.value;
};

export function standingClock(
  start = '2026-03-02T09:00:00.000Z',
  offsetMinutes = 60,
): StandingClock {
  let instant = read(start);
  return {
    now: (): Moment => ({ instant, offsetMinutes }),
    set(text) {
      instant = read(text);
    },
    advanceDays(days) {
      instant = addMilliseconds(instant, days * msPerDay);
    },
    advanceMinutes(minutes) {
      instant = addMilliseconds(instant, minutes * 60_000);
    },
  };
}
