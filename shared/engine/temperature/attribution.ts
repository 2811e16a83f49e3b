/** A step longer than this many intervals is a gap: its readings no longer speak for all of it. */
export const gapFactor = 1.5;

/** Readings in the order of time: `at` in seconds, `centi` in hundredths of °C. */
export interface TimedTemperatures {
  readonly at: ArrayLike<number>;
  readonly centi: ArrayLike<number>;
}

/**
 * How the time between two readings is charged.
 * `hold`: each reading stands for the time until the next one.
 * `midpoint`: each reading stands for half the time to either neighbour.
 * `worst`: the time between two readings counts as the one further out of the label range.
 */
export type AttributionRule = 'hold' | 'midpoint' | 'worst';

/** The label range in hundredths of °C, both ends within it; decides what "further out" means. */
export interface LabelRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Time charged to temperatures, in order, without overlap. `missing[i]` is 1 where the span is a
 * gap that no reading speaks for (its temperature is then meaningless).
 */
export interface Spans {
  readonly seconds: Float64Array;
  readonly centi: Int32Array;
  readonly missing: Uint8Array;
}

const outOfRange = (centi: number, { low, high }: LabelRange): number =>
  Math.max(low - centi, centi - high);

/**
 * Weight of each reading in seconds under `hold`: the step to the next reading, but one interval
 * before a gap and at the end. Equal weights for evenly spaced readings, gaps or not.
 */
export function holdWeights(at: ArrayLike<number>, intervalSeconds: number): Float64Array {
  const weights = new Float64Array(at.length);
  for (let i = 0; i < at.length; i += 1) {
    const step = i + 1 < at.length ? (at[i + 1] as number) - (at[i] as number) : intervalSeconds;
    weights[i] = step > gapFactor * intervalSeconds ? intervalSeconds : step;
  }
  return weights;
}

class SpanList {
  readonly #seconds: Float64Array;
  readonly #centi: Int32Array;
  readonly #missing: Uint8Array;
  #count = 0;

  constructor(capacity: number) {
    this.#seconds = new Float64Array(capacity);
    this.#centi = new Int32Array(capacity);
    this.#missing = new Uint8Array(capacity);
  }

  add(seconds: number, centi: number, missing: 0 | 1): void {
    if (seconds <= 0) return;
    this.#seconds[this.#count] = seconds;
    this.#centi[this.#count] = centi;
    this.#missing[this.#count] = missing;
    this.#count += 1;
  }

  spans(): Spans {
    return {
      seconds: this.#seconds.subarray(0, this.#count),
      centi: this.#centi.subarray(0, this.#count),
      missing: this.#missing.subarray(0, this.#count),
    };
  }
}

/** Of readings that share a time, the one with the most of what `badness` measures: none says which is right. */
function oneAtATime(
  { at, centi }: TimedTemperatures,
  badness: (centi: number) => number,
): TimedTemperatures {
  const times = new Float64Array(at.length);
  const kept = new Int32Array(at.length);
  let count = 0;
  for (let i = 0; i < at.length; i += 1) {
    const [time, here] = [at[i] as number, centi[i] as number];
    if (count === 0 || times[count - 1] !== time) {
      times[count] = time;
      kept[count] = here;
      count += 1;
    } else if (badness(here) > badness(kept[count - 1] as number)) {
      kept[count - 1] = here;
    }
  }
  return { at: times.subarray(0, count), centi: kept.subarray(0, count) };
}

/**
 * Readings with one temperature a time: of several, the hottest. Mean and mean kinetic temperature are
 * taken of these, so that a conflicting lower reading can never make them look better.
 */
export const hottestAtATime = (readings: TimedTemperatures): TimedTemperatures =>
  oneAtATime(readings, (centi) => centi);

/**
 * Charges the time from the first reading to one interval after the last to temperatures by `rule`.
 * In a gap (a step over 1.5 intervals) `hold` and `worst` let the reading before it speak for one
 * interval, `midpoint` the readings at both ends for half an interval each; the rest is missing.
 * Of several readings at one time the one further out of the label range counts.
 */
export function attribute(
  readings: TimedTemperatures,
  intervalSeconds: number,
  rule: AttributionRule,
  label: LabelRange,
): Spans {
  const { at, centi } = oneAtATime(readings, (one) => outOfRange(one, label));
  const list = new SpanList(at.length * 3 + 1);
  for (let i = 0; i < at.length; i += 1) {
    const here = centi[i] as number;
    if (i + 1 === at.length) {
      list.add(rule === 'midpoint' ? intervalSeconds / 2 : intervalSeconds, here, 0);
      break;
    }
    const next = centi[i + 1] as number;
    const step = (at[i + 1] as number) - (at[i] as number);
    const isGap = step > gapFactor * intervalSeconds;
    if (rule === 'midpoint') {
      const half = (isGap ? intervalSeconds : step) / 2;
      list.add(half, here, 0);
      if (isGap) list.add(step - intervalSeconds, here, 1);
      list.add(half, next, 0);
      continue;
    }
    const worse = rule === 'worst' && !isGap && outOfRange(next, label) > outOfRange(here, label);
    list.add(isGap ? intervalSeconds : step, worse ? next : here, 0);
    if (isGap) list.add(step - intervalSeconds, here, 1);
  }
  return list.spans();
}
