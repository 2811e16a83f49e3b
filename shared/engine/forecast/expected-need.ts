import {
  type DemandPlan,
  averageKits,
  daysUntilVisit,
  milliKits,
  newSubjectDemand,
  stayProbability,
} from '../supply/resupply/demand.ts';
import type { ForecastModel, ScheduleModel, SupplySite } from './model.ts';
import type { Subjects } from './subjects.ts';

/** Nights that are looked ahead for the next order of a site whose need is predicted. */
const LOOK_AHEAD = 32;
const NEVER = 0x3fffffff;

/** Kits by visit, arm and type as the rule expects them: the mean over dose levels. */
export function expectedKits(schedule: ScheduleModel): readonly (readonly (readonly number[])[])[] {
  const { titration } = schedule;
  const shares = titration.start.map((start) => [...start]);
  return schedule.kits.map((byArm, visit) =>
    byArm.map((byDose, arm) => {
      const now = shares[arm] as number[];
      if (titration.isTitrated[visit] === true) shares[arm] = step(now, titration.steps[arm] ?? []);
      const share = shares[arm] as number[];
      const types = byDose[0]?.length ?? 0;
      return Array.from({ length: types }, (_, type) =>
        byDose.reduce((sum, kits, dose) => sum + (share[dose] ?? 0) * (kits[type] ?? 0), 0),
      );
    }),
  );
}

const step = (shares: readonly number[], chain: readonly (readonly number[])[]): number[] =>
  shares.map((_, to) => shares.reduce((sum, p, from) => sum + p * (chain[from]?.[to] ?? 0), 0));

/**
 * What the predictive rule expects sites to need, in thousandths of a kit: the calculation of a living study
 * (`subjectDemand`, `newSubjectDemand`) for all kit types of a site at once.
 */
export class ExpectedNeed {
  /** By kit type, after `reckon`. */
  readonly triggerMilli: Float64Array;
  readonly resupplyMilli: Float64Array;
  private readonly schedule: ScheduleModel;
  private readonly subjects: Subjects;
  private readonly sites: readonly SupplySite[];
  private readonly kitTypes: number;
  private readonly visits: number;
  /** Kits of each visit by [arm · visits + visit]; the last arm is the average of all. */
  private readonly kits: KitLists;
  private readonly averageArm: number;
  /** Sites of which all types are predicted from the arms of their subjects, one by one. */
  private readonly isOwnNeed: Uint8Array;
  /** [arm · visits + visit]: what is dispensed is what was expected, whatever the dose. */
  private readonly isCertain: Uint8Array;
  /** By visit: the first day on which its window or that of any later visit begins. */
  private readonly soonest: Int32Array;
  /** By site, days of the windows by type, and the longest of them. */
  private readonly triggerDays: Int32Array;
  private readonly resupplyDays: Int32Array;
  private readonly longest: Int32Array;
  private readonly hasPredicted: Uint8Array;
  /** By site and type: those to come while recruitment goes on. */
  private readonly newTrigger: Float64Array;
  private readonly newResupply: Float64Array;
  private readonly stay: readonly Float64Array[];
  /** [night ahead · types + type], and the nights from 1 on in which anything enters, a bit each. */
  private readonly enteringTrigger: Float64Array;
  private readonly enteringResupply: Float64Array;
  private nights = 0;
  /** The first night beyond those in which anything may enter. */
  private beyond = NEVER;

  constructor(model: ForecastModel, subjects: Subjects, ratio: readonly number[]) {
    const { schedule, supply } = model;
    const cells = supply.sites.length * supply.kitTypes;
    this.schedule = schedule;
    this.subjects = subjects;
    this.sites = supply.sites;
    this.kitTypes = supply.kitTypes;
    this.visits = schedule.windowStart.length;
    this.averageArm = ratio.length;
    this.triggerMilli = new Float64Array(supply.kitTypes);
    this.resupplyMilli = new Float64Array(supply.kitTypes);
    this.triggerDays = new Int32Array(cells);
    this.resupplyDays = new Int32Array(cells);
    this.longest = new Int32Array(supply.sites.length);
    this.hasPredicted = Uint8Array.from(supply.sites, ({ lines }) =>
      lines.some(({ levels }) => levels.kind === 'predictive') ? 1 : 0,
    );
    this.newTrigger = new Float64Array(cells);
    this.newResupply = new Float64Array(cells);
    this.enteringTrigger = new Float64Array((LOOK_AHEAD + 1) * supply.kitTypes);
    this.enteringResupply = new Float64Array((LOOK_AHEAD + 1) * supply.kitTypes);
    const plan = { ...schedule, ratio, kits: expectedKits(schedule) };
    this.kits = kitLists(plan, this.visits, supply.kitTypes);
    this.soonest = soonestStarts(schedule.windowStart);
    this.isOwnNeed = Uint8Array.from(supply.sites, (site) => (hasOwnNeed(site) ? 1 : 0));
    this.isCertain = certainVisits(plan.kits, schedule.kits);
    this.stay = this.fillSites(plan);
  }

