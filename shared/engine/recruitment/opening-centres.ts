import { type WordSource, uniform } from '../prng/simulation/xoshiro.ts';
import { exponential } from '../prng/simulation/ziggurat.ts';

/**
 * Arrivals at centres that open one after another: between two openings one process of the summed
 * rate of the open centres, begun anew at each opening (it has no memory). Nothing is drawn that does
 * not count, so the work is of the order of the arrivals and the centres.
 */
export class OpeningCentres {
  /** Centres in order of activation, their activations, and the running sums of their rates. */
  private readonly order: Int32Array;
  private readonly activation: Float64Array;
  private readonly sums: Float64Array;
  private open = 0;
  clock = 0;

  constructor(centres: number) {
    this.order = new Int32Array(centres);
    this.activation = new Float64Array(centres);
    this.sums = new Float64Array(centres);
  }

  load(activation: Float64Array, rate: Float64Array): void {
    const { order, sums } = this;
    order.forEach((_, i) => (order[i] = i));
    order.sort((a, b) => (activation[a] as number) - (activation[b] as number) || a - b);
    let sum = 0;
    order.forEach((centre, i) => {
      sum += rate[centre] as number;
      sums[i] = sum;
      this.activation[i] = activation[centre] as number;
    });
    this.open = 1;
    this.clock = this.activation[0] as number;
  }

  /** Moves the clock to the next arrival and returns its centre. */
  next(source: WordSource): number {
    for (;;) {
      const total = this.sums[this.open - 1] as number;
      const arrival = this.clock + exponential(source) / total;
      const opening = this.activation[this.open] ?? Infinity;
      if (arrival < opening || this.open === this.order.length) {
        this.clock = arrival;
        return this.order[this.placeOf(uniform(source) * total)] as number;
      }
      this.clock = opening;
      this.open++;
    }
  }

  /** The first open place whose running sum exceeds the mark. */
  private placeOf(mark: number): number {
    let low = 0;
    let high = this.open - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] as number) > mark) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
