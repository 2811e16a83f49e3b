import type { ForecastChunk } from './chunk-shape.ts';
import { DemandTotals, weeksAPeriod } from './demand-totals.ts';
import {
  type CensoredFigure,
  type Figure,
  FigureCollector,
  RatioCollector,
  type Share,
  censoredFigure,
  meanOf,
  shareOf,
} from './figure.ts';
import { finishingDay } from './finishing.ts';
import type { ForecastModel } from './model.ts';
import { PACKAGED, type StudyMeasure, USED, fateAt, measureAt, rowLength } from './tally.ts';
import { type WeekBand, WeekHistogram } from './week-bands.ts';
import { type WeekColumns, weekColumns, weeksOf } from './week-columns.ts';

/** First stock-out of one site and kit type. */
export interface StockOutRisk extends Share {
  readonly site: number;
  readonly kitType: number;
  /** Median day of the first one among the replicates that have one, to a week; null when none has. */
  readonly medianDay: number | null;
}

export interface MeanError {
  readonly mean: number;
  readonly error: number;
}

/** Adds chunks up, in chunk order. Memory does not grow with the replicates. */
export class ForecastTotals {
  replicates = 0;
  unfinished = 0;
  readonly columns: WeekColumns;
  readonly weeks: number;
  /** Weeks that demand is counted in together. */
  readonly weeksAPeriod: number;
  private readonly model: ForecastModel;
  private readonly figures: readonly FigureCollector[];
  private readonly series: readonly WeekHistogram[];
  private readonly demand: DemandTotals;
  private readonly finishing = new FigureCollector();
  private readonly missed = new RatioCollector();
  private readonly usedOf: readonly RatioCollector[];
  private readonly stockOuts: Float64Array;
  private readonly firstWeeks: Float64Array;
  private readonly lotExpired: Float64Array;
  private readonly lotSquares: Float64Array;
  private readonly lotAny: Float64Array;
  private readonly siteExpired: Float64Array;
  private readonly siteSquares: Float64Array;
  private readonly sitesByCount: Float64Array;
  private readonly sitesByCountSquares: Float64Array;
  /** By day: replicates in which recruitment was finished on it. */
  private readonly finishedOn: Float64Array;

  constructor(model: ForecastModel, focused = 0) {
    const { supply, horizon, recruitment } = model;
    const cells = supply.sites.length * supply.kitTypes;
    this.model = model;
    this.weeks = weeksOf(horizon);
    this.columns = weekColumns(supply.kitTypes, supply.depots, focused);
    this.figures = Array.from({ length: rowLength(supply.kitTypes) }, () => new FigureCollector());
    this.series = Array.from({ length: this.columns.width }, () => new WeekHistogram(this.weeks));
    this.weeksAPeriod = weeksAPeriod(model);
    this.demand = new DemandTotals(model);
    this.usedOf = Array.from({ length: supply.kitTypes }, () => new RatioCollector());
    this.stockOuts = new Float64Array(supply.sites.length * this.weeks);
    this.firstWeeks = new Float64Array(cells * this.weeks);
    this.lotExpired = new Float64Array(supply.lots.length);
    this.lotSquares = new Float64Array(supply.lots.length);
    this.lotAny = new Float64Array(supply.lots.length);
    this.siteExpired = new Float64Array(cells);
    this.siteSquares = new Float64Array(cells);
    this.sitesByCount = new Float64Array(recruitment.target + 1);
    this.sitesByCountSquares = new Float64Array(recruitment.target + 1);
    this.finishedOn = new Float64Array(horizon);
  }

  add(chunk: ForecastChunk): void {
    this.replicates += chunk.replicates;
    this.unfinished += chunk.unfinished;
    this.addRows(chunk);
    const { weeks } = this;
    const step = this.columns.width * weeks;
    this.series.forEach((one, column) =>
      one.add(chunk.weeks, column * weeks, step, chunk.replicates),
    );
    for (let i = 0; i < chunk.firsts.length; i += 2) {
      const week = Math.floor((chunk.firsts[i + 1] as number) / 7);
      const place = (chunk.firsts[i] as number) * this.weeks + week;
      this.firstWeeks[place] = (this.firstWeeks[place] as number) + 1;
    }
    this.demand.add(chunk.demand, chunk.replicates);
    addInts(this.stockOuts, chunk.stockOuts);
    addFloats(this.lotExpired, chunk.lotExpired);
    addFloats(this.lotSquares, chunk.lotSquares);
    addInts(this.lotAny, chunk.lotAny);
    addFloats(this.siteExpired, chunk.siteExpired);
    addFloats(this.siteSquares, chunk.siteSquares);
    addInts(this.sitesByCount, chunk.sitesByCount);
    addFloats(this.sitesByCountSquares, chunk.sitesByCountSquares);
  }

  private addRows(chunk: ForecastChunk): void {
    const length = rowLength(this.model.supply.kitTypes);
    const first = measureAt('firstStockOut');
    for (let r = 0; r < chunk.replicates; r++) {
      this.figures.forEach((figure, i) => {
        const value = chunk.rows[r * length + i] as number;
        if (i !== first || value >= 0) figure.add(value);
      });
      const row = chunk.rows.subarray(r * length, (r + 1) * length);
      this.addFinishing(row);
      this.addRatios(row);
    }
  }

