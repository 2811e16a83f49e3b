import type { ForecastModel } from './model.ts';
import { periodsOf } from './demand-totals.ts';
import { rowLength } from './tally.ts';
import type { WeekColumns } from './week-columns.ts';
import { weeksOf } from './week-columns.ts';

/** What some replicates gave; numbers add up over chunks in their order. */
export interface ForecastChunk {
  readonly replicates: number;
  /** [replicate · row + measure or fate] */
  readonly rows: Float64Array;
  /** [(replicate · width + column) · weeks + week] */
  readonly weeks: Int32Array;
  /** [(period · sites + site) · types + type]: kits that visits asked for, in periods of `weeksAPeriod`. */
  readonly demand: Int32Array;
  /** [site · weeks + week]: replicates in which a visit of that week found too few kits. */
  readonly stockOuts: Int32Array;
  /** Pairs of (site · types + type, day): the first stock-out of each replicate. */
  readonly firsts: Int32Array;
  /** By lot: kits expired, their squares, replicates with any. */
  readonly lotExpired: Float64Array;
  readonly lotSquares: Float64Array;
  readonly lotAny: Int32Array;
  /** By site and type: kits expired there and their squares. */
  readonly siteExpired: Float64Array;
  readonly siteSquares: Float64Array;
  /** By number of subjects: sites that randomized so many. */
  readonly sitesByCount: Int32Array;
  readonly sitesByCountSquares: Float64Array;
  /** Replicates that did not reach their target within the horizon. */
  readonly unfinished: number;
}

/** A chunk that is being filled. */
export type OpenChunk = { -readonly [K in keyof ForecastChunk]: ForecastChunk[K] };

/** Room for so many replicates of a model. */
export function emptyChunk(
  model: ForecastModel,
  columns: WeekColumns,
  replicates: number,
): OpenChunk {
  const { supply, recruitment, horizon } = model;
  const sites = supply.sites.length;
  const cells = sites * supply.kitTypes;
  const weeks = weeksOf(horizon);
  return {
    replicates,
    rows: new Float64Array(replicates * rowLength(supply.kitTypes)),
    weeks: new Int32Array(replicates * weeks * columns.width),
    demand: new Int32Array(cells * periodsOf(model)),
    stockOuts: new Int32Array(sites * weeks),
    firsts: new Int32Array(0),
    lotExpired: new Float64Array(supply.lots.length),
    lotSquares: new Float64Array(supply.lots.length),
    lotAny: new Int32Array(supply.lots.length),
    siteExpired: new Float64Array(cells),
    siteSquares: new Float64Array(cells),
    sitesByCount: new Int32Array(recruitment.target + 1),
    sitesByCountSquares: new Float64Array(recruitment.target + 1),
    unfinished: 0,
  };
}
