import { blank } from './draft.ts';
import type { Draft, ReadingSeries } from './draft.ts';
import type { Findings } from './findings.ts';
import type { ZoneTable } from './zone.ts';
import { readWall } from './zone.ts';
import { noOffset } from './stamp.ts';
import { distinctReadings } from './distinct-readings.ts';
import { timeShown, wallText } from './wall-text.ts';

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
  if (kind === 'never') {
    findings.add(
      'local time that does not exist',
      line,
      () =>
        `${wallText(wall)} does not exist in ${zone.name}: clocks go forward over it. Read by the offset before the change; if the logger does not change its clock, give a fixed offset as zone.`,
    );
    return;
  }
  findings.add(
    'local time that exists twice',
    line,
    () =>
      `${wallText(wall)} exists twice in ${zone.name}: clocks go back over it. Taken as the ${later ? 'second' : 'first'} by the order of the lines.`,
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
function reportBackward(
  at: Float64Array,
  line: Uint32Array,
  zone: ZoneTable | null,
  findings: Findings,
): number {
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
    const covered = { line: latestLine, at: latest };
    findings.add('out of order', from, () => {
      const lines = from === to ? `Line ${from} goes` : `Lines ${from} to ${to} go`;
      const back = timeShown(zone, at[start] as number);
      return `${lines} back to ${back}, though line ${covered.line} has reached ${timeShown(zone, covered.at)}; sorted into time order.`;
    });
  }
  return behind;
}

/**
 * Indexes in the order of time, equal times in the order of lines. Time and index are packed into
 * one number where they fit, because sorting numbers is ten times as fast as asking a comparator.
 */
function sortedOrder(at: Float64Array): Uint32Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const time of at) {
    if (time < low) low = time;
    if (time > high) high = time;
  }
  if ((high - low + 1) * at.length < Number.MAX_SAFE_INTEGER) {
    const packed = at.map((time, index) => (time - low) * at.length + index).sort();
    return Uint32Array.from(packed, (one) => one % at.length);
  }
  const order = Uint32Array.from(at, (_, index) => index);
  return order.sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
}

/**
 * Puts readings in the order of time; `blanks` are the times of lines without a temperature. A repeated time with the same temperature is set aside, with
 * another temperature both stay, so that no extreme can be lost; either way it is reported.
 */
export function seriesOf(
  draft: Draft,
  zone: ZoneTable | null,
  findings: Findings,
): { readonly series: ReadingSeries; readonly blanks: Float64Array; readonly counts: OrderCounts } {
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
  const outOfOrder = reportBackward(at, forward.line, zone, findings);
  const order = outOfOrder > 0 ? sortedOrder(at) : null;
  const kept = distinctReadings(forward, at, order, zone, findings);
  return {
    series: kept.series,
    blanks: at.filter((_, i) => forward.centi[i] === blank).sort(),
    counts: {
      duplicates: kept.repeats + kept.conflicts,
      conflicts: kept.conflicts,
      outOfOrder,
      nonexistent: findings.count('local time that does not exist'),
      ambiguous: findings.count('local time that exists twice'),
    },
  };
}
