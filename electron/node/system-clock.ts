import type { Clock } from '../../shared/app/ports.ts';
import { instantFromEpochMs } from '../../shared/base/instant.ts';

/** The machine's wall clock with its present UTC offset. */
export const systemClock: Clock = {
  now() {
    const epochMs = Date.now();
    const offset = -new Date(epochMs).getTimezoneOffset();
    return { instant: instantFromEpochMs(epochMs), offsetMinutes: offset === 0 ? 0 : offset };
  },
};
