import { gapFactor } from '../../temperature/attribution.ts';
import type { Findings } from './findings.ts';
import type { ReadingSeries } from './draft.ts';
import { timeShown } from './wall-text.ts';
import type { ZoneTable } from './zone.ts';

/** How readings follow each other. */
export interface Spacing {
  /** The most frequent step in seconds (the shorter of two equally frequent); null under two readings. */
  readonly intervalSeconds: number | null;
  readonly gaps: number;
  /** Seconds that no reading speaks for: of each gap, all but one interval. */
  readonly gapSeconds: number;
}

/** The most frequent positive step between readings, in seconds. */
export function usualStep(at: Float64Array): number | null {
  const counts = new Map<number, number>();
  for (let i = 1; i < at.length; i += 1) {
    const step = (at[i] as number) - (at[i - 1] as number);
    if (step > 0 && (counts.size < 100_000 || counts.has(step))) {
      counts.set(step, (counts.get(step) ?? 0) + 1);
    }
  }
  let best: { readonly step: number; readonly count: number } | null = null;
  for (const [step, count] of counts) {
    if (best === null || count > best.count || (count === best.count && step < best.step)) {
      best = { step, count };
    }
  }
  return best?.step ?? null;
}

function reportDrift(
  off: number,
  most: number,
  line: number,
  step: number,
  findings: Findings,
): void {
  if (off === 0) return;
  findings.add(
    'uneven step',
    line,
    `${off} steps differ from the interval of ${step} s, by up to ${most} s (clock drift or set clock); the first at this line.`,
  );
}

/** Walks the times of lines without a temperature: where they fill a step, nothing was left out. */
class Blanks {
  readonly #at: Float64Array;
  #next = 0;

  constructor(at: Float64Array) {
    this.#at = at;
  }

  /** The longest stretch between two times without a line; times have to be asked in order. */
  longestStretch(from: number, to: number): number {
    let [longest, previous] = [0, from];
    while (this.#next < this.#at.length && (this.#at[this.#next] as number) < to) {
      const time = this.#at[this.#next] as number;
      if (time > from) {
        longest = Math.max(longest, time - previous);
        previous = time;
      }
      this.#next += 1;
    }
    return Math.max(longest, to - previous);
  }
}

function compareDeclared(
  line: number,
  declared: number | null,
  step: number,
  findings: Findings,
): void {
  if (declared === null || declared === step) return;
  findings.add(
    'interval',
    line,
    `The file declares an interval of ${declared} s, but its readings are mostly ${step} s apart.`,
  );
}

/**
 * Finds the interval, reports each gap and the drift of the clock. A step that lines without a temperature
 * fill is no gap: those lines are reported themselves.
 */
export function spacingOf(
  series: ReadingSeries,
  blanks: Float64Array,
  zone: ZoneTable | null,
  declaredSeconds: number | null,
  findings: Findings,
): Spacing {
  const step = usualStep(series.at);
  if (step === null) return { intervalSeconds: declaredSeconds, gaps: 0, gapSeconds: 0 };
  compareDeclared(series.line[0] as number, declaredSeconds, step, findings);
  const filled = new Blanks(blanks);
  let [gaps, gapSeconds, off, most, firstOff] = [0, 0, 0, 0, 0];
  for (let i = 1; i < series.at.length; i += 1) {
    const wide = (series.at[i] as number) - (series.at[i - 1] as number);
    if (wide === step || wide === 0) continue;
    if (wide > gapFactor * step) {
      const [from, to] = [series.at[i - 1] as number, series.at[i] as number];
      if (filled.longestStretch(from, to) <= gapFactor * step) continue;
      gaps += 1;
      gapSeconds += wide - step;
      findings.add(
        'gap',
        series.line[i] as number,
        () =>
          `Gap of ${wide} s after line ${series.line[i - 1]} (${timeShown(zone, from)} to ${timeShown(zone, to)}); the interval is ${step} s.`,
      );
      continue;
    }
    if (off === 0) firstOff = series.line[i] as number;
    off += 1;
    most = Math.max(most, Math.abs(wide - step));
  }
  reportDrift(off, most, firstOff, step, findings);
  return { intervalSeconds: step, gaps, gapSeconds };
}