  private fillSites(plan: Omit<DemandPlan, 'dropoutPerDay'>): readonly Float64Array[] {
    const byHazard = new Map<number, Float64Array>();
    return this.sites.map(({ lines, newSubjectsPerDay, dropoutPerDay }, site) => {
      lines.forEach(({ levels }, type) => {
        if (levels.kind === 'min-max') return;
        const cell = site * this.kitTypes + type;
        const leaving = { ...plan, dropoutPerDay };
        const { triggerDays, resupplyDays } = levels;
        this.triggerDays[cell] = triggerDays;
        this.resupplyDays[cell] = resupplyDays;
        this.newTrigger[cell] = newSubjectDemand(leaving, newSubjectsPerDay, type, triggerDays);
        this.newResupply[cell] = newSubjectDemand(leaving, newSubjectsPerDay, type, resupplyDays);
        this.longest[site] = Math.max(this.longest[site] as number, resupplyDays);
      });
      const known = byHazard.get(dropoutPerDay);
      const stay =
        known ??
        Float64Array.from({ length: 1001 }, (_, days) => stayProbability(dropoutPerDay, days));
      byHazard.set(dropoutPerDay, stay);
      return stay;
    });
  }

  /** Whether any kit type of a site is ordered by prediction, be it over no days at all: then its buffer stands. */
  isPredicted(site: number): boolean {
    return this.hasPredicted[site] === 1;
  }

  /**
   * Whether a visit that got its kits today took as much from the expected need as from the stock: then a night on
   * which the site could order comes no sooner than was planned.
   */
  isForeseen(id: number, visit: number, today: number): boolean {
    const { site, arm, randomizedDay } = this.subjects;
    if (this.isOwnNeed[site[id] as number] === 0) return false;
    if (this.isCertain[(arm[id] as number) * this.visits + visit] === 0) return false;
    return today <= (randomizedDay[id] as number) + (this.schedule.windowEnd[visit] as number);
  }

  /** Fills both windows for all types of a site; `today` is the first day that counts. */
  reckon(site: number, today: number, isRecruiting: boolean): void {
    this.beginWithNew(site, isRecruiting);
    this.forgetEntering();
    const { first, next } = this.subjects;
    for (let id = first[site] as number; id >= 0; id = next[id] as number) {
      this.addSubject(site, id, today);
    }
  }

  private rowOf(site: number, id: number): number {
    const isOwn = (this.sites[site] as SupplySite).demandOf === 'own-arm';
    const arm = isOwn ? (this.subjects.arm[id] as number) : this.averageArm;
    return arm * this.visits;
  }

  /** All visits of a subject that are not over and begin in a window or will within the nights looked ahead. */
  private addSubject(site: number, id: number, today: number): void {
    const { subjects, soonest } = this;
    const { windowStart, windowEnd } = this.schedule;
    const begin = (subjects.randomizedDay[id] as number) - today;
    const row = this.rowOf(site, id);
    const farthest = LOOK_AHEAD - 1 + (this.longest[site] as number);
    for (let visit = subjects.demandFrom[id] as number; visit < this.visits; visit++) {
      const next = begin + (soonest[visit] as number);
      if (next > farthest) {
        this.beyond = Math.min(this.beyond, next - farthest + LOOK_AHEAD);
        return;
      }
      const start = begin + (windowStart[visit] as number);
      const end = begin + (windowEnd[visit] as number);
      if (end >= 0 && start <= farthest) this.addVisit(site, row + visit, start, end);
    }
  }

  /** A visit whose window is the days `start` .. `end` from today. */
  private addVisit(site: number, list: number, start: number, end: number): void {
    const { triggerMilli, resupplyMilli, kits } = this;
    const wait = daysUntilVisit(start, end, 0, this.longest[site] as number);
    const probability = wait < 0 ? 0 : ((this.stay[site] as Float64Array)[wait] as number);
    const base = site * this.kitTypes;
    const stop = kits.start[list + 1] as number;
    for (let i = kits.start[list] as number; i < stop; i++) {
      const type = kits.type[i] as number;
      const resupplyDays = this.resupplyDays[base + type] as number;
      if (resupplyDays === 0) continue;
      const triggerDays = this.triggerDays[base + type] as number;
      if (wait >= 0 && wait < resupplyDays) {
        const milli = milliKits(kits.count[i] as number, probability);
        resupplyMilli[type] = (resupplyMilli[type] as number) + milli;
        if (wait < triggerDays) triggerMilli[type] = (triggerMilli[type] as number) + milli;
      }
      const most = kits.milli[i] as number;
      this.enter(this.enteringResupply, start - resupplyDays + 1, type, most);
      if (triggerDays > 0) this.enter(this.enteringTrigger, start - triggerDays + 1, type, most);
    }
  }

  /** Notes the night on which kits enter a window, as if their subject would stay. */
  private enter(column: Float64Array, night: number, type: number, milli: number): void {
    if (night > LOOK_AHEAD) {
      if (night < this.beyond) this.beyond = night;
      return;
    }
    const ahead = night > 0 ? night : 0;
    if (ahead > 0) this.nights |= 1 << (ahead - 1);
    const place = ahead * this.kitTypes + type;
    column[place] = (column[place] as number) + milli;
  }