  private addFinishing(row: Float64Array): void {
    if ((row[measureAt('randomized')] as number) < this.model.recruitment.target) return;
    const time = row[measureAt('days')] as number;
    const day = finishingDay(time);
    this.finishing.add(time);
    this.finishedOn[day] = (this.finishedOn[day] as number) + 1;
  }

  private addRatios(row: Float64Array): void {
    this.missed.add(row[measureAt('missed')] as number, row[measureAt('visits')] as number);
    this.usedOf.forEach((one, type) =>
      one.add(row[fateAt(type, USED)] as number, row[fateAt(type, PACKAGED)] as number),
    );
  }

  /** Days to the last randomization; replicates that do not finish count as later than any that does. */
  daysToFinish(): CensoredFigure {
    return censoredFigure(this.finishing, this.replicates);
  }

  /** Visits missed, as a share of all: of the means. */
  missedShare(): MeanError {
    return this.missed.ratio();
  }

  /** Kits used, as a share of those packaged: of the means. */
  usedShare(kitType: number): MeanError {
    return (this.usedOf[kitType] as RatioCollector).ratio();
  }

  measure(name: StudyMeasure): Figure {
    return (this.figures[measureAt(name)] as FigureCollector).figure();
  }

  /** Quantile of a measure at any share. */
  quantileOf(name: StudyMeasure, p: number): number {
    return (this.figures[measureAt(name)] as FigureCollector).quantile(p);
  }

  fate(kitType: number, fate: number): Figure {
    return (this.figures[fateAt(kitType, fate)] as FigureCollector).figure();
  }

  fateQuantile(kitType: number, fate: number, p: number): number {
    return (this.figures[fateAt(kitType, fate)] as FigureCollector).quantile(p);
  }

  /** Share of the replicates whose recruitment is finished by the end of a day, as `isFinishedBy` means it. */
  finishedBy(day: number): Share {
    const days = this.finishedOn.subarray(0, Math.max(0, day + 1));
    return shareOf(
      days.reduce((sum, one) => sum + one, 0),
      this.replicates,
    );
  }

  /** Share of the replicates in which some visit found too few kits. */
  stockOutShare(): Share {
    return shareOf(
      (this.figures[measureAt('firstStockOut')] as FigureCollector).count,
      this.replicates,
    );
  }

  band(column: number): WeekBand {
    return (this.series[column] as WeekHistogram).band();
  }

  histogram(column: number): WeekHistogram {
    return this.series[column] as WeekHistogram;
  }

  stockOutRisks(): readonly StockOutRisk[] {
    const { kitTypes, sites } = this.model.supply;
    return sites.flatMap((_, site) =>
      Array.from({ length: kitTypes }, (_unused, kitType) => this.riskAt(site, kitType)),
    );
  }

  private riskAt(site: number, kitType: number): StockOutRisk {
    const base = (site * this.model.supply.kitTypes + kitType) * this.weeks;
    const weeks = this.firstWeeks.subarray(base, base + this.weeks);
    const count = weeks.reduce((sum, one) => sum + one, 0);
    let below = 0;
    const median = weeks.findIndex((one) => (below += one) >= count / 2 && count > 0);
    const medianDay = median < 0 ? null : median * 7;
    return { site, kitType, ...shareOf(count, this.replicates), medianDay };
  }

  /** [site][week]: share of the replicates in which a visit of that week found too few kits. */
  heat(): readonly (readonly number[])[] {
    return this.model.supply.sites.map((_, site) =>
      Array.from(
        this.stockOuts.subarray(site * this.weeks, (site + 1) * this.weeks),
        (count) => count / this.replicates,
      ),
    );
  }

  /** [period]: mean kits that visits of a site ask for. */
  demandOf(site: number, kitType: number): readonly MeanError[] {
    return this.demand.byPeriod(site, kitType);
  }

  /** Mean kits that visits of a site ask for until the end. */
  demandAt(site: number, kitType: number): MeanError {
    return this.demand.inAll(site, kitType);
  }

  /** Mean kits of a type that visits ask for, at all sites together. */
  totalDemand(kitType: number): number {
    return this.model.supply.sites.reduce(
      (sum, _, site) => sum + this.demandAt(site, kitType).mean,
      0,
    );
  }

  lotRisk(lot: number): { readonly expired: MeanError; readonly any: Share } {
    const n = this.replicates;
    return {
      expired: meanOf(this.lotExpired[lot] as number, this.lotSquares[lot] as number, n),
      any: shareOf(this.lotAny[lot] as number, n),
    };
  }

  expiredAt(site: number, kitType: number): MeanError {
    const cell = site * this.model.supply.kitTypes + kitType;
    const n = this.replicates;
    return meanOf(this.siteExpired[cell] as number, this.siteSquares[cell] as number, n);
  }

  /** Mean number of sites with 0, 1, 2 … subjects. */
  sitesWith(): readonly MeanError[] {
    const end = this.sitesByCount.findLastIndex((count) => count > 0) + 1;
    return Array.from(this.sitesByCount.slice(0, end), (sum, count) =>
      meanOf(sum, this.sitesByCountSquares[count] as number, this.replicates),
    );
  }
}

/** Two functions alike: one that adds both kinds of numbers is several times slower with each. */
function addFloats(sums: Float64Array, more: Float64Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (more[i] as number);
}

function addInts(sums: Float64Array, more: Int32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] as number) + (more[i] as number);
}
