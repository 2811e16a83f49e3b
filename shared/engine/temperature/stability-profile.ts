import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { LabelRange } from './attribution.ts';

/** One band (low, high] in hundredths of °C: above `low`, up to and including `high`. */
export interface StabilityBand {
  readonly low: number;
  readonly high: number;
  /** Seconds that may be spent here over the whole life; null for the label range, where time is free. */
  readonly allowedSeconds: number | null;
  /** Longest single stay in seconds; null where only the sum counts. */
  readonly longestSeconds: number | null;
}

/**
 * What a product's stability data allow. Bands ascend and touch; the first `low` and the last
 * `high` are the hard limits, outside which any time at all is a temperature excursion.
 */
export interface StabilityProfile {
  readonly bands: readonly StabilityBand[];
}

const badProfile = (message: string, next: string): Refusal =>
  refusal('profile-not-accepted', message, next);

function bandProblem(
  band: StabilityBand,
  index: number,
  before: StabilityBand | undefined,
): string | null {
  const name = `Band ${index + 1} (${band.low / 100}, ${band.high / 100}] °C`;
  if (!Number.isSafeInteger(band.low) || !Number.isSafeInteger(band.high)) {
    return `${name} has limits that are not whole hundredths of a degree.`;
  }
  if (band.low >= band.high) return `${name} is empty.`;
  if (before !== undefined && before.high !== band.low) {
    return `${name} does not begin where band ${index} ends (${before.high / 100} °C).`;
  }
  for (const seconds of [band.allowedSeconds, band.longestSeconds]) {
    if (seconds !== null && !(seconds >= 0 && Number.isFinite(seconds))) {
      return `${name} allows a time that is not a number of seconds from 0.`;
    }
  }
  return null;
}

/** Checks that bands ascend, touch and leave exactly one label range. Refuses `profile-not-accepted`. */
export function checkProfile(profile: StabilityProfile): Result<StabilityProfile, Refusal> {
  for (const [index, band] of profile.bands.entries()) {
    const problem = bandProblem(band, index, profile.bands[index - 1]);
    if (problem !== null) return err(badProfile(problem, 'Correct the limits of the bands.'));
  }
  const free = profile.bands.filter(({ allowedSeconds }) => allowedSeconds === null).length;
  if (free !== 1) {
    return err(
      badProfile(
        `${free} bands are without an allowed time; exactly one, the label range, has to be.`,
        'Give every band but the label range an allowed time.',
      ),
    );
  }
  return ok(profile);
}

/** The label range of a checked profile as an inclusive range of hundredths. */
export function labelRange(profile: StabilityProfile): LabelRange {
  const band = profile.bands.find(({ allowedSeconds }) => allowedSeconds === null);
  if (band === undefined) throw new Error('a profile without a label range was not checked');
  return { low: band.low + 1, high: band.high };
}

/** Index of the band that holds a temperature; −1 below the hard limits, the number of bands above. */
export function bandOf(profile: StabilityProfile, centi: number): number {
  const { bands } = profile;
  if (centi <= (bands[0] as StabilityBand).low) return -1;
  for (let i = 0; i < bands.length; i += 1) if (centi <= (bands[i] as StabilityBand).high) return i;
  return bands.length;
}

const hours = (count: number): number => count * 3600;

/**
 * Examples to start from, never to rely on: the product's own stability data decide. The lower
 * limit of a label range lies one hundredth below the label, because a band excludes its lower end.
 */
export const exampleProfiles: Readonly<
  Record<'refrigerated' | 'room' | 'frozen', StabilityProfile>
> = {
  refrigerated: {
    bands: [
      { low: -1, high: 199, allowedSeconds: hours(12), longestSeconds: hours(4) },
      { low: 199, high: 800, allowedSeconds: null, longestSeconds: null },
      { low: 800, high: 2500, allowedSeconds: hours(72), longestSeconds: hours(24) },
      { low: 2500, high: 3000, allowedSeconds: hours(24), longestSeconds: hours(8) },
    ],
  },
  room: {
    bands: [
      { low: 199, high: 1499, allowedSeconds: hours(240), longestSeconds: null },
      { low: 1499, high: 2500, allowedSeconds: null, longestSeconds: null },
      { low: 2500, high: 3000, allowedSeconds: hours(240), longestSeconds: hours(72) },
      { low: 3000, high: 4000, allowedSeconds: hours(24), longestSeconds: hours(12) },
    ],
  },
  frozen: {
    bands: [
      { low: -9001, high: -1500, allowedSeconds: null, longestSeconds: null },
      { low: -1500, high: -1000, allowedSeconds: hours(8), longestSeconds: hours(2) },
    ],
  },
};
