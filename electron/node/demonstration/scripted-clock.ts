import type { Clock, Moment } from '../../../shared/app/ports.ts';
import { addMilliseconds, epochMsOf } from '../../../shared/base/instant.ts';
import type { Instant } from '../../../shared/base/instant.ts';

const dayMs = 86_400_000;

/** The clock by which the demonstration is lived: it is set before each step and never goes back. */
export class ScriptedClock implements Clock {
  readonly #start: Instant;
  #now: Instant;

  constructor(start: Instant) {
    this.#start = start;
    this.#now = start;
  }

  /** Moves to a day (with fraction) after the start, or a moment on when that is already past. */
  moveTo(day: number): void {
    const wanted = addMilliseconds(this.#start, Math.round(day * dayMs));
    this.#now =
      epochMsOf(wanted) > epochMsOf(this.#now) ? wanted : addMilliseconds(this.#now, 1_000);
  }

  /** Lets some minutes pass. */
  pass(minutes: number): void {
    this.#now = addMilliseconds(this.#now, minutes * 60_000);
  }

  now(): Moment {
    return { instant: this.#now, offsetMinutes: 60 };
  }
}
