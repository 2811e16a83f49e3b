import { Xoshiro } from '../prng/simulation/xoshiro.ts';
import { type Share, shareOf } from './figure.ts';
import { finishingTime, isFinishedBy } from './finishing.ts';
import type { RecruitingSite, RecruitmentModel } from './model.ts';
import { lowerShare, upperShare } from './share-bounds.ts';
import { SiteArrivals } from './site-arrivals.ts';

/** How many further sites are needed; plain data, so that it can cross to another thread. */
export interface CentresSearch {
  readonly recruitment: RecruitmentModel;
  /** Added sites are these in turn. */
  readonly added: readonly RecruitingSite[];
  /** All open sites, the added ones too, randomize the same number. */
  readonly isBalanced: boolean;
  readonly horizon: number;
  /** The last subject must come before this day begins. */
  readonly before: number;
  readonly probability: number;
  /** Sites added at most. */
  readonly most: number;
  /** Replicates at first, and at most while they do not tell. */
  readonly replicates: number;
  readonly mostReplicates: number;
  readonly seed: number;
}

export interface CentresTried extends Share {
  readonly added: number;
  /** Exact bounds of the share, one-sided 95 % each. */
  readonly lower: number;
  readonly upper: number;
  /** Infinite when half of the replicates or more do not finish within the horizon. */
  readonly medianDay: number;
}

export interface CentresFound {
  /** In order of the sites added, all on the same replicates. */
  readonly tried: readonly CentresTried[];
  readonly replicates: number;
  /** Fewest sites of which it is shown that they suffice; null when the most do not. */
  readonly needed: number | null;
  /** Fewest sites of which it is not shown that they do not suffice; null when even the most are shown not to. */
  readonly possible: number | null;
}

/** So many sites added, to be played on so many replicates. */
export interface CentresTry {
  readonly added: number;
  readonly replicates: number;
}

/** Asks for tries, one after the other, until it knows. */
type Asking<T> = Generator<CentresTry, T, CentresTried>;

const PLANNING_STREAM = 43;
/** Times more replicates after those that did not tell. */
const GROWTH = 4;

/**
 * The fewest further sites so that P(T < day) ≥ p. Every site has its own stream in each replicate, so that the share
 * grows with the sites added and does not jump by chance. A number suffices when the lower bound of its share does;
 * while a smaller number might do as well, more replicates are played. What it asks for is answered by `tryCentres`.
 */
export function* searchCentres(search: CentresSearch): Asking<CentresFound> {
  const { mostReplicates } = search;
  let { replicates } = search;
  let from = 0;
  for (;;) {
    const found = yield* searchOn(search, replicates, from);
    const isClear = found.needed === found.possible;
    if (isClear || replicates >= mostReplicates) return found;
    replicates = Math.min(mostReplicates, GROWTH * replicates);
    from = Math.max(0, (found.possible ?? 0) - 1);
  }
}

/** Looks at no site added, and at numbers from `from` on, all on the same replicates. */
function* searchOn(search: CentresSearch, replicates: number, from: number): Asking<CentresFound> {
  const { probability, most, isBalanced } = search;
  const tried = new Map<number, CentresTried>();
  const look = function* (added: number): Asking<CentresTried> {
    const found = tried.get(added) ?? (yield { added, replicates });
    tried.set(added, found);
    return found;
  };
  const reaches = (bound: 'lower' | 'upper'): Suffices =>
    function* (added) {
      return (yield* look(added))[bound] >= probability;
    };
  // Quotas shrink and sites to wait for grow with the number: their share need not grow with it.
  const find = isBalanced ? firstOf : fewest;
  yield* look(0);
  const needed = yield* find(reaches('lower'), from, most);
  const possible = yield* find(reaches('upper'), from, needed ?? most);
  const ascending = [...tried.values()].toSorted((a, b) => a.added - b.added);
  return { tried: ascending, replicates, needed, possible };
}

type Suffices = (added: number) => Asking<boolean>;
type Finder = (suffices: Suffices, from: number, most: number) => Asking<number | null>;

const firstOf: Finder = function* (suffices, from, most) {
  for (let added = from; added <= most; added++) if (yield* suffices(added)) return added;
  return null;
};

/** By doubling and halving: who suffices with some suffices with more. */
const fewest: Finder = function* (suffices, from, most) {
  if (yield* suffices(from)) return from;
  let low = from;
  let high = Math.min(most, from + 1);
  while (!(yield* suffices(high))) {
    if (high >= most) return null;
    low = high;
    high = Math.min(most, from + 2 * (high - from));
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (yield* suffices(middle)) high = middle;
    else low = middle;
  }
  return high;
};

/** Recruitment with so many sites added. */
function withAdded({ recruitment, added, isBalanced }: CentresSearch, count: number) {
  const more = Array.from({ length: count }, (_, k) => added[k % added.length] as RecruitingSite);
  const sites = [...recruitment.sites, ...more];
  if (!isBalanced) return { ...recruitment, sites };
  const open = sites.filter(({ isClosed }) => !isClosed).length;
  let place = 0;
  return {
    ...recruitment,
    sites: sites.map((site) => {
      if (site.isClosed) return site;
      const { target } = recruitment;
      const quota = Math.floor(target / open) + (place++ < target % open ? 1 : 0);
      return { ...site, minimum: quota, maximum: quota };
    }),
  };
}

/** Plays recruitment with so many sites added on so many replicates. */
export function tryCentres(search: CentresSearch, { added, replicates }: CentresTry): CentresTried {
  const { horizon, seed, before } = search;
  const model = withAdded(search, added);
  const arrivals = new SiteArrivals(model, horizon);
  const source = new Xoshiro();
  const own = model.sites.map(() => new Xoshiro());
  const last = new Float64Array(replicates);
  for (let r = 0; r < replicates; r++) {
    own.forEach((stream, i) => stream.startReplicate(seed, r, PLANNING_STREAM + 1 + i));
    arrivals.draw(source.startReplicate(seed, r, PLANNING_STREAM), own);
    last[r] = finishingTime(arrivals, model.target);
  }
  last.sort();
  const inTime = last.filter((time) => isFinishedBy(time, before - 1)).length;
  const bounds = { lower: lowerShare(inTime, replicates), upper: upperShare(inTime, replicates) };
  const medianDay = last[Math.ceil(replicates / 2) - 1] ?? Infinity;
  return { added, ...shareOf(inTime, replicates), ...bounds, medianDay };
}
