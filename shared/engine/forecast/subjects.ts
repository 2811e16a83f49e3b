import { uniform } from '../prng/simulation/xoshiro.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { exponential } from '../prng/simulation/ziggurat.ts';
import { drawIndex } from './draw-index.ts';
import type { PresentSubject, ScheduleModel } from './model.ts';

const NEVER = 0x7fffffff;

/** Everybody of one replicate, as columns, with what they will do drawn as they go. */
export class Subjects {
  readonly site: Int32Array;
  readonly arm: Int32Array;
  readonly randomizedDay: Int32Array;
  /** The visit that is to come; the number of visits when there is none. */
  readonly coming: Int32Array;
  /** The first visit that the rule still reckons with: one after the last that had kits. */
  readonly demandFrom: Int32Array;
  readonly dose: Int32Array;
  /** Last day in the study. */
  readonly lastDay: Int32Array;
  readonly isGone: Uint8Array;
  /** Those in the study at a site as a list: first by site, next by subject; -1 ends it. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** Those still treated, by site. */
  readonly active: Int32Array;
  /** Those ever randomized, by site. */
  readonly everAt: Int32Array;
  size = 0;
  /** Visits that fell out because the one before came so late that their windows were over. */
  overtaken = 0;
  private readonly schedule: ScheduleModel;
  private readonly visits: number;
  /** By visit, as columns near at hand. */
  private readonly windowStart: Int32Array;
  private readonly windowEnd: Int32Array;
  private readonly plannedDay: Int32Array;
  private readonly skip: Float64Array;
  private readonly isOnPlannedDay: boolean;
  private readonly late: number;

  constructor(schedule: ScheduleModel, room: number, sites: number) {
    this.schedule = schedule;
    this.visits = schedule.windowStart.length;
    this.windowStart = Int32Array.from(schedule.windowStart);
    this.windowEnd = Int32Array.from(schedule.windowEnd);
    this.plannedDay = Int32Array.from(schedule.plannedDay);
    this.skip = Float64Array.from(schedule.skip);
    this.isOnPlannedDay = schedule.isOnPlannedDay;
    this.late = schedule.late;
    const column = (): Int32Array => new Int32Array(room);
    this.site = column();
    this.arm = column();
    this.randomizedDay = column();
    this.coming = column();
    this.demandFrom = column();
    this.dose = column();
    this.lastDay = column();
    this.next = column();
    this.isGone = new Uint8Array(room);
    this.first = new Int32Array(sites);
    this.active = new Int32Array(sites);
    this.everAt = new Int32Array(sites);
  }

  clear(): void {
    this.first.fill(-1);
    this.active.fill(0);
    this.everAt.fill(0);
    this.size = 0;
    this.overtaken = 0;
  }

  /** Somebody in the study from the beginning; leaving is drawn from day 0 on. */
  addPresent(one: PresentSubject, source: WordSource): number {
    return this.add(one, drawStay(this.schedule, one.arm, 0, source));
  }

  enrol(site: number, arm: number, day: number, source: WordSource): number {
    const dose = drawIndex(source, this.schedule.titration.start[arm] as readonly number[]);
    const lastDay = drawStay(this.schedule, arm, day, source);
    return this.add({ site, arm, randomizedDay: day, nextVisit: 0, dose }, lastDay);
  }

  private add(one: PresentSubject, lastDay: number): number {
    const id = this.size++;
    const { site } = one;
    this.site[id] = site;
    this.arm[id] = one.arm;
    this.randomizedDay[id] = one.randomizedDay;
    this.coming[id] = one.nextVisit;
    this.demandFrom[id] = one.nextVisit;
    this.dose[id] = one.dose;
    this.lastDay[id] = lastDay;
    this.isGone[id] = 0;
    this.next[id] = this.first[site] as number;
    this.first[site] = id;
    this.active[site] = (this.active[site] as number) + 1;
    this.everAt[site] = (this.everAt[site] as number) + 1;
    return id;
  }

  leave(id: number): void {
    if (this.isGone[id] === 1) return;
    const site = this.site[id] as number;
    this.isGone[id] = 1;
    this.active[site] = (this.active[site] as number) - 1;
    this.unlink(id, site);
  }

  private unlink(id: number, site: number): void {
    const { first, next } = this;
    if (first[site] === id) {
      first[site] = next[id] as number;
      return;
    }
    let before = first[site] as number;
    while (next[before] !== id) before = next[before] as number;
    next[before] = next[id] as number;
  }

  /**
   * Day of the coming visit, not before today; skipped and overtaken ones are passed over. -1 when there is none, or when the
   * subject leaves before: then the last day has been reached or will be.
   */
  drawVisit(id: number, today: number, source: WordSource): number {
    for (let visit = this.coming[id] as number; visit < this.visits; visit++) {
      this.coming[id] = visit;
      const day = this.drawDay(id, visit, today, source);
      const skip = this.skip[visit] as number;
      if (skip > 0 && uniform(source) < skip) continue;
      if (day < today) {
        this.overtaken++;
        continue;
      }
      return day > (this.lastDay[id] as number) ? -1 : day;
    }
    this.coming[id] = this.visits;
    return -1;
  }

  /** A window that is over gives a day before today. */
  private drawDay(id: number, visit: number, today: number, source: WordSource): number {
    const begin = this.randomizedDay[id] as number;
    if (visit === 0) return begin;
    const last = begin + (this.windowEnd[visit] as number);
    if (this.late > 0 && uniform(source) < this.late) {
      return last + 1 + Math.floor(uniform(source) * this.schedule.lateDays);
    }
    const start = begin + (this.windowStart[visit] as number);
    const from = start > today ? start : today;
    if (from > last) return -1;
    if (this.isOnPlannedDay) {
      const planned = begin + (this.plannedDay[visit] as number);
      return planned > from ? planned : from;
    }
    // A whole number by its bits: the same as by `Math.floor`, but never a number with a fraction to the machine.
    return from === last ? from : from + ((uniform(source) * (last - from + 1)) | 0);
  }

  /** The dose level at a visit: a step of the chain where the visit titrates. */
  titrate(id: number, visit: number, source: WordSource): void {
    const { levels, steps, isTitrated } = this.schedule.titration;
    if (levels === 1 || isTitrated[visit] !== true) return;
    const chain = steps[this.arm[id] as number] as readonly (readonly number[])[];
    this.dose[id] = drawIndex(source, chain[this.dose[id] as number] as readonly number[]);
  }
}

function drawStay(schedule: ScheduleModel, arm: number, from: number, source: WordSource): number {
  const hazard = schedule.dropoutPerDay[arm] as number;
  if (hazard === 0) return NEVER;
  return Math.min(NEVER, from + Math.floor(exponential(source) / hazard));
}
