import type { Refusal } from '../../base/refusal.ts';
import { type Result, ok } from '../../base/result.ts';
import { GrowingInts } from '../randomization/compiled/growing.ts';
import { prepareArmDraw } from './arm-draw.ts';
import type { ArmDraw } from './arm-draw.ts';
import { emptyChunk } from './chunk-shape.ts';
import type { ForecastChunk } from './chunk-shape.ts';
import { finishingTime } from './finishing.ts';
import type { ForecastModel, LotModel } from './model.ts';
import { NeedPlay } from './need-play.ts';
import { Play } from './play.ts';
import type { PlayListener } from './play.ts';
import {
  FATES,
  LOST,
  NEEDED,
  PACKAGED,
  SHIPPED,
  STUDY_MEASURES,
  USED,
  WANTED,
  fateAt,
  kitsUnaccounted,
  measureAt,
  rowLength,
} from './tally.ts';
import { weeksAPeriod } from './demand-totals.ts';
import { weekColumns, weeksOf } from './week-columns.ts';
import type { WeekColumns } from './week-columns.ts';

/** A forecast made ready to run chunks; one a thread. */
export class ForecastRunner implements PlayListener {
  private readonly model: ForecastModel;
  private readonly focus: readonly number[];
  private readonly columns: WeekColumns;
  private readonly play: Play;
  private readonly weeks: number;
  private readonly randomizedAt: Int32Array;
  /** By number of subjects: sites of the replicate. */
  private readonly sitesNow: Int32Array;
  /** By kit type: what visits of the replicate ask for. */
  private readonly wanted: Int32Array;
  private readonly weeksAPeriod: number;
  /** Where the demand of the current period begins: its cells lie together, near each other in memory. */
  private periodAt = 0;
  private readonly arms: ArmDraw;
  /** What replicates in which depots lack kits are asked for; made when the first one does. */
  private need: NeedPlay | null = null;
  private findsNeed = true;
  /** By kit type: what sites hold at the start. */
  private readonly held: readonly number[];
  private chunk!: { -readonly [K in keyof ForecastChunk]: ForecastChunk[K] };
  private firsts = new GrowingInts();
  private readonly hadFirst: Int32Array;
  private readonly hadWeek: Int32Array;
  private stamp = 0;
  private index = 0;

  private constructor(model: ForecastModel, focus: readonly number[], arms: ArmDraw) {
    const { supply, horizon } = model;
    const cells = supply.sites.length * supply.kitTypes;
    this.model = model;
    this.focus = focus;
    this.columns = weekColumns(supply.kitTypes, supply.depots, focus.length);
    this.weeks = weeksOf(horizon);
    this.randomizedAt = new Int32Array(supply.sites.length);
    this.arms = arms;
    this.held = heldAtStart(model);
    this.wanted = new Int32Array(supply.kitTypes);
    this.weeksAPeriod = weeksAPeriod(model);
    this.sitesNow = new Int32Array(model.recruitment.target + 1);
    this.hadFirst = new Int32Array(cells);
    this.hadWeek = new Int32Array(supply.sites.length * this.weeks);
    this.play = new Play(model, arms, model.randomization.ratio, this);
  }

  /**
   * Refuses a procedure that cannot be prepared. `focus` are sites whose stock is followed by week;
   * `looksEveryNight` checks that looking only at sites to which something happened changes nothing. Without
   * `findsNeed` a replicate in which depots lacked kits tells what they sent in place of what was needed of them.
   */
  static prepare(
    model: ForecastModel,
    focus: readonly number[] = [],
    {
      looksEveryNight = false,
      findsNeed = true,
    }: { readonly looksEveryNight?: boolean; readonly findsNeed?: boolean } = {},
  ): Result<ForecastRunner, Refusal> {
    const arms = prepareArmDraw(model.randomization, model.recruitment.target);
    if (!arms.ok) return arms;
    const runner = new ForecastRunner(model, focus, arms.value);
    runner.play.night.looksEveryNight = looksEveryNight;
    runner.findsNeed = findsNeed;
    return ok(runner);
  }

  /** Replicates first .. first + replicates − 1. Replicate r depends on (seed, r) only. */
  run(seed: number, first: number, replicates: number): ForecastChunk {
    this.chunk = emptyChunk(this.model, this.columns, replicates);
    this.firsts = new GrowingInts();
    for (this.index = 0; this.index < replicates; this.index++) {
      this.stamp++;
      this.wanted.fill(0);
      this.periodAt = 0;
      this.play.run(seed, first + this.index);
      if (this.findsNeed && this.play.night.wasShort) this.findNeed(seed, first + this.index);
      this.finishReplicate();
    }
    this.chunk.firsts = this.firsts.toArray();
    return this.chunk;
  }

