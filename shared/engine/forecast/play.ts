import { Xoshiro, uniform } from '../prng/simulation/xoshiro.ts';
import type { ArmDraw } from './arm-draw.ts';
import { DayQueue } from './day-queue.ts';
import { ExpectedNeed } from './expected-need.ts';
import type { ForecastModel, LotModel, SupplySite } from './model.ts';
import { NightRun } from './night-run.ts';
import { Shelves } from './shelves.ts';
import { SiteArrivals } from './site-arrivals.ts';
import { Subjects } from './subjects.ts';
import { LEFT_AT_DEPOTS, LEFT_AT_SITES } from './tally.ts';
import { Transports } from './transports.ts';
import { Ways } from './ways.ts';

/** Separate streams, so that scenarios that differ in supply alone meet the same subjects and visits. */
const RECRUITMENT_STREAM = 40;
const DEMAND_STREAM = 41;
const SUPPLY_STREAM = 42;

/** What a replicate tells while it is played. */
export interface PlayListener {
  /** A visit found too few kits of a type. */
  stockOut(site: number, kitType: number, day: number): void;
  /** A visit of the current week asked for kits. */
  demand(site: number, kitType: number, kits: number): void;
  /** The end of a week, or of the forecast. */
  week(week: number): void;
}

/** One replicate of recruitment, visits and supply after the other, day by day. One a thread. */
export class Play {
  readonly arrivals: SiteArrivals;
  readonly shelves: Shelves;
  readonly subjects: Subjects;
  readonly transports: Transports;
  readonly night: NightRun;
  randomized = 0;
  visits = 0;
  missed = 0;
  delayed = 0;
  firstStockOut = -1;
  private readonly model: ForecastModel;
  private readonly need: ExpectedNeed;
  private readonly arms: ArmDraw;
  private readonly listener: PlayListener;
  /** Kits of each visit, arm and dose level. */
  private readonly kits: KitLists;
  /** Of the list that is being dispensed. */
  private readonly firstLots: Int32Array;
  private readonly visitCount: number;
  private readonly armCount: number;
  private readonly levelCount: number;
  /** [site · visits + visit] */
  private readonly doNotDispense: Int32Array;
  private readonly recruitment = new Xoshiro();
  private readonly demand = new Xoshiro();
  private readonly supply = new Xoshiro();
  private readonly comings: DayQueue;
  private readonly replacements: DayQueue;
  private readonly openings: DayQueue;
  private readonly deadlines: DayQueue;
  /** Lots by the day on which they are released, expire, or cease to count. */
  private readonly lotDays: readonly (readonly LotDay[])[];
  /** Visit that waits for kits, by subject; -1 for none. */
  private readonly waiting: Int32Array;
  private readonly waitUntil: Int32Array;
  /** Those who wait at a site, as a list in which those served otherwise are still found. */
  private readonly waitingNext: Int32Array;
  private readonly waitingAt: Int32Array;
  private readonly isListed: Uint8Array;
  private readonly hasPresent: Uint8Array;

  constructor(
    model: ForecastModel,
    arms: ArmDraw,
    ratio: readonly number[],
    listener: PlayListener,
  ) {
    const { supply, horizon, schedule } = model;
    const sites = supply.sites.length;
    const room = model.present.length + model.recruitment.target;
    this.model = model;
    this.arms = arms;
    this.listener = listener;
    this.arrivals = new SiteArrivals(model.recruitment, horizon);
    this.shelves = new Shelves(supply);
    this.subjects = new Subjects(schedule, room, sites);
    this.transports = new Transports(model, this.shelves);
    this.need = new ExpectedNeed(model, this.subjects, ratio);
    const { shelves, subjects, transports, need } = this;
    const ways = new Ways(model);
    this.night = new NightRun(model, { shelves, subjects, transports, need, ways });
    this.kits = kitListsOf(schedule.kits.flat(2));
    this.firstLots = new Int32Array(supply.kitTypes);
    this.visitCount = schedule.windowStart.length;
    this.armCount = schedule.titration.start.length;
    this.levelCount = schedule.titration.levels;
    this.doNotDispense = Int32Array.from(supply.sites.flatMap((site) => site.doNotDispense));
    this.comings = new DayQueue(horizon, room);
    this.replacements = new DayQueue(horizon, 64);
    this.openings = new DayQueue(horizon, sites);
    this.deadlines = new DayQueue(horizon, 64);
    this.lotDays = lotDaysOf(model);
    this.waiting = new Int32Array(room);
    this.waitingNext = new Int32Array(room);
    this.waitUntil = new Int32Array(room);
    this.waitingAt = new Int32Array(sites);
    this.isListed = new Uint8Array(room);
    this.hasPresent = sitesWithSubjects(model);
  }

