import type { OpenStudy } from './open-study.ts';

/** Sets the clock to any time, and has somebody vouch for it: commands go on although the trail has later entries. */
export function setClockBack(study: OpenStudy, text: string): void {
  study.clock.set(text);
  study.recordNow([{ event: { kind: 'clock-confirmed', body: { now: text, latest: null } } }]);
}
