import type { BudgetUse } from './stability-budget.ts';
import type { StabilityBand, StabilityProfile } from './stability-profile.ts';

/**
 * 1: within the budget, release can be proposed. 2: a time limit of a band is exceeded. 3: the
 * temperature left the hard limits. 2 and 3 go to quality assurance.
 */
export type Tier = 1 | 2 | 3;

/** The arithmetic of one band, seconds: remaining = allowed − used − missing. Null where time is free. */
export interface BandBalance {
  readonly low: number;
  readonly high: number;
  readonly allowed: number | null;
  readonly used: number;
  /** Missing time, charged to every band because it may have been spent there. */
  readonly missing: number;
  readonly remaining: number | null;
  readonly longest: number;
  readonly longestAllowed: number | null;
}

export interface Judgement {
  readonly tier: Tier;
  readonly bands: readonly BandBalance[];
  /** Seconds outside the hard limits, and the extremes in hundredths of °C. */
  readonly below: number;
  readonly above: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** One sentence for each reason, in numbers. */
  readonly reasons: readonly string[];
}

/** Seconds that are left in the tightest band; null when every band is free. Never below 0. */
export function remainingSeconds(judgement: Judgement): number | null {
  const left = judgement.bands.flatMap(({ remaining }) => (remaining === null ? [] : [remaining]));
  if (left.length === 0) return null;
  return judgement.tier === 3 ? 0 : Math.max(0, Math.min(...left));
}

/** `26 h 5 min`, `40 s`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

const bandText = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `(${low / 100}, ${high / 100}] °C`;

function balanceOf(
  band: StabilityBand,
  used: number,
  longest: number,
  missing: number,
): BandBalance {
  return {
    low: band.low,
    high: band.high,
    allowed: band.allowedSeconds,
    used,
    missing,
    remaining: band.allowedSeconds === null ? null : band.allowedSeconds - used - missing,
    longest,
    longestAllowed: band.longestSeconds,
  };
}

function timeReasons(band: BandBalance): readonly string[] {
  const reasons: string[] = [];
  if (band.remaining !== null && band.remaining < 0) {
    reasons.push(
      `${bandText(band)}: ${durationText(band.used)} used and ${durationText(band.missing)} without data exceed the ${durationText(band.allowed ?? 0)} allowed.`,
    );
  }
  if (band.longestAllowed !== null && band.longest > band.longestAllowed) {
    reasons.push(
      `${bandText(band)}: the longest stay of ${durationText(band.longest)} exceeds ${durationText(band.longestAllowed)}.`,
    );
  }
  return reasons;
}

/** Judges what was used against what is allowed; missing time counts against every limited band. */
export function judge(use: BudgetUse, profile: StabilityProfile): Judgement {
  const bands = profile.bands.map((band, i) =>
    balanceOf(band, use.used[i] as number, use.longest[i] as number, use.missing),
  );
  const hard: string[] = [];
  const first = profile.bands[0] as StabilityBand;
  const last = profile.bands.at(-1) as StabilityBand;
  if (use.below > 0) {
    hard.push(
      `${durationText(use.below)} at or below the hard limit of ${first.low / 100} °C, lowest ${(use.lowest as number) / 100} °C.`,
    );
  }
  if (use.above > 0) {
    hard.push(
      `${durationText(use.above)} above the hard limit of ${last.high / 100} °C, highest ${(use.highest as number) / 100} °C.`,
    );
  }
  const time = bands.flatMap(timeReasons);
  const tier: Tier = hard.length > 0 ? 3 : time.length > 0 ? 2 : 1;
  const { below, above, lowest, highest } = use;
  const within = 'Every band is within its allowed time and longest stay.';
  const reasons = tier === 1 ? [within] : [...hard, ...time];
  return { tier, bands, below, above, lowest, highest, reasons };
}