  /** Plays replicate r of a seed: the same numbers give the same replicate, whatever was played before. */
  run(seed: number, replicate: number): void {
    this.restart(seed, replicate);
    const { horizon } = this.model;
    let coming = 0;
    let week = 0;
    for (let day = 0; day < horizon; day++) {
      this.midnight(day);
      this.night.run(day, this.supply);
      this.receive(day);
      coming = this.randomize(day, coming);
      this.visit(day);
      if (day % 7 === 6 || day === horizon - 1) this.listener.week(week++);
    }
    this.close();
  }

  private restart(seed: number, replicate: number): void {
    this.recruitment.startReplicate(seed, replicate, RECRUITMENT_STREAM);
    this.demand.startReplicate(seed, replicate, DEMAND_STREAM);
    this.supply.startReplicate(seed, replicate, SUPPLY_STREAM);
    for (const queue of [this.comings, this.replacements, this.openings, this.deadlines]) {
      queue.clear();
    }
    this.randomized = 0;
    this.visits = 0;
    this.missed = 0;
    this.delayed = 0;
    this.firstStockOut = -1;
    this.waiting.fill(-1);
    this.waitingAt.fill(-1);
    this.isListed.fill(0);
    this.arrivals.draw(this.recruitment);
    this.arms.restart(this.recruitment);
    this.subjects.clear();
    this.shelves.restart();
    this.transports.restart();
    this.night.restart();
    this.planOpenings();
    for (const one of this.model.present) {
      this.planVisit(this.subjects.addPresent(one, this.demand), 0);
    }
    if (this.model.recruitment.target === 0) this.endRecruitment();
  }

  private planOpenings(): void {
    const { supply, recruitment } = this.model;
    const firstScreened = new Float64Array(supply.sites.length).fill(Infinity);
    for (let j = this.arrivals.count - 1; j >= 0; j--) {
      const site = this.arrivals.site[j] as number;
      firstScreened[site] = (this.arrivals.time[j] as number) - recruitment.screeningDays;
    }
    supply.sites.forEach(({ suppliedDaysBefore, initialOn }: SupplySite, site) => {
      const activation = (this.arrivals.activation[site] as number) - suppliedDaysBefore;
      const isLater = initialOn === 'first-screened' && this.hasPresent[site] === 0;
      const from = isLater ? Math.max(activation, firstScreened[site] as number) : activation;
      if (from < this.model.horizon) this.openings.add(Math.max(0, Math.floor(from)), site);
    });
  }

  /** What changes without anybody doing anything: lots come, end and cease to count, sites open. */
  private midnight(day: number): void {
    const { shelves, night } = this;
    for (const { lot, kind, kits, sites } of this.lotDays[day] as readonly LotDay[]) {
      if (kind === 'expiry') shelves.expire(lot);
      else if (kind === 'count') this.stopCounting(lot, sites);
      else {
        shelves.release(lot, kits);
        night.markStarved();
      }
    }
    for (let site = this.openings.take(day); site >= 0; site = this.openings.take(day)) {
      night.isOpen[site] = 1;
      night.mark(site);
    }
    for (let id = this.deadlines.take(day); id >= 0; id = this.deadlines.take(day)) {
      if (this.waitUntil[id] === day) this.giveUp(id);
    }
  }

