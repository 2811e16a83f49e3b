import { periodsOf } from './demand-totals.ts';
import type { ForecastModel } from './model.ts';
import { rowLength } from './tally.ts';
import { weekColumns, weeksOf } from './week-columns.ts';
import type { WeekColumns } from './week-columns.ts';

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

/** A chunk of the right form without anything in it. */
export function emptyChunk(
  model: ForecastModel,
  columns: WeekColumns,
  replicates: number,
): ForecastChunk {
  const { supply, recruitment } = model;
  const weeks = weeksOf(model.horizon);
  const sites = supply.sites.length;
  const cells = sites * supply.kitTypes;
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

/** Whether something has the form of so many replicates of a model: it may come from another machine. */
export function isChunkOf(
  model: ForecastModel,
  focus: readonly number[],
  replicates: number,
  found: unknown,
): found is ForecastChunk {
  if (typeof found !== 'object' || found === null) return false;
  const { supply } = model;
  const columns = weekColumns(supply.kitTypes, supply.depots, focus.length);
  const empty = emptyChunk(model, columns, replicates);
  const chunk = found as ForecastChunk;
  const names = Object.keys(empty) as (keyof ForecastChunk)[];
  const isLikeIt = names.every((name) =>
    name === 'firsts' ? chunk.firsts instanceof Int32Array : isLike(chunk[name], empty[name]),
  );
  return (
    isLikeIt &&
    Object.keys(found).length === names.length &&
    chunk.replicates === replicates &&
    chunk.unfinished >= 0 &&
    chunk.unfinished <= replicates &&
    areFirsts(chunk.firsts, supply.sites.length * supply.kitTypes, replicates)
  );
}

type Part = ForecastChunk[keyof ForecastChunk];

/** The same kind of array of the same length, or a whole number like the other. */
const isLike = (found: Part, like: Part): boolean =>
  typeof like === 'number'
    ? Number.isSafeInteger(found)
    : typeof found === 'object' &&
      found.constructor === like.constructor &&
      found.length === like.length;

/** Cells of sites and types, each at most once in a replicate, with days. */
function areFirsts(firsts: Int32Array, cells: number, replicates: number): boolean {
  if (firsts.length % 2 !== 0 || firsts.length > 2 * cells * replicates) return false;
  for (let i = 0; i < firsts.length; i += 2) {
    const cell = firsts[i] as number;
    if (cell < 0 || cell >= cells || (firsts[i + 1] as number) < 0) return false;
  }
  return true;
}
