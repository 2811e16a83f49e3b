import type { LabelRange, Spans } from './attribution.ts';

/** What is known of one day of a logger that keeps only its extremes. Hundredths of °C. */
export interface DayExtremes {
  /** Days since 1970-01-01. */
  readonly epochDay: number;
  readonly min: number | null;
  readonly max: number | null;
  /** Seconds without a working sensor. */
  readonly blindSeconds: number;
}

const daySeconds = 86_400;

/** Such loggers measure once a minute, so an extreme lasted at least about that long. */
const extremeSeconds = 60;

type Part = readonly [seconds: number, centi: number, missing: 0 | 1];

/** Several records of one day as one: the extremes of all, the longest blindness. */
function merged(days: readonly DayExtremes[]): readonly DayExtremes[] {
  const byDay = new Map<number, DayExtremes>();
  for (const day of days) {
    const known = byDay.get(day.epochDay);
    if (known === undefined) byDay.set(day.epochDay, day);
    else {
      byDay.set(day.epochDay, {
        epochDay: day.epochDay,
        min: day.min === null || known.min === null ? null : Math.min(day.min, known.min),
        max: day.max === null || known.max === null ? null : Math.max(day.max, known.max),
        blindSeconds: Math.max(day.blindSeconds, known.blindSeconds),
      });
    }
  }
  return [...byDay.values()].sort((a, b) => a.epochDay - b.epochDay);
}

function partsOfDay({ min, max, blindSeconds }: DayExtremes, label: LabelRange): readonly Part[] {
  if (min === null || max === null) return [[daySeconds, 0, 1]];
  const blind = Math.min(daySeconds - 2 * extremeSeconds, Math.max(0, blindSeconds));
  if (min >= label.low && max <= label.high) {
    const within: Part = [daySeconds - blind, max, 0];
    return blind > 0 ? [within, [blind, 0, 1]] : [within];
  }
  return [
    [extremeSeconds, min, 0],
    [extremeSeconds, max, 0],
    [daySeconds - 2 * extremeSeconds, 0, 1],
  ];
}

/**
 * The worst case that daily extremes allow: a day whose extremes lie within the label range is
 * wholly within it. Any other day is a minute at each extreme and otherwise missing, because nobody
 * knows how long it spent in which band. Missing too are time without a sensor, days without an
 * extreme and days left out.
 */
export function worstCaseOfDays(days: readonly DayExtremes[], label: LabelRange): Spans {
  const parts: Part[] = [];
  let next: number | null = null;
  for (const day of merged(days)) {
    if (next !== null && day.epochDay > next)
      parts.push([(day.epochDay - next) * daySeconds, 0, 1]);
    next = day.epochDay + 1;
    parts.push(...partsOfDay(day, label));
  }
  return {
    seconds: Float64Array.from(parts, ([seconds]) => seconds),
    centi: Int32Array.from(parts, ([, centi]) => centi),
    missing: Uint8Array.from(parts, ([, , missing]) => missing),
  };
}