  private stopCounting(lot: number, sites: readonly number[]): void {
    const { shelves, night } = this;
    const type = shelves.lotType[lot] as number;
    for (const site of sites) {
      const cell = site * shelves.lots + lot;
      const kits = (shelves.stock[cell] as number) + (shelves.transit[cell] as number);
      if (kits === 0) continue;
      const place = site * shelves.kitTypes + type;
      shelves.available[place] = (shelves.available[place] as number) - kits;
      night.mark(site);
    }
  }

  private receive(day: number): void {
    const { transports, night } = this;
    for (;;) {
      const site = transports.arrive(day, this.supply);
      if (site < 0) return;
      if (transports.isOtherwise || night.wasSupplied[site] === 0) night.mark(site);
      night.wasSupplied[site] = 1;
      if (this.model.supply.waitDays > 0) this.serveWaiting(site, day);
    }
  }

  private randomize(day: number, from: number): number {
    const { arrivals, subjects, night } = this;
    let at = from;
    while (at < arrivals.count && (arrivals.time[at] as number) < day + 1) {
      const site = arrivals.site[at] as number;
      const arm = this.arms.draw(this.recruitment, site);
      this.planVisit(subjects.enrol(site, arm, day, this.demand), day);
      night.markNeed(site);
      this.randomized++;
      at++;
    }
    if (at === this.model.recruitment.target && night.isRecruiting) this.endRecruitment();
    return at;
  }

  private endRecruitment(): void {
    this.night.isRecruiting = false;
    for (let site = 0; site < this.subjects.active.length; site++) this.closeIfDone(site);
  }

  private closeIfDone(site: number): void {
    const { night } = this;
    if (!this.model.supply.closesSites || night.isRecruiting) return;
    if (this.subjects.active[site] !== 0 || night.isClosed[site] === 1) return;
    night.isClosed[site] = 1;
    night.mark(site);
  }

  /** Draws the next visit of a subject, or its end. */
  private planVisit(id: number, today: number): void {
    const { subjects } = this;
    const day = subjects.drawVisit(id, today, this.demand);
    if (day >= 0) {
      this.comings.add(day, id);
      return;
    }
    const isDone = (subjects.coming[id] as number) >= this.model.schedule.windowStart.length;
    const lastDay = subjects.lastDay[id] as number;
    if (isDone || lastDay <= today) this.leave(id);
    else this.comings.add(lastDay + 1, -2 - id);
  }

  private leave(id: number): void {
    if (this.waiting[id] !== -1) return;
    this.subjects.leave(id);
    this.closeIfDone(this.subjects.site[id] as number);
  }

  private visit(day: number): void {
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
    if (this.waiting[id] !== -1) this.giveUp(id);
    subjects.titrate(id, visit, this.demand);
    const isServed = this.dispense(id, visit, day, true);
    subjects.coming[id] = visit + 1;
    if (isServed) subjects.demandFrom[id] = visit + 1;
    else this.wait(id, visit, day);
    if (!isServed || !this.need.isForeseen(id, visit, day)) {
      this.night.markNeed(subjects.site[id] as number);
    }
    this.planVisit(id, day);
    this.planReplacement(id, day);
  }

  private planReplacement(id: number, day: number): void {
    const { replacement } = this.model.schedule;
    if (replacement === 0 || uniform(this.demand) >= replacement) return;
    this.replacements.add(day + 1 + Math.floor(uniform(this.demand) * 7), id);
  }

  /** The kits of the last visit once more. */
  private replace(id: number, day: number): void {
    const { subjects } = this;
    const last = (subjects.demandFrom[id] as number) - 1;
    if (subjects.isGone[id] === 1 || last < 0) return;
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
    const doNotDays = this.doNotDispense[site * this.visitCount + visit] as number;
    let isEnough = true;
    for (let i = from; i < end; i++) {
      const kind = type[i] as number;
      const wanted = count[i] as number;
      if (isNew) listener.demand(site, kind, wanted);
      const lot = shelves.firstUsable(site, kind, wanted, doNotDays, day);
      this.firstLots[i - from] = lot;
      if (lot >= 0) continue;
      isEnough = false;
      if (isNew) this.tellStockOut(site, kind, day);
    }
    if (!isEnough) return false;
    for (let i = from; i < end; i++) {
      const kind = type[i] as number;
      shelves.take(site, kind, count[i] as number, this.firstLots[i - from] as number, day);
      this.night.noteTaken(site, kind);
    }
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
    this.waitUntil[id] = day + waitDays + 1;
    this.deadlines.add(day + waitDays + 1, id);
    if (this.isListed[id] === 1) return;
    this.isListed[id] = 1;
    this.waitingNext[id] = this.waitingAt[site] as number;
    this.waitingAt[site] = id;
  }

