import { type LeapTable, compileLeaps } from '../compiled/leap-table.ts';
import type { Walk } from '../compiled/walk.ts';

/** A walk cut into leaps: as many full ones as fit, and one shorter one for the rest. */
export interface LeapPlan {
  readonly walk: Walk;
  readonly main: LeapTable;
  readonly mainLeaps: number;
  readonly last: LeapTable | null;
  /** Steps done after each leap. */
  readonly stepsAfter: Int32Array;
  /** Nodes that a replicate can stand on after each leap: first[leap] .. end[leap]. */
  readonly first: Int32Array;
  readonly end: Int32Array;
  /** Where the visits of each leap begin, less `first`. */
  readonly offset: Int32Array;
  readonly visitCount: number;
}

interface Range {
  readonly first: number;
  readonly end: number;
}

function rangeAfterStep(walk: Walk, { first, end }: Range): Range {
  let low = walk.nodeCount;
  let high = -1;
  const lastOutcome = walk.outcomeStart[end] as number;
  for (let o = walk.outcomeStart[first] as number; o < lastOutcome; o++) {
    const target = walk.outcomeTarget[o] as number;
    if (target < low) low = target;
    if (target > high) high = target;
  }
  return { first: low, end: high + 1 };
}

/** Integers of visits beyond which the plain procedure is simulated instead. */
const MAX_VISITS = 1 << 26;

/** Null when the walk cannot be compiled into leaps. */
export function planLeaps(walk: Walk): LeapPlan | null {
  const main = compileLeaps(walk);
  if (main === null) return null;
  const mainLeaps = Math.floor(walk.steps / main.stride);
  const rest = walk.steps - mainLeaps * main.stride;
  const last = rest === 0 ? null : compileLeaps(walk, rest);
  if (rest !== 0 && last?.stride !== rest) return null;
  const leaps = mainLeaps + (rest === 0 ? 0 : 1);
  const stepsAfter = Int32Array.from({ length: leaps }, (_, i) =>
    Math.min(walk.steps, (i + 1) * main.stride),
  );
  const first = new Int32Array(leaps);
  const end = new Int32Array(leaps);
  const offset = new Int32Array(leaps);
  let range: Range = { first: Math.min(...walk.initial), end: Math.max(...walk.initial) + 1 };
  let visitCount = 0;
  let step = 0;
  for (let i = 0; i < leaps; i++) {
    for (; step < (stepsAfter[i] as number); step++) range = rangeAfterStep(walk, range);
    first[i] = range.first;
    end[i] = range.end;
    offset[i] = visitCount - range.first;
    visitCount += range.end - range.first;
    if (visitCount > MAX_VISITS) return null;
  }
  return { walk, main, mainLeaps, last, stepsAfter, first, end, offset, visitCount };
}
