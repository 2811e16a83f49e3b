import type { Spans } from './attribution.ts';
import { bandOf } from './stability-profile.ts';
import type { StabilityProfile } from './stability-profile.ts';

/** An unbroken stay outside the label range, or an unbroken stretch without data. */
export interface Stay {
  readonly kind: 'band' | 'below' | 'above' | 'missing';
  /** Index of the band; −1 for the other kinds. */
  readonly band: number;
  /** Seconds on the clock of the readings. */
  readonly from: number;
  readonly to: number;
  /** The temperature furthest from the label range, hundredths; null where data are missing. */
  readonly extreme: number | null;
}

type Key = Pick<Stay, 'kind' | 'band'>;

function keyOf(spans: Spans, i: number, profile: StabilityProfile): Key | null {
  if (spans.missing[i] === 1) return { kind: 'missing', band: -1 };
  const band = bandOf(profile, spans.centi[i] as number);
  if (band < 0) return { kind: 'below', band: -1 };
  if (band === profile.bands.length) return { kind: 'above', band: -1 };
  return profile.bands[band]?.allowedSeconds === null ? null : { kind: 'band', band };
}

const isCold = (key: Key, profile: StabilityProfile): boolean =>
  key.kind === 'below' ||
  (key.kind === 'band' &&
    key.band < profile.bands.findIndex(({ allowedSeconds }) => allowedSeconds === null));

/** What a chart shades and an excursion lists: every stay outside the label range, in order of time. */
export function staysOutside(
  spans: Spans,
  startAt: number,
  profile: StabilityProfile,
): readonly Stay[] {
  const stays: Stay[] = [];
  let at = startAt;
  for (let i = 0; i < spans.seconds.length; i += 1) {
    const [from, to] = [at, at + (spans.seconds[i] as number)];
    at = to;
    const key = keyOf(spans, i, profile);
    if (key === null) continue;
    const centi = key.kind === 'missing' ? null : (spans.centi[i] as number);
    const last = stays.at(-1);
    if (
      last === undefined ||
      last.to !== from ||
      last.kind !== key.kind ||
      last.band !== key.band
    ) {
      stays.push({ ...key, from, to, extreme: centi });
      continue;
    }
    const pick = isCold(key, profile) ? Math.min : Math.max;
    const extreme = centi === null || last.extreme === null ? null : pick(last.extreme, centi);
    stays[stays.length - 1] = { ...last, to, extreme };
  }
  return stays;
}
