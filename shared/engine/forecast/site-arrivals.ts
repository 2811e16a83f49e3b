import { beta, gamma, poisson } from '../prng/simulation/variates.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { exponential } from '../prng/simulation/ziggurat.ts';
import { ArrivalHeap } from './arrival-heap.ts';
import type { RecruitingSite, RecruitmentModel } from './model.ts';

/**
 * Recruitment day by day: every centre opens, has a gamma rate and recruits as a Poisson process whose rate may
 * decay and pause; caps, minima and regions decide who may still come (Anisimov & Fedorov 2007). A place is kept, in the study
 * and in the region, for every subject a centre owes its minimum, until the centre has no further subject in time.
 */
export class SiteArrivals {
  /** Centre and day of randomization of each subject in order, after `draw`; `count` of them. */
  readonly site: Int32Array;
  readonly time: Float64Array;
  readonly activation: Float64Array;
  count = 0;
  /** Subjects screened for those randomized. */
  screened = 0;
  private readonly model: RecruitmentModel;
  private readonly horizon: number;
  private readonly rate: Float64Array;
  private readonly openTime: Float64Array;
  private readonly counts: Int32Array;
  private readonly regionCounts: Int32Array;
  /** Subjects that each centre still owes its minimum, and their sums by region and over all. */
  private readonly owed: Int32Array;
  private readonly regionOwed: Int32Array;
  private allOwed = 0;
  private readonly heap: ArrivalHeap;
  /** By site, as columns near at hand; a maximum may be infinite. */
  private readonly region: Int32Array;
  private readonly maximum: Float64Array;
  private readonly isClosed: Uint8Array;
  private readonly regionMaximum: Float64Array;
  private own: readonly WordSource[] | null = null;

  constructor(model: RecruitmentModel, horizon: number) {
    const sites = model.sites.length;
    this.model = model;
    this.horizon = horizon;
    this.site = new Int32Array(model.target);
    this.time = new Float64Array(model.target);
    this.activation = new Float64Array(sites);
    this.rate = new Float64Array(sites);
    this.openTime = new Float64Array(sites);
    this.counts = new Int32Array(sites);
    this.regionCounts = new Int32Array(model.regionMaximum.length);
    this.owed = new Int32Array(sites);
    this.regionOwed = new Int32Array(model.regionMaximum.length);
    this.heap = new ArrivalHeap(sites);
    this.region = Int32Array.from(model.sites, ({ region }) => region);
    this.maximum = Float64Array.from(model.sites, ({ maximum }) => maximum);
    this.isClosed = Uint8Array.from(model.sites, ({ isClosed }) => (isClosed ? 1 : 0));
    this.regionMaximum = Float64Array.from(model.regionMaximum);
  }

  /**
   * Draws one recruitment; it ends at the target, at the horizon, or when nobody may recruit any more. With a stream
   * `own` to each centre, further centres change nothing about the others.
   */
  draw(source: WordSource, own: readonly WordSource[] | null = null): void {
    const { model, heap } = this;
    this.own = own;
    this.counts.fill(0);
    this.regionCounts.fill(0);
    heap.clear();
    model.sites.forEach((site, i) => {
      const stream = own?.[i] ?? source;
      this.activation[i] = drawActivation(site, stream);
      this.rate[i] = drawRate(site, stream) * Math.max(NEVER, 1 - model.screeningFailure);
      this.openTime[i] = Math.max(0, -(this.activation[i] as number));
    });
    this.reserve();
    for (let i = 0; i < model.sites.length; i++) {
      if (this.mayCome(i)) this.schedule(source, i);
      else this.release(i, this.owed[i] as number);
    }
    this.count = 0;
    while (this.count < model.target && heap.size > 0) this.meet(source);
    this.screened = this.count + this.drawFailures(source);
  }

  /** Keeps a place for every subject that a centre must randomize. */
  private reserve(): void {
    this.regionOwed.fill(0);
    this.allOwed = 0;
    this.model.sites.forEach(({ minimum, region }, i) => {
      this.owed[i] = minimum;
      this.regionOwed[region] = (this.regionOwed[region] as number) + minimum;
      this.allOwed += minimum;
    });
  }

