import { decodeSeries } from '../../domain/temperature/stored-series.ts';
import type { LoggerFile } from '../../engine/parsing/logger/logger-file.ts';
import { offsetAt, zoneTable } from '../../engine/parsing/logger/zone.ts';
import { attribute } from '../../engine/temperature/attribution.ts';
import type { AttributionRule, LabelRange, Spans } from '../../engine/temperature/attribution.ts';
import { clipSpans } from '../../engine/temperature/clip-spans.ts';
import type { TimeWindow } from '../../engine/temperature/clip-spans.ts';
import { worstCaseOfDays } from '../../engine/temperature/daily-extremes.ts';
import type { DayExtremes } from '../../engine/temperature/daily-extremes.ts';
import { epochDayOf } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { unmonitoredLeg } from '../../engine/temperature/stability-budget.ts';
import type { LoggerContent } from '../../store/queries/logger-files.ts';
import type { Ports } from '../ports.ts';

/** What a file says of temperatures, whether it has just been read or was kept. Hundredths of °C, seconds UTC. */
export interface KeptReadings {
  readonly kind: LoggerFile['kind'];
  readonly at: Float64Array;
  readonly centi: Int32Array;
  readonly intervalSeconds: number;
  readonly days: readonly DayExtremes[];
  readonly stated: { readonly min: number | null; readonly max: number | null };
  readonly zone: string | null;
}

/** A make that does not say measures at least this often. */
const usualInterval = 60;

export const readingsOfFile = (file: LoggerFile): KeptReadings => ({
  kind: file.kind,
  at: file.series.at,
  centi: file.series.centi,
  intervalSeconds: file.spacing.intervalSeconds ?? usualInterval,
  days: file.daily.map((day) => ({
    epochDay: epochDayOf(day.date as IsoDate),
    min: day.min,
    max: day.max,
    blindSeconds: day.minutesBlind * 60,
  })),
  stated: file.stated,
  zone: file.zone?.name ?? null,
});

interface KeptFacts {
  readonly kind: LoggerFile['kind'];
  readonly intervalSeconds: number | null;
  readonly zone: string | null;
  readonly minC: number | null;
  readonly maxC: number | null;
}

const centiOf = (degrees: number | null): number | null =>
  degrees === null ? null : Math.round(degrees * 100);

/** Readings as the ledger keeps them. */
export function readingsKept(content: LoggerContent, ports: Ports): KeptReadings {
  const facts = JSON.parse(content.facts) as KeptFacts;
  const { at, centi } = decodeSeries(ports.decodeBase64(content.series));
  return {
    kind: facts.kind,
    at,
    centi,
    intervalSeconds: facts.intervalSeconds ?? usualInterval,
    days: JSON.parse(content.days) as readonly DayExtremes[],
    stated: { min: centiOf(facts.minC), max: centiOf(facts.maxC) },
    zone: facts.zone,
  };
}

/** First and last second that the file speaks of; null when it has no times. */
export function spanOf(readings: KeptReadings): TimeWindow | null {
  const first = readings.at[0];
  if (first !== undefined) {
    const last = readings.at[readings.at.length - 1] as number;
    return { from: Math.round(first), to: Math.round(last) + readings.intervalSeconds };
  }
  const days = readings.days.map(({ epochDay }) => epochDay);
  if (days.length === 0) return null;
  return {
    from: dayStart(readings, Math.min(...days)),
    to: dayStart(readings, Math.max(...days) + 1),
  };
}

/** The second at which a local day begins; UTC where the zone is not known. */
function dayStart({ zone }: KeptReadings, epochDay: number): number {
  const second = epochDay * 86_400;
  const table = zone === null ? null : zoneTable(zone, second, second);
  return table?.ok === true ? second - offsetAt(table.value, second) : second;
}

function firstAtOrAfter(at: Float64Array, time: number): number {
  let [low, high] = [0, at.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((at[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Time of a window charged to temperatures, and the second at which the first span begins. */
export interface LegSpans {
  readonly spans: Spans;
  readonly startAt: number;
}

/** Readings of a window, with one beyond either end so that the edges are charged as well. */
function cutReadings({ at, centi }: KeptReadings, { from, to }: TimeWindow) {
  const before = Math.max(0, firstAtOrAfter(at, from + 1) - 1);
  const first = before < at.length ? firstAtOrAfter(at, at[before] as number) : before;
  const last = Math.min(at.length, firstAtOrAfter(at, to) + 1);
  return { at: at.subarray(first, last), centi: centi.subarray(first, last) };
}

/**
 * Stated extremes outside the label range: nobody knows how long, so the window counts as missing, but for
 * a second at each extreme, by which the hard limits see it.
 */
function extremesAndMissing(seconds: number, extremes: readonly number[]): Spans {
  const known = extremes.slice(0, Math.max(0, Math.floor(seconds) - 1));
  return {
    seconds: Float64Array.of(...known.map(() => 1), seconds - known.length),
    centi: Int32Array.of(...known, 0),
    missing: Uint8Array.of(...known.map(() => 0), 1),
  };
}

function statedSpans(readings: KeptReadings, window: TimeWindow, label: LabelRange): Spans {
  const { min, max } = readings.stated;
  const seconds = window.to - window.from;
  const isWithin = min !== null && max !== null && min >= label.low && max <= label.high;
  if (!isWithin) {
    const stated = [min, max].filter((one) => one !== null);
    return extremesAndMissing(
      seconds,
      stated.filter((one) => one < label.low || one > label.high),
    );
  }
  return {
    seconds: Float64Array.of(seconds),
    centi: Int32Array.of(max),
    missing: new Uint8Array(1),
  };
}

/** What a file says of a window, by the rule of a profile; nothing of it measured where there is no file. */
export function legSpans(
  readings: KeptReadings | null,
  window: TimeWindow,
  rule: AttributionRule,
  label: LabelRange,
): LegSpans {
  if (readings === null) {
    return { spans: unmonitoredLeg(window.to - window.from), startAt: window.from };
  }
  if (readings.kind === 'summary') {
    return { spans: statedSpans(readings, window, label), startAt: window.from };
  }
  if (readings.kind === 'daily') {
    const start = spanOf(readings)?.from ?? window.to;
    const spans = clipSpans(worstCaseOfDays(readings.days, label), start, window, 0);
    return { spans, startAt: window.from };
  }
  const interval = readings.intervalSeconds;
  const cut = cutReadings(readings, window);
  const start = cut.at[0] ?? window.to;
  const spans = clipSpans(attribute(cut, interval, rule, label), start, window, interval);
  const isLate = start > window.from && start - window.from <= 1.5 * interval;
  return { spans, startAt: isLate ? start : window.from };
}
