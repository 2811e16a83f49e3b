import type { StorageProfileInput } from '../../../../shared/contracts/cold-chain-parts.ts';

/** A band as it is typed: degrees and hours as text; empty hours are no limit. */
export interface BandDraft {
  readonly low: string;
  readonly high: string;
  readonly allowed: string;
  readonly longest: string;
}

const hoursText = (seconds: number | null): string =>
  seconds === null ? '' : String(Number((seconds / 3600).toFixed(4)));

export const draftOfBands = (bands: StorageProfileInput['bands']): readonly BandDraft[] =>
  bands.map(({ low, high, allowedSeconds, longestSeconds }) => ({
    low: String(low / 100),
    high: String(high / 100),
    allowed: hoursText(allowedSeconds),
    longest: hoursText(longestSeconds),
  }));

const number = (text: string): number => Number(text.trim().replace(',', '.').replace('−', '-'));

const secondsOf = (hours: string): number | null =>
  hours.trim() === '' ? null : Math.round(number(hours) * 3600);

/** Bands as they are sent; null while something typed is no number. */
export function bandsOfDraft(drafts: readonly BandDraft[]): StorageProfileInput['bands'] | null {
  const bands = drafts.map(({ low, high, allowed, longest }) => ({
    low: low.trim() === '' ? Number.NaN : Math.round(number(low) * 100),
    high: high.trim() === '' ? Number.NaN : Math.round(number(high) * 100),
    allowedSeconds: secondsOf(allowed),
    longestSeconds: secondsOf(longest),
  }));
  const isSound = bands.every((band) =>
    Object.values(band).every((value) => value === null || Number.isFinite(value)),
  );
  return isSound ? bands : null;
}
