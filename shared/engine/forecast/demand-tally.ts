import type { ForecastModel } from './model.ts';
import { weeksOf } from './week-columns.ts';

/** Numbers by kit type, site and week at most: more weeks are put together to stay below. */
const MOST_CELLS = 400_000;

/** Weeks that are counted together, so that the numbers stay few: one but for huge scenarios. */
export function weeksAPeriod({
  supply,
  horizon,
}: Pick<ForecastModel, 'supply' | 'horizon'>): number {
  const cells = supply.sites.length * supply.kitTypes;
  const periods = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, cells)));
  return Math.ceil(weeksOf(horizon) / periods);
}

/** Kits that visits asked for, over some replicates. */
export interface DemandSums {
  /** [(period · sites + site) · types + type]: sums over the replicates, and of the squares of each. */
  readonly kits: Float64Array;
  readonly squares: Float64Array;
  /** [site · types + type]: squares of the kits of each whole replicate. */
  readonly totalSquares: Float64Array;
}

export const noDemandOf = (cells: number, periods: number): DemandSums => ({
  kits: new Float64Array(cells * periods),
  squares: new Float64Array(cells * periods),
  totalSquares: new Float64Array(cells),
});

/** Adds up what visits ask for by site, kit type and period, with the squares that errors come from. */
export class DemandTally {
  /** By kit type, in the replicate that was finished last. */
  readonly wanted: Int32Array;
  private readonly kitTypes: number;
  private readonly cells: number;
  private readonly periods: number;
  private readonly weeksEach: number;
  /** [site · types + type]: in the period, and in the replicate. */
  private readonly now: Int32Array;
  private readonly all: Int32Array;
  private sums: DemandSums;
  /** Where the current period begins: its cells lie together, near each other in memory. */
  private base = 0;
  private weeksLeft = 0;

  constructor(model: Pick<ForecastModel, 'supply' | 'horizon'>) {
    const { kitTypes, sites } = model.supply;
    this.kitTypes = kitTypes;
    this.cells = sites.length * kitTypes;
    this.weeksEach = weeksAPeriod(model);
    this.periods = Math.ceil(weeksOf(model.horizon) / this.weeksEach);
    this.wanted = new Int32Array(kitTypes);
    this.now = new Int32Array(this.cells);
    this.all = new Int32Array(this.cells);
    this.sums = noDemandOf(this.cells, this.periods);
  }

  /** The next replicate begins. */
  restart(): void {
    this.wanted.fill(0);
    this.now.fill(0);
    this.all.fill(0);
    this.base = 0;
    this.weeksLeft = this.weeksEach;
  }

  add(site: number, kitType: number, kits: number): void {
    const cell = site * this.kitTypes + kitType;
    this.now[cell] = (this.now[cell] as number) + kits;
  }

  endWeek(): void {
    this.weeksLeft--;
    if (this.weeksLeft === 0) this.endPeriod();
  }

  /** In one sweep: visits of all sites in turn would reach for memory far apart. */
  private endPeriod(): void {
    const { now, all, base } = this;
    const { kits: sums, squares } = this.sums;
    for (let cell = 0; cell < now.length; cell++) {
      const kits = now[cell] as number;
      if (kits === 0) continue;
      const place = base + cell;
      now[cell] = 0;
      all[cell] = (all[cell] as number) + kits;
      sums[place] = (sums[place] as number) + kits;
      squares[place] = (squares[place] as number) + kits * kits;
    }
    this.weeksLeft = this.weeksEach;
    this.base += this.cells;
  }

  /** The replicate is over: its totals count. */
  finish(): void {
    if (this.weeksLeft < this.weeksEach) this.endPeriod();
    const { all, wanted, kitTypes } = this;
    const { totalSquares } = this.sums;
    for (let cell = 0; cell < all.length; cell++) {
      const kits = all[cell] as number;
      const type = cell % kitTypes;
      wanted[type] = (wanted[type] as number) + kits;
      totalSquares[cell] = (totalSquares[cell] as number) + kits * kits;
    }
  }

  /** Gives the sums so far away and begins new ones. */
  take(): DemandSums {
    const { sums } = this;
    this.sums = noDemandOf(this.cells, this.periods);
    return sums;
  }
}
