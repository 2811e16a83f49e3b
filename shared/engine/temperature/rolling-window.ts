import type { Spans } from './attribution.ts';
import type { Activation } from './mean-kinetic.ts';
import { defaultActivation } from './mean-kinetic.ts';

export const windowSeconds = { day: 86_400, thirtyDays: 30 * 86_400 } as const;

/** The worst window: its mean value and the second, from the start of the spans, at which it ends. */
export interface WorstWindow {
  readonly mean: number;
  readonly endSecond: number;
}

/** Slides a window whose value changes only at span ends; both edges are walked once. */
class Slide {
  readonly #spans: Spans;
  readonly #value: (index: number) => number;
  #sum = 0;
  #known = 0;

  constructor(spans: Spans, value: (index: number) => number) {
    this.#spans = spans;
    this.#value = value;
  }

  move(index: number, seconds: number): void {
    if (this.#spans.missing[index] === 1) return;
    this.#sum += seconds * this.#value(index);
    this.#known += seconds;
  }

  get mean(): number {
    return this.#known > 1e-6 ? this.#sum / this.#known : Number.NEGATIVE_INFINITY;
  }
}

/**
 * The highest time-weighted mean of `value` over any window of `length` seconds. A mean over a
 * sliding window is extreme where one of its edges meets the edge of a span, so only those windows
 * are tried. Missing time has no weight. Shorter records are one window; null when nothing is known.
 */
export function worstWindow(
  spans: Spans,
  length: number,
  value: (index: number) => number,
): WorstWindow | null {
  const { seconds } = spans;
  const total = seconds.reduce((sum, one) => sum + one, 0);
  const slide = new Slide(spans, value);
  let best: WorstWindow | null = null;
  let [head, tail, headUsed, tailUsed, end] = [0, 0, 0, 0, 0];
  const span = Math.min(length, total);
  let width = 0;
  while (head < seconds.length) {
    const headLeft = (seconds[head] as number) - headUsed;
    const tailLeft = width < span ? span - width : (seconds[tail] as number) - tailUsed;
    const step = Math.min(headLeft, tailLeft);
    slide.move(head, step);
    headUsed += step;
    end += step;
    if (width < span) width += step;
    else {
      slide.move(tail, -step);
      tailUsed += step;
    }
    if (headUsed >= (seconds[head] as number)) [head, headUsed] = [head + 1, 0];
    if (tailUsed >= (seconds[tail] ?? Infinity)) [tail, tailUsed] = [tail + 1, 0];
    if (span - width < 1e-9 && slide.mean > (best?.mean ?? Number.NEGATIVE_INFINITY)) {
      best = { mean: slide.mean, endSecond: end };
    }
  }
  return best;
}

/** The highest mean kinetic temperature in °C over any window of `length` seconds. */
export function worstMeanKinetic(
  spans: Spans,
  length: number,
  activation: Activation = defaultActivation,
): { readonly celsius: number; readonly endSecond: number } | null {
  const ratio = activation.energy / activation.gasConstant;
  const reference = 1 / 298.15;
  const rate = (index: number): number =>
    Math.exp(-ratio * (1 / ((spans.centi[index] as number) / 100 + 273.15) - reference));
  const worst = worstWindow(spans, length, rate);
  if (worst === null) return null;
  const celsius = ratio / (ratio * reference - Math.log(worst.mean)) - 273.15;
  return { celsius, endSecond: worst.endSecond };
}
