import { gapFactor } from './attribution.ts';
import type { Spans } from './attribution.ts';

/** A part of a life on the clock of the readings, in seconds. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

interface Part {
  readonly seconds: number;
  readonly centi: number;
  readonly missing: 0 | 1;
}

const spansOf = (parts: readonly Part[]): Spans => ({
  seconds: Float64Array.from(parts, ({ seconds }) => seconds),
  centi: Int32Array.from(parts, ({ centi }) => centi),
  missing: Uint8Array.from(parts, ({ missing }) => missing),
});

/**
 * The spans that begin at `startAt`, cut to a window. Time of the window that no span covers is
 * missing, but for an edge of up to 1.5 intervals: a reading that came a moment late is no gap.
 */
export function clipSpans(
  spans: Spans,
  startAt: number,
  { from, to }: TimeWindow,
  intervalSeconds: number,
): Spans {
  const parts: Part[] = [];
  const edge = gapFactor * intervalSeconds;
  const lost = (seconds: number): void => {
    if (seconds > edge) parts.push({ seconds, centi: 0, missing: 1 });
  };
  let at = startAt;
  if (spans.seconds.length === 0 || startAt >= to) {
    return spansOf(to > from ? [{ seconds: to - from, centi: 0, missing: 1 }] : []);
  }
  lost(startAt - from);
  for (let i = 0; i < spans.seconds.length && at < to; i += 1) {
    const end = at + (spans.seconds[i] as number);
    const seconds = Math.min(end, to) - Math.max(at, from);
    const [centi, missing] = [spans.centi[i] as number, spans.missing[i] as 0 | 1];
    if (seconds > 0) parts.push({ seconds, centi, missing });
    at = end;
  }
  lost(to - Math.max(at, from));
  return spansOf(parts);
}

/** What is left of a window when other windows are taken out of it, in order. */
export function windowsLeft(
  window: TimeWindow,
  taken: readonly TimeWindow[],
): readonly TimeWindow[] {
  let left: readonly TimeWindow[] = [window];
  for (const cut of taken) {
    left = left.flatMap((part) => {
      if (cut.to <= part.from || cut.from >= part.to) return [part];
      return [
        ...(cut.from > part.from ? [{ from: part.from, to: cut.from }] : []),
        ...(cut.to < part.to ? [{ from: cut.to, to: part.to }] : []),
      ];
    });
  }
  return left;
}
