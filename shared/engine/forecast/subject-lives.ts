import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { DayQueue } from './day-queue.ts';
import type { Dispensing } from './dispensing.ts';
import type { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, PresentSubject } from './model.ts';
import type { NightRun } from './night-run.ts';
import type { Subjects } from './subjects.ts';

/** The visits of everybody in one replicate: who comes when, gets kits, waits for them, misses them, or leaves. */
export class SubjectLives {
  /** Visits that ask for kits, those for a replacement among them. */
  visits = 0;
  missed = 0;
  delayed = 0;
  private readonly dispensing: Dispensing;
  private readonly subjects: Subjects;
  private readonly need: ExpectedNeed;
  private readonly night: NightRun;
  /** Of visits and departures. */
  private readonly source: WordSource;
  private readonly present: readonly PresentSubject[];
  private readonly visitCount: number;
  private readonly waitDays: number;
  private readonly replacement: number;
  private readonly comings: DayQueue;
  private readonly replacements: DayQueue;
  private readonly deadlines: DayQueue;
  /** Visit that waits for kits, by subject; -1 for none. */
  private readonly waiting: Int32Array;
  private readonly waitUntil: Int32Array;
  /** Days after which the kits of the last visit must be replaced, by subject; 0 for never. */
  private readonly replacedAfter: Int32Array;
  /** Those who wait at a site, as a list in which those served otherwise are still found. */
  private readonly waitingNext: Int32Array;
  private readonly waitingAt: Int32Array;
  private readonly isListed: Uint8Array;

  constructor(
    model: ForecastModel,
    parts: {
      readonly dispensing: Dispensing;
      readonly subjects: Subjects;
      readonly need: ExpectedNeed;
      readonly night: NightRun;
      readonly source: WordSource;
    },
  ) {
    const { supply, horizon, schedule } = model;
    const sites = supply.sites.length;
    const room = model.present.length + model.recruitment.target;
    this.dispensing = parts.dispensing;
    this.subjects = parts.subjects;
    this.need = parts.need;
    this.night = parts.night;
    this.source = parts.source;
    this.present = model.present;
    this.visitCount = schedule.windowStart.length;
    this.waitDays = supply.waitDays;
    this.replacement = schedule.replacement;
    this.comings = new DayQueue(horizon, room);
    this.replacements = new DayQueue(horizon, 64);
    this.deadlines = new DayQueue(horizon, 64);
    this.waiting = new Int32Array(room);
    this.waitingNext = new Int32Array(room);
    this.waitUntil = new Int32Array(room);
    this.replacedAfter = new Int32Array(room);
    this.waitingAt = new Int32Array(sites);
    this.isListed = new Uint8Array(room);
  }

  /** Nobody but those present. */
  restart(): void {
    for (const queue of [this.comings, this.replacements, this.deadlines]) queue.clear();
    this.visits = 0;
    this.missed = 0;
    this.delayed = 0;
    this.dispensing.restart();
    this.waiting.fill(-1);
    this.waitingAt.fill(-1);
    this.isListed.fill(0);
    this.subjects.clear();
    for (const one of this.present) {
      this.planVisit(this.subjects.addPresent(one, this.source), 0);
    }
    // Windows that were over before the start have been overtaken by the calendar.
    this.subjects.overtaken = 0;
  }

  get overtaken(): number {
    return this.subjects.overtaken;
  }

  enrol(site: number, arm: number, day: number): void {
    this.planVisit(this.subjects.enrol(site, arm, day, this.source), day);
    this.night.markNeed(site);
  }

  /** Draws the next visit of a subject, or its end. */
  private planVisit(id: number, today: number): void {
    const { subjects } = this;
    const day = subjects.drawVisit(id, today, this.source);
    if (day >= 0) {
      this.comings.add(day, id);
      return;
    }
    const lastDay = subjects.lastDay[id] as number;
    if (this.isDone(id) || lastDay <= today) this.leave(id);
    else this.comings.add(lastDay + 1, -2 - id);
  }

  private leave(id: number): void {
    if (this.waiting[id] !== -1) return;
    this.subjects.leave(id);
    this.night.closeIfDone(this.subjects.site[id] as number);
  }

  /** Those who have waited too long by the beginning of a day, or have dropped out meanwhile, miss their visit. */
  endWaits(day: number): void {
    for (let id = this.deadlines.take(day); id >= 0; id = this.deadlines.take(day)) {
      if (this.waitUntil[id] === day) this.giveUp(id, day);
    }
  }