  /** A shipment came: those who wait get their kits in any order, as far as they go. */
  private serveWaiting(site: number, day: number): void {
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
        this.night.markNeed(site);
        this.leaveIfDone(id);
      } else if (visit >= 0) {
        this.isListed[id] = 1;
        this.waitingNext[id] = still;
        still = id;
      }
      id = next;
    }
    this.waitingAt[site] = still;
  }

  private giveUp(id: number): void {
    if (this.waiting[id] === -1) return;
    this.waiting[id] = -1;
    this.missed++;
    this.leaveIfDone(id);
  }

  private leaveIfDone(id: number): void {
    const visits = this.model.schedule.windowStart.length;
    if ((this.subjects.coming[id] as number) >= visits) this.leave(id);
  }

  /** Counts what is left, and those who still wait as missed. */
  private close(): void {
    const { shelves } = this;
    this.transports.close();
    for (let type = 0; type < shelves.kitTypes; type++) {
      shelves.count(type, LEFT_AT_SITES, shelves.atSites[type] as number);
    }
    shelves.atDepots.forEach((kits, cell) =>
      shelves.count(cell % shelves.kitTypes, LEFT_AT_DEPOTS, kits),
    );
    for (let id = 0; id < this.subjects.size; id++) if (this.waiting[id] !== -1) this.missed++;
  }
}

/** Kits wanted, as lists of types and counts: list i is start[i] .. start[i + 1]. */
interface KitLists {
  readonly start: Int32Array;
  readonly type: Int32Array;
  readonly count: Int32Array;
}

/** Lists without the types of which none is wanted. */
function kitListsOf(rows: readonly (readonly number[])[]): KitLists {
  const wanted = rows.map((row) =>
    row.flatMap((count, type) => (count === 0 ? [] : [{ count, type }])),
  );
  const start = new Int32Array(rows.length + 1);
  wanted.forEach((list, i) => (start[i + 1] = (start[i] as number) + list.length));
  return {
    start,
    type: Int32Array.from(wanted.flat(), ({ type }) => type),
    count: Int32Array.from(wanted.flat(), ({ count }) => count),
  };
}

function sitesWithSubjects({ present, supply }: ForecastModel): Uint8Array {
  const has = new Uint8Array(supply.sites.length);
  for (const { site } of present) has[site] = 1;
  return has;
}

/** Something that happens to a lot on its own. */
interface LotDay {
  readonly lot: number;
  readonly kind: 'release' | 'expiry' | 'count';
  readonly kits: number;
  /** Where kits cease to count. */
  readonly sites: readonly number[];
}

function lotDaysOf({ horizon, supply }: ForecastModel): readonly (readonly LotDay[])[] {
  const days = Array.from({ length: horizon }, (): LotDay[] => []);
  const add = (day: number, what: LotDay): void => {
    if (day < horizon) days[Math.max(0, day)]?.push(what);
  };
  const byDays = new Map<number, number[]>();
  supply.sites.forEach(({ doNotCount }, site) => {
    byDays.set(doNotCount, [...(byDays.get(doNotCount) ?? []), site]);
  });
  supply.lots.forEach(({ kits, releaseDay, expiryDay }: LotModel, lot) => {
    add(releaseDay, { lot, kind: 'release', kits, sites: [] });
    for (const [doNotCount, sites] of byDays) {
      const last = expiryDay - doNotCount - (supply.isBoundaryDayAllowed ? 0 : 1);
      if (last >= 0) add(last + 1, { lot, kind: 'count', kits: 0, sites });
    }
    add(Math.max(expiryDay + 1, releaseDay), { lot, kind: 'expiry', kits: 0, sites: [] });
  });
  return days;
}