  private forgetEntering(): void {
    this.beyond = NEVER;
    this.forgetNight(0);
    while (this.nights !== 0) this.forgetNight(this.takeNight());
  }

  private forgetNight(ahead: number): void {
    const row = ahead * this.kitTypes;
    for (let place = row; place < row + this.kitTypes; place++) {
      this.enteringTrigger[place] = 0;
      this.enteringResupply[place] = 0;
    }
  }

  /** The first night of those noted, which it forgets. */
  private takeNight(): number {
    const lowest = this.nights & -this.nights;
    this.nights ^= lowest;
    return 32 - Math.clz32(lowest);
  }

  /**
   * The first night after today on which the site that was reckoned last could order if nothing happens before, or
   * the first that is too far ahead to tell. By an upper bound of what both windows will hold, which `couldOrder`
   * finds in the columns of this object.
   */
  nextNight(site: number, today: number, isRecruiting: boolean, couldOrder: () => boolean): number {
    this.beginWithNew(site, isRecruiting);
    this.addEntering(0);
    // What has changed by the first night must be tried as well, since the bound is above today's figures.
    this.nights |= 1;
    let night = this.beyond;
    while (this.nights !== 0) {
      const ahead = this.takeNight();
      if (night === this.beyond) {
        this.addEntering(ahead);
        if (couldOrder()) night = ahead;
      }
      this.forgetNight(ahead);
    }
    return today + night;
  }

  private addEntering(ahead: number): void {
    const { triggerMilli, resupplyMilli, enteringTrigger, enteringResupply } = this;
    const row = ahead * this.kitTypes;
    for (let type = 0; type < this.kitTypes; type++) {
      triggerMilli[type] = (triggerMilli[type] as number) + (enteringTrigger[row + type] as number);
      resupplyMilli[type] =
        (resupplyMilli[type] as number) + (enteringResupply[row + type] as number);
    }
  }

  /** Those yet to come, as far as recruitment goes on. */
  private beginWithNew(site: number, isRecruiting: boolean): void {
    const base = site * this.kitTypes;
    for (let type = 0; type < this.kitTypes; type++) {
      this.triggerMilli[type] = isRecruiting ? (this.newTrigger[base + type] as number) : 0;
      this.resupplyMilli[type] = isRecruiting ? (this.newResupply[base + type] as number) : 0;
    }
  }
}

const hasOwnNeed = ({ rule, demandOf, lines }: SupplySite): boolean =>
  rule.pooling === 'by-type' &&
  demandOf === 'own-arm' &&
  lines.every(({ levels }) => levels.kind === 'predictive' && levels.triggerDays > 0);

function certainVisits(
  expected: readonly (readonly (readonly number[])[])[],
  kits: ScheduleModel['kits'],
): Uint8Array {
  const arms = kits[0]?.length ?? 0;
  return Uint8Array.from({ length: arms * kits.length }, (_, at) => {
    const arm = Math.floor(at / kits.length);
    const visit = at % kits.length;
    const mean = expected[visit]?.[arm];
    const isSame = (one: readonly number[]): boolean =>
      one.every((count, type) => count === mean?.[type]);
    return kits[visit]?.[arm]?.every(isSame) === true ? 1 : 0;
  });
}

/** The least of each start and all after it. */
function soonestStarts(windowStart: readonly number[]): Int32Array {
  const soonest = Int32Array.from(windowStart);
  for (let visit = soonest.length - 2; visit >= 0; visit--) {
    soonest[visit] = Math.min(soonest[visit] as number, soonest[visit + 1] as number);
  }
  return soonest;
}

/** Lists of kit types with their expected kits: list i is start[i] .. start[i + 1]; `milli` are those of somebody sure to come. */
interface KitLists {
  readonly start: Int32Array;
  readonly type: Int32Array;
  readonly count: Float64Array;
  readonly milli: Float64Array;
}

/** Kits of each arm and visit, and of the average of the arms last; types of which none is expected are left out. */
function kitLists(
  plan: Pick<DemandPlan, 'ratio' | 'kits'>,
  visits: number,
  kitTypes: number,
): KitLists {
  const arms = plan.ratio.length;
  const average = { ...plan, windowStart: [], windowEnd: [], dropoutPerDay: 0 };
  const kitsAt = (arm: number, visit: number, type: number): number =>
    arm === arms ? averageKits(average, visit, type) : (plan.kits[visit]?.[arm]?.[type] ?? 0);
  const lists = Array.from({ length: (arms + 1) * visits }, (_, list) =>
    Array.from({ length: kitTypes }, (_unused, type) => ({
      type,
      kits: kitsAt(Math.floor(list / visits), list % visits, type),
    })).filter(({ kits }) => kits !== 0),
  );
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, i) => (start[i + 1] = (start[i] as number) + list.length));
  const count = Float64Array.from(lists.flat(), ({ kits }) => kits);
  return {
    start,
    type: Int32Array.from(lists.flat(), ({ type }) => type),
    count,
    milli: count.map((kits) => milliKits(kits, 1)),
  };
}
