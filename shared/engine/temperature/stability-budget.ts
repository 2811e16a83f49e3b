import type { Spans } from './attribution.ts';
import type { StabilityProfile } from './stability-profile.ts';
import { bandOf } from './stability-profile.ts';

/** Time charged so far, by band, in seconds. The same shape sums up one leg or a whole life. */
export interface BudgetUse {
  /** Seconds in each band. */
  readonly used: readonly number[];
  /** Longest single stay in each band, missing time beside it included. */
  readonly longest: readonly number[];
  /** Seconds below and above the hard limits. */
  readonly below: number;
  readonly above: number;
  /** Seconds for which nobody knows the temperature. */
  readonly missing: number;
  /** Lowest and highest temperature in hundredths; null where nothing was measured. */
  readonly lowest: number | null;
  readonly highest: number | null;
}

interface Tally {
  readonly used: number[];
  readonly longest: number[];
  below: number;
  above: number;
  missing: number;
  lowest: number;
  highest: number;
}

/**
 * Missing time belongs to a stay in every band, because it may have been spent there: it lengthens
 * the stay before it and the one after it.
 */
class Stays {
  readonly #current: number[];
  readonly #longest: number[];

  constructor(longest: number[]) {
    this.#longest = longest;
    this.#current = longest.map(() => 0);
  }

  measured(band: number, seconds: number): void {
    for (let i = 0; i < this.#current.length; i += 1) {
      if (i === band) this.#grow(i, seconds);
      else this.#current[i] = 0;
    }
  }

  missing(seconds: number): void {
    for (let i = 0; i < this.#current.length; i += 1) this.#grow(i, seconds);
  }

  #grow(band: number, seconds: number): void {
    const stay = (this.#current[band] as number) + seconds;
    this.#current[band] = stay;
    if (stay > (this.#longest[band] as number)) this.#longest[band] = stay;
  }
}

function charge(tally: Tally, stays: Stays, spans: Spans, profile: StabilityProfile): void {
  const bands = profile.bands.length;
  for (let i = 0; i < spans.seconds.length; i += 1) {
    const seconds = spans.seconds[i] as number;
    if (spans.missing[i] === 1) {
      tally.missing += seconds;
      stays.missing(seconds);
      continue;
    }
    const centi = spans.centi[i] as number;
    const band = bandOf(profile, centi);
    if (band < 0) tally.below += seconds;
    else if (band === bands) tally.above += seconds;
    else tally.used[band] = (tally.used[band] as number) + seconds;
    stays.measured(band, seconds);
    if (centi < tally.lowest) tally.lowest = centi;
    if (centi > tally.highest) tally.highest = centi;
  }
}

/**
 * What the legs of a kit's life, in order, use up of its stability budget. A stay goes on from the
 * end of one leg into the next, so cutting a leg in two changes nothing.
 */
export function budgetUse(legs: readonly Spans[], profile: StabilityProfile): BudgetUse {
  const tally: Tally = {
    used: profile.bands.map(() => 0),
    longest: profile.bands.map(() => 0),
    below: 0,
    above: 0,
    missing: 0,
    lowest: Number.POSITIVE_INFINITY,
    highest: Number.NEGATIVE_INFINITY,
  };
  const stays = new Stays(tally.longest);
  for (const leg of legs) charge(tally, stays, leg, profile);
  const measured = tally.lowest <= tally.highest;
  return {
    ...tally,
    lowest: measured ? tally.lowest : null,
    highest: measured ? tally.highest : null,
  };
}

/** A leg that nobody measured: all of it missing. */
export const unmonitoredLeg = (seconds: number): Spans => ({
  seconds: Float64Array.of(seconds),
  centi: new Int32Array(1),
  missing: Uint8Array.of(1),
});
