import { beta, gamma, poisson } from '../prng/simulation/variates.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { exponential } from '../prng/simulation/ziggurat.ts';
import { ArrivalHeap } from './arrival-heap.ts';
import type { RecruitingSite, RecruitmentModel } from './model.ts';

/**
 * Recruitment day by day: every centre opens, has a gamma rate and recruits as a Poisson process whose rate may
 * decay and pause; caps, minima and regions decide who may still come (Anisimov & Fedorov 2007).
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
  private readonly heap: ArrivalHeap;
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
    this.heap = new ArrivalHeap(sites);
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
    for (let i = 0; i < model.sites.length; i++) if (this.mayCome(i)) this.schedule(source, i);
    let reserved = 0;
    for (const site of model.sites) reserved += site.minimum;
    this.count = 0;
    while (this.count < model.target && heap.size > 0) reserved = this.accept(source, reserved);
    this.screened = this.count + this.drawFailures(source);
  }

  /** Takes the next arrival; gives the subjects that centres below their minimum still must randomize. */
  private accept(source: WordSource, reserved: number): number {
    const { model, heap } = this;
    const i = heap.site;
    const time = heap.time;
    const { minimum, region } = model.sites[i] as RecruitingSite;
    const own = this.counts[i] as number;
    const isOwed = own < minimum;
    if (!this.mayCome(i) || (!isOwed && model.target - this.count <= reserved)) {
      heap.drop();
      return reserved;
    }
    this.site[this.count] = i;
    this.time[this.count] = time;
    this.count++;
    this.counts[i] = own + 1;
    this.regionCounts[region] = (this.regionCounts[region] as number) + 1;
    this.schedule(source, i);
    return isOwed ? reserved - 1 : reserved;
  }

  private mayCome(i: number): boolean {
    const { region, maximum, isClosed } = this.model.sites[i] as RecruitingSite;
    const isRegionFull =
      (this.regionCounts[region] as number) >= (this.model.regionMaximum[region] as number);
    return !isClosed && !isRegionFull && (this.counts[i] as number) < maximum;
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
    if (time >= this.horizon) heap.remove(i);
    else heap.put(i, time);
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
