import { Xoshiro } from '../prng/simulation/xoshiro.ts';
import type { ArmDraw } from './arm-draw.ts';
import { DayQueue } from './day-queue.ts';
import { Dispensing } from './dispensing.ts';
import type { VisitListener } from './dispensing.ts';
import { ExpectedNeed } from './expected-need.ts';
import { lotDaysOf } from './lot-days.ts';
import type { LotDay } from './lot-days.ts';
import type { ForecastModel, SupplySite } from './model.ts';
import { NightRun } from './night-run.ts';
import { Shelves } from './shelves.ts';
import { SiteArrivals } from './site-arrivals.ts';
import { SubjectLives } from './subject-lives.ts';
import { Subjects } from './subjects.ts';
import { LEFT_AT_DEPOTS, LEFT_AT_SITES } from './tally.ts';
import { Transports } from './transports.ts';
import { Ways } from './ways.ts';

/** Separate streams, so that scenarios that differ in supply alone meet the same subjects and visits. */
const RECRUITMENT_STREAM = 40;
const DEMAND_STREAM = 41;
const SUPPLY_STREAM = 42;

/** What a replicate tells while it is played. */
export interface PlayListener extends VisitListener {
  /** The end of a week, or of the forecast. */
  week(week: number): void;
}

/** One replicate of recruitment, visits and supply after the other, day by day. One a thread. */
export class Play {
  readonly arrivals: SiteArrivals;
  readonly shelves: Shelves;
  readonly dispensing: Dispensing;
  readonly lives: SubjectLives;
  readonly transports: Transports;
  readonly night: NightRun;
  randomized = 0;
  private readonly model: ForecastModel;
  private readonly arms: ArmDraw;
  private readonly listener: PlayListener;
  private readonly recruitment = new Xoshiro();
  private readonly demand = new Xoshiro();
  private readonly supply = new Xoshiro();
  private readonly openings: DayQueue;
  /** Lots by the day on which they are released, expire, or cease to count. */
  private readonly lotDays: readonly (readonly LotDay[])[];
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
    this.transports = new Transports(model, this.shelves);
    const { shelves, transports, demand: source } = this;
    const subjects = new Subjects(schedule, room, sites);
    const need = new ExpectedNeed(model, subjects, ratio);
    const ways = new Ways(model);
    this.night = new NightRun(model, { shelves, subjects, transports, need, ways });
    this.dispensing = new Dispensing(model, shelves, listener);
    const { night, dispensing } = this;
    this.lives = new SubjectLives(model, { dispensing, subjects, need, night, source });
    this.openings = new DayQueue(horizon, sites);
    this.lotDays = lotDaysOf(model);
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
      this.lives.visit(day);
      if (day % 7 === 6 || day === horizon - 1) this.listener.week(week++);
    }
    this.close();
  }

  private restart(seed: number, replicate: number): void {
    this.recruitment.startReplicate(seed, replicate, RECRUITMENT_STREAM);
    this.demand.startReplicate(seed, replicate, DEMAND_STREAM);
    this.supply.startReplicate(seed, replicate, SUPPLY_STREAM);
    this.randomized = 0;
    this.arrivals.draw(this.recruitment);
    this.arms.restart(this.recruitment);
    this.shelves.restart();
    this.transports.restart();
    this.night.restart();
    this.openings.clear();
    this.planOpenings();
    this.lives.restart();
    if (this.model.recruitment.target === 0) this.night.endRecruitment();
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
    this.lives.endWaits(day);
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
      if (this.model.supply.waitDays > 0) this.lives.serveWaiting(site, day);
    }
  }

  private randomize(day: number, from: number): number {
    const { arrivals, night } = this;
    let at = from;
    while (at < arrivals.count && (arrivals.time[at] as number) < day + 1) {
      const site = arrivals.site[at] as number;
      this.lives.enrol(site, this.arms.draw(this.recruitment, site), day);
      this.randomized++;
      at++;
    }
    if (at === this.model.recruitment.target && night.isRecruiting) night.endRecruitment();
    return at;
  }

  /** Counts what is left. */
  private close(): void {
    const { shelves } = this;
    this.transports.close();
    for (let type = 0; type < shelves.kitTypes; type++) {
      shelves.count(type, LEFT_AT_SITES, shelves.atSites(type));
    }
    shelves.atDepots.forEach((kits, cell) =>
      shelves.count(cell % shelves.kitTypes, LEFT_AT_DEPOTS, kits),
    );
    this.lives.close();
  }
}

function sitesWithSubjects({ present, supply }: ForecastModel): Uint8Array {
  const has = new Uint8Array(supply.sites.length);
  for (const { site } of present) has[site] = 1;
  return has;
}
