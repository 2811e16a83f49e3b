import type { Findings } from './findings.ts';
import type { ZoneTable } from './zone.ts';
import { readWall } from './zone.ts';
import { noOffset } from './stamp.ts';
import { wallText } from './wall-text.ts';

/** Readings as they stand in the file, before their order has been looked at. Arrays share indexes. */
export interface Draft {
  readonly count: number;
  /** Wall-clock seconds: what a UTC clock would need to show the written date and time. */
  readonly wall: Float64Array;
  /** Minutes east of UTC where the line says so, else `noOffset`. */
  readonly offset: Int16Array;
  readonly centi: Int32Array;
  /** Line of the file, counted from 1. */
  readonly line: Uint32Array;
}

/** Readings in the order of time. `at` is seconds since 1970 (UTC, or local where no zone is known). */
export interface ReadingSeries {
  readonly at: Float64Array;
  readonly centi: Int32Array;
  readonly line: Uint32Array;
}

/** What became of the lines that repeat a time or run back. */
export interface OrderCounts {
  /** Lines whose time an earlier line already had. */
  readonly duplicates: number;
  /** Of those, the ones with another temperature: both are kept. */
  readonly conflicts: number;
  /** Lines that stand after a line with a later time. */
  readonly outOfOrder: number;
  readonly nonexistent: number;
  readonly ambiguous: number;
}

/** UTC seconds of each reading in file order; ambiguous and impossible local times are reported. */
function instants(draft: Draft, zone: ZoneTable | null, findings: Findings): Float64Array {
  const at = new Float64Array(draft.count);
  let previous = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < draft.count; i += 1) {
    const wall = draft.wall[i] as number;
    const offset = draft.offset[i] as number;
    if (offset !== noOffset) at[i] = wall - offset * 60;
    else if (zone === null) at[i] = wall;
    else {
      const reading = readWall(zone, wall);
      const later = reading.first <= previous && reading.last > previous;
      at[i] = later ? reading.last : reading.first;
      report(reading.kind, later, draft.line[i] as number, wall, zone, findings);
    }
    previous = at[i] as number;
  }
  return at;
}

function report(
  kind: 'once' | 'twice' | 'never',
  later: boolean,
  line: number,
  wall: number,
  zone: ZoneTable,
  findings: Findings,
): void {
  if (kind === 'once') return;
  const text = wallText(wall);
  if (kind === 'never') {
    findings.add(
      'local time that does not exist',
      line,
      `${text} does not exist in ${zone.name}: clocks go forward over it. Read by the offset before the change; if the logger does not change its clock, give a fixed offset as zone.`,
    );
    return;
  }
  findings.add(
    'local time that exists twice',
    line,
    `${text} exists twice in ${zone.name}: clocks go back over it. Taken as the ${later ? 'second' : 'first'} by the order of the lines.`,
  );
}

/** Descending files (newest first) are a habit, not a fault: read from the end. */
function isNewestFirst(at: Float64Array): boolean {
  let down = 0;
  let up = 0;
  for (let i = 1; i < at.length; i += 1) {
    const step = (at[i] as number) - (at[i - 1] as number);
    if (step < 0) down += 1;
    else if (step > 0) up += 1;
  }
  return down > 2 * up && down > 1;
}

function reverse(draft: Draft): Draft {
  return {
    count: draft.count,
    wall: draft.wall.slice().reverse(),
    offset: draft.offset.slice().reverse(),
    centi: draft.centi.slice().reverse(),
    line: draft.line.slice().reverse(),
  };
}

