import { firstAllowedExpiry } from '../supply/kit-selection.ts';
import type { ScheduleModel, SupplyModel } from './model.ts';
import type { Shelves } from './shelves.ts';
import { wantedKits } from './wanted-kits.ts';
import type { WantedKits } from './wanted-kits.ts';

/** What visits tell while a replicate is played. */
export interface VisitListener {
  /** A visit found too few kits of a type. */
  stockOut(site: number, kitType: number, day: number): void;
  /** A visit of the current week asked for kits. */
  demand(site: number, kitType: number, kits: number): void;
}

/** Kits for visits from the shelf of their site: all that a visit wants, or none. */
export class Dispensing {
  /** Day of the first visit that found too few kits; -1 while there was none. */
  firstStockOut = -1;
  private readonly shelves: Shelves;
  private readonly listener: VisitListener;
  /** Kits of each visit, arm and dose level. */
  private readonly kits: WantedKits;
  /** Of the list that is being dispensed. */
  private readonly firstLots: Int32Array;
  private readonly visitCount: number;
  private readonly armCount: number;
  private readonly levelCount: number;
  /** [site · visits + visit]: days that a kit must still last when it is dispensed. */
  private readonly daysToExpiry: Int32Array;

  constructor(
    { supply, schedule }: { readonly supply: SupplyModel; readonly schedule: ScheduleModel },
    shelves: Shelves,
    listener: VisitListener,
  ) {
    this.shelves = shelves;
    this.listener = listener;
    this.kits = wantedKits(schedule.kits.flat(2));
    this.firstLots = new Int32Array(supply.kitTypes);
    this.visitCount = schedule.windowStart.length;
    this.armCount = schedule.titration.start.length;
    this.levelCount = schedule.titration.levels;
    this.daysToExpiry = daysToExpiry(supply);
  }

  restart(): void {
    this.firstStockOut = -1;
  }

  /** The list of kits that somebody gets at a visit. */
  listOf(visit: number, arm: number, dose: number): number {
    return (visit * this.armCount + arm) * this.levelCount + dose;
  }

  /** Gives the kits of a visit for the first time: the listener is told what was asked for and what lacked. */
  give(site: number, visit: number, list: number, day: number): boolean {
    const { listener, shelves } = this;
    const { start, type, count } = this.kits;
    const from = start[list] as number;
    const end = start[list + 1] as number;
    const earliestExpiry = day + (this.daysToExpiry[site * this.visitCount + visit] as number);
    let isEnough = true;
    for (let i = from; i < end; i++) {
      const kind = type[i] as number;
      const wanted = count[i] as number;
      listener.demand(site, kind, wanted);
      const lot = shelves.firstUsable(site, kind, wanted, earliestExpiry);
      this.firstLots[i - from] = lot;
      if (lot >= 0) continue;
      isEnough = false;
      this.tellStockOut(site, kind, day);
    }
    if (isEnough) this.take(site, from, end, day);
    return isEnough;
  }

  /** Gives them to somebody who has waited, if they are there now. */
  giveLater(site: number, visit: number, list: number, day: number): boolean {
    const { start, type, count } = this.kits;
    const from = start[list] as number;
    const end = start[list + 1] as number;
    const earliestExpiry = day + (this.daysToExpiry[site * this.visitCount + visit] as number);
    for (let i = from; i < end; i++) {
      const [kind, wanted] = [type[i] as number, count[i] as number];
      const lot = this.shelves.firstUsable(site, kind, wanted, earliestExpiry);
      if (lot < 0) return false;
      this.firstLots[i - from] = lot;
    }
    this.take(site, from, end, day);
    return true;
  }

  private take(site: number, from: number, end: number, day: number): void {
    const { shelves, firstLots } = this;
    const { type, count } = this.kits;
    for (let i = from; i < end; i++) {
      const lot = firstLots[i - from] as number;
      shelves.take(site, type[i] as number, count[i] as number, lot, day);
    }
  }

  private tellStockOut(site: number, type: number, day: number): void {
    if (this.firstStockOut < 0) this.firstStockOut = day;
    this.listener.stockOut(site, type, day);
  }
}

/** What the rule takes off any day of expiry: the same on every day. */
const daysToExpiry = ({ sites, isBoundaryDayAllowed }: SupplyModel): Int32Array =>
  Int32Array.from(
    sites.flatMap(({ doNotDispense }) => doNotDispense),
    (doNotDays) => firstAllowedExpiry(0, doNotDays, isBoundaryDayAllowed),
  );
