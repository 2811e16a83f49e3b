import type { ForecastModel } from './model.ts';
import { weeksOf } from './week-columns.ts';

/** Numbers by kit type, site and week at most: more weeks are put together to stay below. */
const MOST_CELLS = 400_000;

type Size = Pick<ForecastModel, 'supply' | 'horizon'>;

/** Weeks that are counted together, so that the numbers stay few: one but for huge scenarios. */
export function weeksAPeriod({ supply, horizon }: Size): number {
  const cells = supply.sites.length * supply.kitTypes;
  const periods = Math.max(1, Math.floor(MOST_CELLS / Math.max(1, cells)));
  return Math.ceil(weeksOf(horizon) / periods);
}

export const periodsOf = (size: Size): number =>
  Math.ceil(weeksOf(size.horizon) / weeksAPeriod(size));

/** A mean over the replicates with its Monte-Carlo standard error. */
interface MeanError {
  readonly mean: number;
  readonly error: number;
}

/**
 * Kits that visits ask for by site, kit type and period. Errors come from chunks as batches, so that replicates need
 * not be told apart: the variance of a replicate is Σ nᵢ(mᵢ − m)² / (K − 1) over K batches of nᵢ and means mᵢ.
 */
export class DemandTotals {
  readonly periods: number;
  private readonly cells: number;
  private readonly kitTypes: number;
  /** [(period · sites + site) · types + type]: sums, and sums of Tᵢ²/nᵢ over the batches. */
  private readonly kits: Float64Array;
  private readonly squares: Float64Array;
  /** [site · types + type]: the same of all periods together. */
  private readonly allKits: Float64Array;
  private readonly allSquares: Float64Array;
  private readonly ofChunk: Float64Array;
  private replicates = 0;
  private batches = 0;

  constructor(size: Size) {
    const { sites, kitTypes } = size.supply;
    this.periods = periodsOf(size);
    this.cells = sites.length * kitTypes;
    this.kitTypes = kitTypes;
    this.kits = new Float64Array(this.cells * this.periods);
    this.squares = new Float64Array(this.cells * this.periods);
    this.allKits = new Float64Array(this.cells);
    this.allSquares = new Float64Array(this.cells);
    this.ofChunk = new Float64Array(this.cells);
  }

  /** Sums of one chunk, laid out as `kits`. */
  add(demand: Int32Array, replicates: number): void {
    const { kits, squares, ofChunk, cells } = this;
    this.replicates += replicates;
    this.batches++;
    ofChunk.fill(0);
    for (let base = 0; base < demand.length; base += cells) {
      for (let cell = 0; cell < cells; cell++) {
        const value = demand[base + cell] as number;
        kits[base + cell] = (kits[base + cell] as number) + value;
        squares[base + cell] = (squares[base + cell] as number) + (value * value) / replicates;
        ofChunk[cell] = (ofChunk[cell] as number) + value;
      }
    }
    for (let cell = 0; cell < cells; cell++) {
      const value = ofChunk[cell] as number;
      this.allKits[cell] = (this.allKits[cell] as number) + value;
      this.allSquares[cell] = (this.allSquares[cell] as number) + (value * value) / replicates;
    }
  }

  /** [period]: mean kits that visits of a site ask for. */
  byPeriod(site: number, kitType: number): readonly MeanError[] {
    const cell = site * this.kitTypes + kitType;
    return Array.from({ length: this.periods }, (_, period) => {
      const at = period * this.cells + cell;
      return this.meanOf(this.kits[at] as number, this.squares[at] as number);
    });
  }

  /** Mean kits that visits of a site ask for until the end. */
  inAll(site: number, kitType: number): MeanError {
    const cell = site * this.kitTypes + kitType;
    return this.meanOf(this.allKits[cell] as number, this.allSquares[cell] as number);
  }

  private meanOf(sum: number, squares: number): MeanError {
    const n = this.replicates;
    if (n === 0) return { mean: 0, error: 0 };
    const mean = sum / n;
    if (this.batches < 2) return { mean, error: 0 };
    const variance = Math.max(0, squares - n * mean * mean) / (this.batches - 1);
    return { mean, error: Math.sqrt(variance / n) };
  }
}