  stockOut(site: number, kitType: number, day: number): void {
    const cell = site * this.model.supply.kitTypes + kitType;
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
    // Nothing is short unless `findNeed` says so.
    at += cells * step;
    for (const site of this.focus) {
      for (let t = 0; t < kitTypes; t++) target[(at += step)] = this.onShelf(site, t);
    }
  }

  /** Puts what the depots would have been asked for, had they never lacked any, in place of what they sent. */
  private findNeed(seed: number, replicate: number): void {
    const { depots, kitTypes } = this.model.supply;
    const cells = depots * kitTypes;
    const need = (this.need ??= new NeedPlay(this.model, this.arms, this.weeks));
    need.run(seed, replicate);
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

  private onShelf(site: number, type: number): number {
    const { shelves } = this.play;
    let kits = 0;
    const end = shelves.lotStart[type + 1] as number;
    for (let lot = shelves.lotStart[type] as number; lot < end; lot++) {
      kits += shelves.stock[site * shelves.lots + lot] as number;
    }
    return kits;
  }

  private finishReplicate(): void {
    const { chunk, play } = this;
    const { kitTypes } = this.model.supply;
    const base = this.index * rowLength(kitTypes);
    this.writeStudyMeasures(base);
    for (let type = 0; type < kitTypes; type++) {
      for (let fate = 0; fate < FATES; fate++) {
        chunk.rows[base + fateAt(type, fate)] = play.shelves.fates[type * FATES + fate] as number;
      }
      chunk.rows[base + fateAt(type, NEEDED)] = this.neededOf(type);
      chunk.rows[base + fateAt(type, WANTED)] = this.wanted[type] as number;
    }
    if (kitsUnaccounted(chunk.rows, kitTypes, base + STUDY_MEASURES).some((kits) => kits !== 0)) {
      throw new Error('kits of a simulated study do not add up');
    }
    this.addSquares(chunk.lotExpired, chunk.lotSquares, play.shelves.expiredOfLot, chunk.lotAny);
    this.addSquares(chunk.siteExpired, chunk.siteSquares, play.shelves.expiredAt, null);
    this.countSites();
    if (play.arrivals.count < this.model.recruitment.target) chunk.unfinished++;
  }

  private neededOf(type: number): number {
    const { night, shelves } = this.play;
    const sent =
      night.wasShort && this.need !== null
        ? this.need.shipped(type)
        : (shelves.fates[type * FATES + SHIPPED] as number);
    return (this.held[type] as number) + sent;
  }

  private writeStudyMeasures(base: number): void {
    const { play } = this;
    const { rows } = this.chunk;
    const { arrivals, transports, lives, dispensing } = play;
    const { horizon, recruitment } = this.model;
    const kits = this.costOfKits();
    const destruction = this.costOfDestruction();
    const values = {
      days: Math.min(finishingTime(arrivals, recruitment.target), horizon),
      randomized: arrivals.count,
      screened: arrivals.screened,
      visits: lives.visits,
      missed: lives.missed,
      delayed: lives.delayed,
      overtaken: lives.overtaken,
      stockOut: dispensing.firstStockOut >= 0 ? 1 : 0,
      firstStockOut: dispensing.firstStockOut,
      shipments: transports.shipments,
      lostShipments: transports.lostShipments,
      cost: kits + transports.cost + destruction,
      costOfKits: kits,
      costOfShipments: transports.cost,
      costOfDestruction: destruction,
    };
    for (const [name, value] of Object.entries(values)) {
      rows[base + measureAt(name as keyof typeof values)] = value;
    }
  }

  private costOfKits(): number {
    const { costs } = this.model.supply;
    const { fates } = this.play.shelves;
    return costs.kit.reduce(
      (sum, cost, type) => sum + cost * (fates[type * FATES + PACKAGED] as number),
      0,
    );
  }

  /** Every kit that was packaged and neither used nor lost must be destroyed in the end. */
  private costOfDestruction(): number {
    const { costs } = this.model.supply;
    const { fates } = this.play.shelves;
    let kits = 0;
    for (let type = 0; type < costs.kit.length; type++) {
      const from = type * FATES;
      const gone = (fates[from + USED] as number) + (fates[from + LOST] as number);
      kits += (fates[from + PACKAGED] as number) - gone;
    }
    return kits * costs.destruction;
  }

  private addSquares(
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

/** Kits of each type that sites have or that are on the way to them. */
function heldAtStart({ supply }: ForecastModel): readonly number[] {
  const held = Array.from({ length: supply.kitTypes }, () => 0);
  for (const { stock, inTransit } of supply.sites) {
    for (const { lot, kits } of [...stock, ...inTransit]) {
      const { kitType } = supply.lots[lot] as LotModel;
      held[kitType] = (held[kitType] as number) + kits;
    }
  }
  return held;
}
