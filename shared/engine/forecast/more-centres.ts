import { Xoshiro } from '../prng/simulation/xoshiro.ts';
import { type Share, shareOf } from './figure.ts';
import type { RecruitingSite, RecruitmentModel } from './model.ts';
import { SiteArrivals } from './site-arrivals.ts';

/** How many further sites are needed; plain data, so that it can cross to another thread. */
export interface CentresSearch {
  readonly recruitment: RecruitmentModel;
  /** Added sites are like these in turn. */
  readonly like: readonly RecruitingSite[];
  readonly horizon: number;
  /** The last subject must come before this day begins. */
  readonly before: number;
  readonly probability: number;
  /** Sites added at most. */
  readonly most: number;
  readonly replicates: number;
  readonly seed: number;
}

export interface CentresTried extends Share {
  readonly added: number;
  /** Infinite when half of the replicates or more do not finish within the horizon. */
  readonly medianDay: number;
}

export interface CentresFound {
  /** In order of the sites added. */
  readonly tried: readonly CentresTried[];
  /** Null when the most do not suffice. */
  readonly needed: number | null;
}

const PLANNING_STREAM = 43;

/** The fewest further sites so that P(T < day) ≥ p, by doubling and halving on common random numbers. */
export function searchCentres(search: CentresSearch): CentresFound {
  const tried = new Map<number, CentresTried>();
  const suffices = (added: number): boolean => {
    const found = tried.get(added) ?? tryCentres(search, added);
    tried.set(added, found);
    return found.share >= search.probability;
  };
  const needed = fewest(suffices, search.most);
  return { tried: [...tried.values()].toSorted((a, b) => a.added - b.added), needed };
}

function fewest(suffices: (added: number) => boolean, most: number): number | null {
  if (suffices(0)) return 0;
  let low = 0;
  let high = 1;
  while (!suffices(high)) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, 2 * high);
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function tryCentres(search: CentresSearch, added: number): CentresTried {
  const { recruitment, like, horizon, replicates, seed, before } = search;
  const more = Array.from({ length: added }, (_, k) => like[k % like.length] as RecruitingSite);
  const model = { ...recruitment, sites: [...recruitment.sites, ...more] };
  const arrivals = new SiteArrivals(model, horizon);
  const source = new Xoshiro();
  const last = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    arrivals.draw(source.startReplicate(seed, r, PLANNING_STREAM));
    last[r] = lastDay(arrivals, model.target);
  }
  last.sort();
  const inTime = last.filter((day) => day < before).length;
  const medianDay = last[Math.ceil(replicates / 2) - 1] ?? Infinity;
  return { added, ...shareOf(inTime, replicates), medianDay };
}

function lastDay({ time, count }: SiteArrivals, target: number): number {
  if (count < target) return Infinity;
  return count === 0 ? 0 : (time[count - 1] as number);
}