  /** Everybody who comes on a day. */
  visit(day: number): void {
    for (let what = this.comings.take(day); what !== -1; what = this.comings.take(day)) {
      if (what < 0) this.leave(-2 - what);
      else this.see(what, day);
    }
    for (let id = this.replacements.take(day); id >= 0; id = this.replacements.take(day)) {
      this.replace(id, day);
    }
  }

  /** A subject comes to a visit and should get kits. */
  private see(id: number, day: number): void {
    const { subjects } = this;
    const visit = subjects.coming[id] as number;
    this.visits++;
    if (this.waiting[id] !== -1) this.giveUp(id, day);
    subjects.titrate(id, visit, this.source);
    const isServed = this.dispense(id, visit, day);
    subjects.coming[id] = visit + 1;
    if (isServed) subjects.demandFrom[id] = visit + 1;
    else this.wait(id, visit, day);
    const site = subjects.site[id] as number;
    if (this.night.heedsNeed(site) && !(isServed && this.need.isForeseen(id, visit, day))) {
      this.night.mark(site);
    }
    this.planVisit(id, day);
    if (this.replacement > 0) this.drawReplacement(id, day, isServed);
  }

  /** Days after which the kits of a visit must be replaced; 0 for never. Drawn for every visit, served or not, so that supply changes no chance. */
  private drawReplacement(id: number, day: number, isServed: boolean): void {
    const isReplaced = uniform(this.source) < this.replacement;
    this.replacedAfter[id] = isReplaced ? 1 + Math.floor(uniform(this.source) * 7) : 0;
    if (isServed) this.planReplacement(id, day);
  }

  private planReplacement(id: number, day: number): void {
    const days = this.replacedAfter[id] as number;
    if (days > 0) this.replacements.add(day + days, id);
  }

  /** The kits of the last visit once more: a visit of its own, also after the last one of the schedule. */
  private replace(id: number, day: number): void {
    const { subjects } = this;
    const last = (subjects.demandFrom[id] as number) - 1;
    if ((subjects.lastDay[id] as number) < day || last < 0) return;
    this.visits++;
    if (!this.dispense(id, last, day)) this.missed++;
    this.night.markNeed(subjects.site[id] as number);
  }

  /** Gives the kits of a visit, all or none. */
  private dispense(id: number, visit: number, day: number): boolean {
    const site = this.subjects.site[id] as number;
    const isServed = this.dispensing.give(site, visit, this.listOf(id, visit), day);
    if (isServed) this.night.noteTaken(site);
    return isServed;
  }

  private listOf(id: number, visit: number): number {
    const { arm, dose } = this.subjects;
    return this.dispensing.listOf(visit, arm[id] as number, dose[id] as number);
  }

  private wait(id: number, visit: number, day: number): void {
    if (this.waitDays === 0) {
      this.missed++;
      return;
    }
    const site = this.subjects.site[id] as number;
    this.waiting[id] = visit;
    const until = Math.min(day + this.waitDays, this.subjects.lastDay[id] as number) + 1;
    this.waitUntil[id] = until;
    this.deadlines.add(until, id);
    if (this.isListed[id] === 1) return;
    this.isListed[id] = 1;
    this.waitingNext[id] = this.waitingAt[site] as number;
    this.waitingAt[site] = id;
  }

  /** A shipment came: those who wait get their kits in any order, as far as they go. */
  serveWaiting(site: number, day: number): void {
    const { subjects, dispensing } = this;
    let still = -1;
    let id = this.waitingAt[site] as number;
    while (id >= 0) {
      const next = this.waitingNext[id] as number;
      const visit = this.waiting[id] as number;
      this.isListed[id] = 0;
      if (visit >= 0 && dispensing.giveLater(site, visit, this.listOf(id, visit), day)) {
        this.night.noteTaken(site);
        this.waiting[id] = -1;
        this.delayed++;
        subjects.demandFrom[id] = visit + 1;
        this.planReplacement(id, day);
        this.night.markNeed(site);
        if (this.isDone(id)) this.leave(id);
      } else if (visit >= 0) {
        this.isListed[id] = 1;
        this.waitingNext[id] = still;
        still = id;
      }
      id = next;
    }
    this.waitingAt[site] = still;
  }

  private giveUp(id: number, day: number): void {
    if (this.waiting[id] === -1) return;
    this.waiting[id] = -1;
    this.missed++;
    if (this.isDone(id) || (this.subjects.lastDay[id] as number) < day) this.leave(id);
  }

  /** All visits are over, whether the last got its kits or not. */
  private isDone(id: number): boolean {
    return (this.subjects.coming[id] as number) >= this.visitCount;
  }

  /** Those who still wait at the end have missed their visit. */
  close(): void {
    for (let id = 0; id < this.subjects.size; id++) if (this.waiting[id] !== -1) this.missed++;
  }
}