  /** Gives places kept for a centre back: they are taken by it, or it cannot fill them any more. */
  private release(i: number, places: number): void {
    const region = this.region[i] as number;
    this.owed[i] = (this.owed[i] as number) - places;
    this.regionOwed[region] = (this.regionOwed[region] as number) - places;
    this.allOwed -= places;
  }

  /** Lets the next arrival in, or turns it away; a centre that is never to have a place again leaves. */
  private meet(source: WordSource): void {
    const { heap } = this;
    const i = heap.site;
    const isOwed = (this.owed[i] as number) > 0;
    if (!this.mayCome(i)) {
      heap.drop();
      this.release(i, this.owed[i] as number);
      return;
    }
    if (isOwed || this.hasFreePlace(i)) this.accept(i, isOwed);
    this.schedule(source, i);
  }

  /** Enters the next arrival. */
  private accept(i: number, isOwed: boolean): void {
    const region = this.region[i] as number;
    this.site[this.count] = i;
    this.time[this.count] = this.heap.time;
    this.count++;
    this.counts[i] = (this.counts[i] as number) + 1;
    this.regionCounts[region] = (this.regionCounts[region] as number) + 1;
    if (isOwed) this.release(i, 1);
  }

  /** Whether study and region have a place that is kept for nobody. */
  private hasFreePlace(i: number): boolean {
    const { model, regionOwed, regionCounts } = this;
    const region = this.region[i] as number;
    const inRegion = (this.regionMaximum[region] as number) - (regionCounts[region] as number);
    return model.target - this.count > this.allOwed && inRegion > (regionOwed[region] as number);
  }

  private mayCome(i: number): boolean {
    if (this.isClosed[i] === 1) return false;
    const region = this.region[i] as number;
    const inRegion = this.regionCounts[region] as number;
    if (inRegion >= (this.regionMaximum[region] as number)) return false;
    return (this.counts[i] as number) < (this.maximum[i] as number);
  }

  /** Puts the centre's next randomization into the heap, or takes the centre out when it has none in time. */
  private schedule(source: WordSource, i: number): void {
    const { model, heap } = this;
    const wait = model.isEven ? 1 : exponential(this.own?.[i] ?? source);
    const open = this.nextOpenTime(wait / (this.rate[i] as number), i);
    this.openTime[i] = open;
    const start = this.activation[i] as number;
    const screening = calendarTime(model.sites[i] as RecruitingSite, start, open);
    const time = screening + model.screeningDays;
    if (time < this.horizon) heap.put(i, time);
    else {
      heap.remove(i);
      if (!model.goesOn) this.release(i, this.owed[i] as number);
    }
  }

  /** Open time at which the integrated rate has grown by `wait` rate-days: exact under exponential decay. */
  private nextOpenTime(wait: number, i: number): number {
    const { decayPerDay } = this.model;
    const now = this.openTime[i] as number;
    if (decayPerDay === 0) return now + wait;
    const left = Math.exp(-decayPerDay * now) - decayPerDay * wait;
    return left <= 0 ? Infinity : -Math.log(left) / decayPerDay;
  }

  /** Failures before the last success of a negative binomial: Poisson of a gamma mean. */
  private drawFailures(source: WordSource): number {
    const { screeningFailure } = this.model;
    if (screeningFailure === 0 || this.count === 0 || screeningFailure >= 1) return 0;
    return poisson(source, gamma(source, this.count, (1 - screeningFailure) / screeningFailure));
  }
}

/** A rate at which nobody comes within any horizon. */
const NEVER = 1e-300;

const drawRate = ({ alpha, beta: b }: RecruitingSite, source: WordSource): number =>
  alpha === Infinity ? 1 / b : gamma(source, alpha, b);

function drawActivation({ activation }: RecruitingSite, source: WordSource): number {
  const { from, to, alpha, beta: b } = activation;
  return from === to ? from : from + (to - from) * beta(source, alpha, b);
}

/** The day on which a centre that opened at `start` has been open for that long, pauses left out. */
function calendarTime({ pauses }: RecruitingSite, start: number, open: number): number {
  let time = start + open;
  for (const [from, to] of pauses) {
    if (to <= start) continue;
    const begin = Math.max(from, start);
    if (time < begin) break;
    time += to - begin;
  }
  return time;
}