/** Reports each run of lines that goes back over time already covered; returns how many lines do. */
function reportBackward(at: Float64Array, line: Uint32Array, findings: Findings): number {
  let latest = at[0] ?? 0;
  let latestLine = line[0] ?? 0;
  let behind = 0;
  for (let i = 1; i < at.length;) {
    if ((at[i] as number) >= latest) {
      latest = at[i] as number;
      latestLine = line[i] as number;
      i += 1;
      continue;
    }
    const start = i;
    while (i < at.length && (at[i] as number) < latest) i += 1;
    behind += i - start;
    const [from, to] = [line[start] as number, line[i - 1] as number];
    const lines = i - start === 1 ? `Line ${from} goes` : `Lines ${from} to ${to} go`;
    findings.add(
      'out of order',
      from,
      `${lines} back to ${wallText(at[start] as number)}, before line ${latestLine}, and ${i - start === 1 ? 'is' : 'are'} sorted into time order.`,
    );
  }
  return behind;
}

function sortedOrder(at: Float64Array): Uint32Array {
  const order = Uint32Array.from(at, (_, index) => index);
  return order.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
}

/**
 * Puts readings in the order of time. A repeated time with the same temperature is set aside, with
 * another temperature both stay, so that no extreme can be lost; either way it is reported.
 */
export function seriesOf(
  draft: Draft,
  zone: ZoneTable | null,
  findings: Findings,
): { readonly series: ReadingSeries; readonly counts: OrderCounts } {
  const newestFirst = isNewestFirst(draft.wall);
  const forward = newestFirst ? reverse(draft) : draft;
  if (newestFirst) {
    findings.add(
      'newest first',
      forward.line[0] as number,
      'The file runs from the newest reading to the oldest; read from its end.',
    );
  }
  const at = instants(forward, zone, findings);
  const outOfOrder = reportBackward(at, forward.line, findings);
  const order = outOfOrder > 0 ? sortedOrder(at) : null;
  const kept = distinct(forward, at, order, findings);
  return {
    series: kept.series,
    counts: {
      duplicates: kept.repeats + kept.conflicts,
      conflicts: kept.conflicts,
      outOfOrder,
      nonexistent: findings.count('local time that does not exist'),
      ambiguous: findings.count('local time that exists twice'),
    },
  };
}

function distinct(
  draft: Draft,
  at: Float64Array,
  order: Uint32Array | null,
  findings: Findings,
): { readonly series: ReadingSeries; readonly repeats: number; readonly conflicts: number } {
  const series = {
    at: new Float64Array(draft.count),
    centi: new Int32Array(draft.count),
    line: new Uint32Array(draft.count),
  };
  let kept = 0;
  let repeats = 0;
  let conflicts = 0;
  let group = new Map<number, number>();
  for (let k = 0; k < draft.count; k += 1) {
    const i = order === null ? k : (order[k] as number);
    const [time, centi, line] = [
      at[i] as number,
      draft.centi[i] as number,
      draft.line[i] as number,
    ];
    if (kept > 0 && series.at[kept - 1] === time) {
      if (group.size === 0)
        group.set(series.centi[kept - 1] as number, series.line[kept - 1] as number);
      const same = group.get(centi);
      if (same === undefined) conflicts += 1;
      else repeats += 1;
      const first = same ?? (series.line[kept - 1] as number);
      findings.add('duplicate', line, duplicateText(time, first, same !== undefined, centi));
      if (same !== undefined) continue;
      group.set(centi, line);
    } else if (group.size > 0) group = new Map();
    series.at[kept] = time;
    series.centi[kept] = centi;
    series.line[kept] = line;
    kept += 1;
  }
  return { series: cut(series, kept), repeats, conflicts };
}

const cut = (series: ReadingSeries, count: number): ReadingSeries => ({
  at: series.at.subarray(0, count),
  centi: series.centi.subarray(0, count),
  line: series.line.subarray(0, count),
});

const duplicateText = (time: number, first: number, same: boolean, centi: number): string =>
  same
    ? `Repeats the time ${wallText(time)} and the temperature of line ${first}; set aside.`
    : `Repeats the time ${wallText(time)} of line ${first} with another temperature (${centi / 100} °C); both are kept.`;
