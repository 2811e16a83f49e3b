import { gamma } from '../prng/simulation/variates.ts';
import { type WordSource, uniform } from '../prng/simulation/xoshiro.ts';
import { exponential } from '../prng/simulation/ziggurat.ts';
import { AliasChoice } from './alias-choice.ts';
import { OpeningCentres } from './opening-centres.ts';

/** What is known of one centre before its patients arrive; times and rates in days. */
export interface CentrePrior {
  /** Activation is uniform on this window; equal ends fix it. */
  readonly activationFrom: number;
  readonly activationTo: number;
  /** The rate is Gamma(shape, rate): mean alpha / beta patients a day. */
  readonly alpha: number;
  readonly beta: number;
}

/** Points that may be discarded in one replicate: this many, and so many for each patient. */
const MOST_DISCARDED = 10_000;
const DISCARDED_EACH = 20;

/**
 * Poisson-gamma recruitment with competition between centres: each centre recruits as a Poisson process
 * from its activation on, and the study stops at the n-th patient (Anisimov & Fedorov 2007).
 *
 * Arrivals come in order of time from one process of the summed rate whose points choose a centre in
 * proportion to its rate and count only once that centre is active, which is the same law. Where that
 * would discard very many points, the open centres alone are followed.
 */
export class RecruitmentPattern {
  readonly n: number;
  /** Centre and time (days) of each patient in order of arrival, after `draw`. */
  readonly centre: Int32Array;
  readonly time: Float64Array;
  private readonly centres: readonly CentrePrior[];
  private readonly activation: Float64Array;
  private readonly rate: Float64Array;
  private readonly choice: AliasChoice;
  private readonly opening: OpeningCentres;
  private isFollowingOpenings = false;
  private clock = 0;
  private totalRate = 0;

  constructor(centres: readonly CentrePrior[], n: number) {
    this.n = n;
    this.centres = centres;
    this.centre = new Int32Array(n);
    this.time = new Float64Array(n);
    this.activation = new Float64Array(centres.length);
    this.rate = new Float64Array(centres.length);
    this.choice = new AliasChoice(centres.length);
    this.opening = new OpeningCentres(centres.length);
  }

  /** Draws activations, rates and the n arrivals of one replicate. */
  draw(source: WordSource): void {
    this.drawCentres(source, false);
    for (let j = 0; j < this.n; j++) {
      this.centre[j] = this.nextArrival(source);
      this.time[j] = this.clock;
    }
  }

  /**
   * The same on whole days: activations are rounded, a patient enrols at the day nearest to one day after
   * the arrival, and patients of a day come in the order of their centres. The published multi-centre
   * figures were made so; the order within a day matters to designs that balance across centres.
   */
  drawWholeDays(source: WordSource): void {
    this.drawCentres(source, true);
    const arrivals: { day: number; centre: number }[] = [];
    for (;;) {
      const centre = this.nextArrival(source);
      const day = Math.round(this.clock + 1);
      const last = arrivals[this.n - 1];
      if (last !== undefined && day > last.day) break;
      arrivals.push({ day, centre });
    }
    arrivals.sort((a, b) => a.day - b.day || a.centre - b.centre);
    for (let j = 0; j < this.n; j++) {
      const arrival = arrivals[j] as { day: number; centre: number };
      this.centre[j] = arrival.centre;
      this.time[j] = arrival.day;
    }
  }

  private drawCentres(source: WordSource, isWholeDay: boolean): void {
    let first = Infinity;
    let last = 0;
    let total = 0;
    this.centres.forEach((centre, i) => {
      const window = centre.activationTo - centre.activationFrom;
      const exact = centre.activationFrom + (window === 0 ? 0 : window * uniform(source));
      const start = isWholeDay ? Math.round(exact) : exact;
      const rate = gamma(source, centre.alpha, centre.beta);
      this.activation[i] = start;
      this.rate[i] = rate;
      first = Math.min(first, start);
      last = Math.max(last, start);
      total += rate;
    });
    this.isFollowingOpenings = total * (last - first) > MOST_DISCARDED + DISCARDED_EACH * this.n;
    if (this.isFollowingOpenings) this.opening.load(this.activation, this.rate);
    else this.choice.load(this.rate, total);
    this.totalRate = total;
    this.clock = first;
  }

  /** Moves the clock to the next arrival and returns its centre. */
  private nextArrival(source: WordSource): number {
    if (this.isFollowingOpenings) {
      const centre = this.opening.next(source);
      this.clock = this.opening.clock;
      return centre;
    }
    for (;;) {
      this.clock += exponential(source) / this.totalRate;
      const centre = this.choice.draw(source);
      if (this.clock >= (this.activation[centre] as number)) return centre;
    }
  }
}
