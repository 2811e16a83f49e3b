import { blank } from './draft.ts';
import type { Draft, ReadingSeries } from './draft.ts';
import type { Findings } from './findings.ts';
import { timeShown } from './wall-text.ts';
import type { ZoneTable } from './zone.ts';

export interface DistinctReadings {
  readonly series: ReadingSeries;
  /** Lines set aside: same written time, same temperature. */
  readonly repeats: number;
  /** Lines kept beside another one of the same moment. */
  readonly conflicts: number;
}

/** Readings of one moment, by temperature: index of the line that had it first. */
type Moment = Map<number, number>;

function repeatText(draft: Draft, i: number, first: number, time: string): string {
  const line = draft.line[first] as number;
  if (draft.wall[i] !== draft.wall[first]) {
    return `Comes to the same moment (${time}) as line ${line} under another local time; both are kept.`;
  }
  return draft.centi[i] === draft.centi[first]
    ? `Repeats the time ${time} and the temperature of line ${line}; set aside.`
    : `Repeats the time ${time} of line ${line} with another temperature (${(draft.centi[i] as number) / 100} °C); both are kept.`;
}

/**
 * Leaves out lines that repeat an earlier one exactly. A repeated moment with another temperature,
 * or under another local time (clocks put forward), stays, so that no reading is lost unseen.
 */
export function distinctReadings(
  draft: Draft,
  at: Float64Array,
  order: Uint32Array | null,
  zone: ZoneTable | null,
  findings: Findings,
): DistinctReadings {
  const kept = new Uint32Array(draft.count);
  let [count, repeats, conflicts] = [0, 0, 0];
  let moment: Moment = new Map();
  for (let k = 0; k < draft.count; k += 1) {
    const i = order === null ? k : (order[k] as number);
    const centi = draft.centi[i] as number;
    if (centi === blank) continue;
    const last = count === 0 ? -1 : (kept[count - 1] as number);
    if (last >= 0 && at[last] === at[i]) {
      if (moment.size === 0) moment.set(draft.centi[last] as number, last);
      const first = moment.get(centi) ?? last;
      const isRepeat = draft.centi[first] === centi && draft.wall[first] === draft.wall[i];
      findings.add('duplicate', draft.line[i] as number, () =>
        repeatText(draft, i, first, timeShown(zone, at[i] as number)),
      );
      if (isRepeat) repeats += 1;
      else conflicts += 1;
      if (isRepeat) continue;
      moment.set(centi, i);
    } else if (moment.size > 0) moment = new Map();
    kept[count] = i;
    count += 1;
  }
  return { series: pick(draft, at, kept.subarray(0, count)), repeats, conflicts };
}

function pick(draft: Draft, at: Float64Array, kept: Uint32Array): ReadingSeries {
  const series = {
    at: new Float64Array(kept.length),
    centi: new Int32Array(kept.length),
    line: new Uint32Array(kept.length),
  };
  for (let k = 0; k < kept.length; k += 1) {
    const i = kept[k] as number;
    series.at[k] = at[i] as number;
    series.centi[k] = draft.centi[i] as number;
    series.line[k] = draft.line[i] as number;
  }
  return series;
}
