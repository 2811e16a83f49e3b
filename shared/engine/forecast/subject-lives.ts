import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { firstAllowedExpiry } from '../supply/kit-selection.ts';
import { DayQueue } from './day-queue.ts';
import type { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, SupplyModel } from './model.ts';
import type { NightRun } from './night-run.ts';
import type { Shelves } from './shelves.ts';
import type { Subjects } from './subjects.ts';
import { wantedKits } from './wanted-kits.ts';
import type { WantedKits } from './wanted-kits.ts';

/** What visits tell while a replicate is played. */
export interface VisitListener {
  /** A visit found too few kits of a type. */
  stockOut(site: number, kitType: number, day: number): void;
  /** A visit of the current week asked for kits. */
  demand(site: number, kitType: number, kits: number): void;
}

/** The visits of everybody in one replicate: who comes when, gets kits, waits for them, misses them, or leaves. */
export class SubjectLives {
  /** Visits that ask for kits, those for a replacement among them. */
  visits = 0;
  missed = 0;
  delayed = 0;
  firstStockOut = -1;
  private readonly model: ForecastModel;
  private readonly shelves: Shelves;
  private readonly subjects: Subjects;
  private readonly need: ExpectedNeed;
  private readonly night: NightRun;
  private readonly listener: VisitListener;
  /** Of visits and departures. */
  private readonly source: WordSource;
  /** Kits of each visit, arm and dose level. */
  private readonly kits: WantedKits;
  /** Of the list that is being dispensed. */
  private readonly firstLots: Int32Array;
  private readonly visitCount: number;
  private readonly armCount: number;
  private readonly levelCount: number;
  /** [site · visits + visit]: days that a kit must still last when it is dispensed. */
  private readonly daysToExpiry: Int32Array;
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
      readonly shelves: Shelves;
      readonly subjects: Subjects;
      readonly need: ExpectedNeed;
      readonly night: NightRun;
      readonly source: WordSource;
      readonly listener: VisitListener;
    },
  ) {
    const { supply, horizon, schedule } = model;
    const sites = supply.sites.length;
    const room = model.present.length + model.recruitment.target;
    this.model = model;
    this.shelves = parts.shelves;
    this.subjects = parts.subjects;
    this.need = parts.need;
    this.night = parts.night;
    this.source = parts.source;
    this.listener = parts.listener;
    this.kits = wantedKits(schedule.kits.flat(2));
    this.firstLots = new Int32Array(supply.kitTypes);
    this.visitCount = schedule.windowStart.length;
    this.armCount = schedule.titration.start.length;
    this.levelCount = schedule.titration.levels;
    this.daysToExpiry = daysToExpiry(supply);
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
    this.firstStockOut = -1;
    this.waiting.fill(-1);
    this.waitingAt.fill(-1);
    this.isListed.fill(0);
    this.subjects.clear();
    for (const one of this.model.present) {
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
    const isServed = this.dispense(id, visit, day, true);
    subjects.coming[id] = visit + 1;
    if (isServed) subjects.demandFrom[id] = visit + 1;
    else this.wait(id, visit, day);
    if (!isServed || !this.need.isForeseen(id, visit, day)) {
      this.night.markNeed(subjects.site[id] as number);
    }
    this.planVisit(id, day);
    this.replacedAfter[id] = this.drawReplacement();
    if (isServed) this.planReplacement(id, day);
  }

  /** Days after which the kits of a visit must be replaced; 0 for never. Drawn for every visit, served or not, so that supply changes no chance. */
  private drawReplacement(): number {
    const { replacement } = this.model.schedule;
    if (replacement === 0 || uniform(this.source) >= replacement) return 0;
    return 1 + Math.floor(uniform(this.source) * 7);
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
    if (!this.dispense(id, last, day, true)) this.missed++;
    this.night.markNeed(subjects.site[id] as number);
  }

  private kitsOf(id: number, visit: number): number {
    const { arm, dose } = this.subjects;
    const row = visit * this.armCount + (arm[id] as number);
    return row * this.levelCount + (dose[id] as number);
  }

  /** Gives all kits of a visit, or none; `isNew` tells the listener what was asked for and what lacked. */
  private dispense(id: number, visit: number, day: number, isNew: boolean): boolean {
    const { shelves, listener } = this;
    const { start, type, count } = this.kits;
    const site = this.subjects.site[id] as number;
    const list = this.kitsOf(id, visit);
    const from = start[list] as number;
    const end = start[list + 1] as number;
    const earliestExpiry = day + (this.daysToExpiry[site * this.visitCount + visit] as number);
    let isEnough = true;
    for (let i = from; i < end; i++) {
      const kind = type[i] as number;
      const wanted = count[i] as number;
      if (isNew) listener.demand(site, kind, wanted);
      const lot = shelves.firstUsable(site, kind, wanted, earliestExpiry);
      this.firstLots[i - from] = lot;
      if (lot >= 0) continue;
      isEnough = false;
      if (isNew) this.tellStockOut(site, kind, day);
    }
    if (!isEnough) return false;
    for (let i = from; i < end; i++) {
      const kind = type[i] as number;
      shelves.take(site, kind, count[i] as number, this.firstLots[i - from] as number, day);
    }
    this.night.noteTaken(site);
    return true;
  }

  private tellStockOut(site: number, type: number, day: number): void {
    if (this.firstStockOut < 0) this.firstStockOut = day;
    this.listener.stockOut(site, type, day);
  }

  private wait(id: number, visit: number, day: number): void {
    const { waitDays } = this.model.supply;
    if (waitDays === 0) {
      this.missed++;
      return;
    }
    const site = this.subjects.site[id] as number;
    this.waiting[id] = visit;
    const until = Math.min(day + waitDays, this.subjects.lastDay[id] as number) + 1;
    this.waitUntil[id] = until;
    this.deadlines.add(until, id);
    if (this.isListed[id] === 1) return;
    this.isListed[id] = 1;
    this.waitingNext[id] = this.waitingAt[site] as number;
    this.waitingAt[site] = id;
  }

  /** A shipment came: those who wait get their kits in any order, as far as they go. */
  serveWaiting(site: number, day: number): void {
    const { subjects } = this;
    let still = -1;
    let id = this.waitingAt[site] as number;
    while (id >= 0) {
      const next = this.waitingNext[id] as number;
      const visit = this.waiting[id] as number;
      this.isListed[id] = 0;
      if (visit >= 0 && this.dispense(id, visit, day, false)) {
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

/** What the rule takes off any day of expiry: the same on every day. */
const daysToExpiry = ({ sites, isBoundaryDayAllowed }: SupplyModel): Int32Array =>
  Int32Array.from(
    sites.flatMap(({ doNotDispense }) => doNotDispense),
    (doNotDays) => firstAllowedExpiry(0, doNotDays, isBoundaryDayAllowed),
  );
