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
  /** [(arm · visits + visit) · types + type]; the last arm is the average of all. */
  private readonly kits: Float64Array;
  private readonly averageArm: number;
  /** By site, days of the windows by type, and the longest of them. */
  private readonly triggerDays: Int32Array;
  private readonly resupplyDays: Int32Array;
  private readonly longest: Int32Array;
  /** By site and type: those to come while recruitment goes on. */
  private readonly newTrigger: Float64Array;
  private readonly newResupply: Float64Array;
  private readonly stay: readonly Float64Array[];
  /** [night ahead · types + type], and whether anything enters in a night. */
  private readonly enteringTrigger: Float64Array;
  private readonly enteringResupply: Float64Array;
  private readonly hasEntering = new Uint8Array(LOOK_AHEAD + 1);

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
    this.newTrigger = new Float64Array(cells);
    this.newResupply = new Float64Array(cells);
    this.enteringTrigger = new Float64Array((LOOK_AHEAD + 1) * supply.kitTypes);
    this.enteringResupply = new Float64Array((LOOK_AHEAD + 1) * supply.kitTypes);
    const plan = { ...schedule, ratio, kits: expectedKits(schedule) };
    this.kits = flatKits(plan, this.visits, supply.kitTypes);
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

  /** Whether any kit type of a site is ordered by prediction. */
  isPredicted(site: number): boolean {
    return (this.longest[site] as number) > 0;
  }

  /** Fills both windows for all types of a site; `today` is the first day that counts. */
  reckon(site: number, today: number, isRecruiting: boolean): void {
    this.beginWithNew(site, isRecruiting);
    const { first, next, isGone } = this.subjects;
    for (let id = first[site] as number; id >= 0; id = next[id] as number) {
      if (isGone[id] === 0) this.addSubject(site, id, today);
    }
  }

  private rowOf(site: number, id: number): number {
    const isOwn = (this.sites[site] as SupplySite).demandOf === 'own-arm';
    const arm = isOwn ? (this.subjects.arm[id] as number) : this.averageArm;
    return arm * this.visits;
  }

  private addSubject(site: number, id: number, today: number): void {
    const { windowStart, windowEnd } = this.schedule;
    const begin = this.subjects.randomizedDay[id] as number;
    const row = this.rowOf(site, id);
    const longest = this.longest[site] as number;
    const stay = this.stay[site] as Float64Array;
    const from = this.subjects.demandFrom[id] as number;
    for (let visit = from; visit < this.visits; visit++) {
      const start = begin + (windowStart[visit] as number);
      const wait = daysUntilVisit(start, begin + (windowEnd[visit] as number), today, longest);
      if (wait < 0) continue;
      const cell = (row + visit) * this.kitTypes;
      const probability = stay[wait] as number;
      for (let type = 0; type < this.kitTypes; type++) {
        const kits = this.kits[cell + type] as number;
        if (kits === 0) continue;
        const milli = milliKits(kits, probability);
        const place = site * this.kitTypes + type;
        if (wait < (this.triggerDays[place] as number)) this.addTo(this.triggerMilli, type, milli);
        if (wait < (this.resupplyDays[place] as number))
          this.addTo(this.resupplyMilli, type, milli);
      }
    }
  }

  private addTo(column: Float64Array, type: number, milli: number): void {
    column[type] = (column[type] as number) + milli;
  }

  /**
   * The first night after today on which the site could order if nothing happens before; `LOOK_AHEAD` nights at
   * most. By an upper bound of what both windows will hold, which `couldOrder` finds in the columns of this object.
   */
  nextNight(site: number, today: number, isRecruiting: boolean, couldOrder: () => boolean): number {
    this.enteringTrigger.fill(0);
    this.enteringResupply.fill(0);
    this.hasEntering.fill(0);
    this.collectEntering(site, today);
    this.beginWithNew(site, isRecruiting);
    for (let ahead = 0; ahead <= LOOK_AHEAD; ahead++) {
      // What has changed by the first night must be tried as well, since the bound is above today's figures.
      if (this.hasEntering[ahead] === 0 && ahead !== 1) continue;
      const row = ahead * this.kitTypes;
      for (let type = 0; type < this.kitTypes; type++) {
        this.addTo(this.triggerMilli, type, this.enteringTrigger[row + type] as number);
        this.addTo(this.resupplyMilli, type, this.enteringResupply[row + type] as number);
      }
      if (ahead > 0 && couldOrder()) return today + ahead;
    }
    return today + LOOK_AHEAD;
  }

  /** Those yet to come, as far as recruitment goes on. */
  private beginWithNew(site: number, isRecruiting: boolean): void {
    const base = site * this.kitTypes;
    for (let type = 0; type < this.kitTypes; type++) {
      this.triggerMilli[type] = isRecruiting ? (this.newTrigger[base + type] as number) : 0;
      this.resupplyMilli[type] = isRecruiting ? (this.newResupply[base + type] as number) : 0;
    }
  }

  /** Kits of each coming visit by the night on which it enters a window, as if all would stay. */
  private collectEntering(site: number, today: number): void {
    const { windowStart, windowEnd } = this.schedule;
    const { first, next, isGone, randomizedDay, demandFrom } = this.subjects;
    const farthest = today + LOOK_AHEAD + (this.longest[site] as number);
    for (let id = first[site] as number; id >= 0; id = next[id] as number) {
      if (isGone[id] === 1) continue;
      const row = this.rowOf(site, id);
      const begin = randomizedDay[id] as number;
      for (let visit = demandFrom[id] as number; visit < this.visits; visit++) {
        if (begin + (windowEnd[visit] as number) < today) continue;
        const start = begin + (windowStart[visit] as number);
        if (start <= farthest) this.enter(site, row + visit, start - today);
      }
    }
  }

  /** One visit that starts in `wait` days. */
  private enter(site: number, kitRow: number, wait: number): void {
    for (let type = 0; type < this.kitTypes; type++) {
      const kits = this.kits[kitRow * this.kitTypes + type] as number;
      if (kits === 0) continue;
      const place = site * this.kitTypes + type;
      const milli = milliKits(kits, 1);
      this.enterWindow(this.enteringTrigger, this.triggerDays[place] as number, wait, type, milli);
      this.enterWindow(
        this.enteringResupply,
        this.resupplyDays[place] as number,
        wait,
        type,
        milli,
      );
    }
  }

  private enterWindow(
    column: Float64Array,
    days: number,
    wait: number,
    type: number,
    milli: number,
  ): void {
    const ahead = wait - days + 1 > 0 ? wait - days + 1 : 0;
    if (days === 0 || ahead > LOOK_AHEAD) return;
    this.addTo(column, ahead * this.kitTypes + type, milli);
    this.hasEntering[ahead] = 1;
  }
}

/** Kits of each arm, and of the average of the arms last, in one column. */
function flatKits(
  plan: Pick<DemandPlan, 'ratio' | 'kits'>,
  visits: number,
  kitTypes: number,
): Float64Array {
  const arms = plan.ratio.length;
  const flat = new Float64Array((arms + 1) * visits * kitTypes);
  const average = { ...plan, windowStart: [], windowEnd: [], dropoutPerDay: 0 };
  for (let visit = 0; visit < visits; visit++) {
    for (let type = 0; type < kitTypes; type++) {
      for (let arm = 0; arm < arms; arm++) {
        flat[(arm * visits + visit) * kitTypes + type] = plan.kits[visit]?.[arm]?.[type] ?? 0;
      }
      flat[(arms * visits + visit) * kitTypes + type] = averageKits(average, visit, type);
    }
  }
  return flat;
}
