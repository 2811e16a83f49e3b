import { GrowingInts } from '../randomization/compiled/growing.ts';
import { emptyChunk } from './chunk-shape.ts';
import type { ForecastChunk } from './chunk-shape.ts';
import { weeksAPeriod } from './demand-totals.ts';
import type { ForecastModel } from './model.ts';
import type { NeedPlay } from './need-play.ts';
import type { Play, PlayListener } from './play.ts';
import { writeRow } from './replicate-row.ts';
import { FATES, USED, rowLength } from './tally.ts';
import { weekColumns, weeksOf } from './week-columns.ts';
import type { WeekColumns } from './week-columns.ts';

/** A chunk that is being filled. */
type OpenChunk = { -readonly [K in keyof ForecastChunk]: ForecastChunk[K] };

/** Packs what replicates tell while they are played, and what they leave, into a chunk. */
export class ChunkWriter implements PlayListener {
  private readonly model: ForecastModel;
  /** Sites whose stock is followed by week. */
  private readonly focus: readonly number[];
  private readonly columns: WeekColumns;
  private readonly weeks: number;
  private readonly weeksAPeriod: number;
  /** By kit type: what visits of the replicate ask for. */
  private readonly wanted: Int32Array;
  /** Where the demand of the current period begins: its cells lie together, near each other in memory. */
  private periodAt = 0;
  private readonly randomizedAt: Int32Array;
  /** By number of subjects: sites of the replicate. */
  private readonly sitesNow: Int32Array;
  private chunk!: OpenChunk;
  private firsts = new GrowingInts();
  private readonly hadFirst: Int32Array;
  private readonly hadWeek: Int32Array;
  private stamp = 0;
  private index = 0;
  private play!: Play;

  constructor(model: ForecastModel, focus: readonly number[]) {
    const { supply, horizon, recruitment } = model;
    const sites = supply.sites.length;
    this.model = model;
    this.focus = focus;
    this.columns = weekColumns(supply.kitTypes, supply.depots, focus.length);
    this.weeks = weeksOf(horizon);
    this.weeksAPeriod = weeksAPeriod(model);
    this.wanted = new Int32Array(supply.kitTypes);
    this.randomizedAt = new Int32Array(sites);
    this.sitesNow = new Int32Array(recruitment.target + 1);
    this.hadFirst = new Int32Array(sites * supply.kitTypes);
    this.hadWeek = new Int32Array(sites * this.weeks);
  }

  /** A new chunk for so many replicates of a play. */
  open(play: Play, replicates: number): void {
    this.play = play;
    this.chunk = emptyChunk(this.model, this.columns, replicates);
    this.firsts = new GrowingInts();
  }

  close(): ForecastChunk {
    this.chunk.firsts = this.firsts.toArray();
    return this.chunk;
  }

  /** The replicate of that index in the chunk is about to be played. */
  begin(index: number): void {
    this.index = index;
    this.stamp++;
    this.wanted.fill(0);
    this.periodAt = 0;
  }

  stockOut(site: number, kitType: number, day: number): void {
    const cell = site * this.wanted.length + kitType;
    if (this.hadFirst[cell] !== this.stamp) {
      this.hadFirst[cell] = this.stamp;
      this.firsts.push(cell);
      this.firsts.push(day);
    }
    const week = site * this.weeks + Math.floor(day / 7);
    if (this.hadWeek[week] === this.stamp) return;
    this.hadWeek[week] = this.stamp;
    this.chunk.stockOuts[week] = (this.chunk.stockOuts[week] as number) + 1;
  }

  demand(site: number, kitType: number, kits: number): void {
    const { demand } = this.chunk;
    const cell = this.periodAt + site * this.wanted.length + kitType;
    demand[cell] = (demand[cell] as number) + kits;
    this.wanted[kitType] = (this.wanted[kitType] as number) + kits;
  }

  /** Columns in their order, each a row of weeks further on. */
  week(week: number): void {
    const { play, weeks: step } = this;
    const { shelves } = play;
    const { kitTypes, depots } = this.model.supply;
    const target = this.chunk.weeks;
    const cells = depots * kitTypes;
    if ((week + 1) % this.weeksAPeriod === 0) {
      this.periodAt += this.model.supply.sites.length * kitTypes;
    }
    let at = this.index * this.columns.width * step + week;
    target[at] = play.randomized;
    for (let t = 0; t < kitTypes; t++)
      target[(at += step)] = shelves.fates[t * FATES + USED] as number;
    for (let t = 0; t < kitTypes; t++) target[(at += step)] = shelves.atSites(t);
    for (let c = 0; c < cells; c++) target[(at += step)] = shelves.atDepots[c] as number;
    for (let c = 0; c < cells; c++) target[(at += step)] = shelves.sent[c] as number;
    // Nothing is short unless `writeNeed` says so.
    at += cells * step;
    for (const site of this.focus) {
      for (let t = 0; t < kitTypes; t++) target[(at += step)] = shelves.onShelf(site, t);
    }
  }

  /** Puts what the depots would have been asked for, had they never lacked any, in place of what they sent. */
  writeNeed(need: NeedPlay): void {
    const { depots, kitTypes } = this.model.supply;
    const cells = depots * kitTypes;
    const { weeks } = this.chunk;
    const put = (column: number, week: number, value: number): void => {
      weeks[(this.index * this.columns.width + column) * this.weeks + week] = value;
    };
    for (let week = 0; week < this.weeks; week++) {
      for (let c = 0; c < cells; c++) {
        put(this.columns.asked(0, c), week, need.sent[week * cells + c] as number);
        put(this.columns.short(0, c), week, need.short[week * cells + c] as number);
      }
    }
  }

  /** The replicate has been played; `needed` are the kits needed of the depots, by type. */
  finish(needed: ArrayLike<number>): void {
    const { chunk, play, model, wanted } = this;
    const base = this.index * rowLength(wanted.length);
    writeRow(chunk.rows, base, play, model, { needed, wanted });
    addSquares(chunk.lotExpired, chunk.lotSquares, play.shelves.expiredOfLot, chunk.lotAny);
    addSquares(chunk.siteExpired, chunk.siteSquares, play.shelves.expiredAt, null);
    this.countSites();
    if (play.arrivals.count < model.recruitment.target) chunk.unfinished++;
  }

  private countSites(): void {
    const { arrivals } = this.play;
    const { sitesNow } = this;
    const { sitesByCount, sitesByCountSquares: squares } = this.chunk;
    this.randomizedAt.fill(0);
    for (let j = 0; j < arrivals.count; j++) {
      const site = arrivals.site[j] as number;
      this.randomizedAt[site] = (this.randomizedAt[site] as number) + 1;
    }
    for (const count of this.randomizedAt) sitesNow[count] = (sitesNow[count] as number) + 1;
    for (const count of this.randomizedAt) {
      const sites = sitesNow[count] as number;
      sitesNow[count] = 0;
      sitesByCount[count] = (sitesByCount[count] as number) + sites;
      squares[count] = (squares[count] as number) + sites * sites;
    }
  }
}

/** Adds what a replicate has to the sums; `any` counts replicates that have some. */
function addSquares(
  sums: Float64Array,
  squares: Float64Array,
  values: Int32Array,
  any: Int32Array | null,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value === 0) continue;
    sums[i] = (sums[i] as number) + value;
    squares[i] = (squares[i] as number) + value * value;
    if (any !== null) any[i] = (any[i] as number) + 1;
  }
}
