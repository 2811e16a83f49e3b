/** Mean, spread and quantiles of one number a replicate. */
export interface DistributionSummary {
  readonly mean: number;
  readonly sd: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly min: number;
  readonly max: number;
  /** Monte-Carlo standard error of the mean. */
  readonly error: number;
}

/** Each power of two is cut into this many equal bins: quantiles are right to 1 in 1,000. */
const BINS = 1024;
const LOWEST_EXPONENT = -20;
const HIGHEST_EXPONENT = 30;
const MOST = 2 ** HIGHEST_EXPONENT - 1;

/** Numbers kept one by one for durations, of which a run has one collector. */
export const EXACT_DURATIONS = 100_000;
/** Numbers kept one by one for losses, of which a run has three collectors a design. */
export const EXACT_LOSSES = 10_000;

/**
 * Collects numbers >= 0 in a bounded memory: exact mean, spread and extremes; quantiles are order
 * statistics up to `kept` numbers and come from bins of constant relative width beyond.
 */
export class DistributionCollector {
  private readonly kept: number;
  private values: number[] = [];
  private sorted: Float64Array | null = null;
  /** Made when the numbers are no longer kept one by one. */
  private bins: Float64Array | null = null;
  private count = 0;
  private shift = 0;
  private sum = 0;
  private squares = 0;
  private min = Infinity;
  private max = -Infinity;

  constructor(kept = 0) {
    this.kept = kept;
  }

  add(value: number): void {
    if (this.count === 0) this.shift = value;
    const centred = value - this.shift;
    this.count++;
    this.keep(value);
    this.sum += centred;
    this.squares += centred * centred;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
  }

  private keep(value: number): void {
    this.sorted = null;
    if (this.count <= this.kept) {
      this.values.push(value);
      return;
    }
    const bins = (this.bins ??= this.binsOfKept());
    const bin = binOf(value);
    bins[bin] = (bins[bin] as number) + 1;
  }

  private binsOfKept(): Float64Array {
    const bins = new Float64Array((HIGHEST_EXPONENT - LOWEST_EXPONENT) * BINS + 1);
    for (const value of this.values) {
      const bin = binOf(value);
      bins[bin] = (bins[bin] as number) + 1;
    }
    this.values = [];
    return bins;
  }

  /**
   * The smallest of the numbers that a share p of them does not exceed; interpolated within its bin
   * when there are more than are kept.
   */
  quantile(p: number): number {
    if (this.count === 0 || this.count > this.kept) return this.binned(p);
    this.sorted ??= Float64Array.from(this.values).sort();
    return this.sorted[Math.max(0, Math.ceil(p * this.count) - 1)] as number;
  }

  private binned(p: number): number {
    const rank = p * this.count;
    const bins = this.bins ?? [];
    let below = 0;
    for (let bin = 0; bin < bins.length; bin++) {
      const here = bins[bin] as number;
      if (here > 0 && below + here >= rank) {
        const low = lowerEdge(bin);
        const value = low + ((rank - below) / here) * (lowerEdge(bin + 1) - low);
        return Math.min(this.max, Math.max(this.min, bin === 0 ? 0 : value));
      }
      below += here;
    }
    return this.max;
  }

  summary(): DistributionSummary {
    const n = this.count;
    const variance = n > 1 ? Math.max(0, this.squares - this.sum ** 2 / n) / (n - 1) : 0;
    return {
      mean: this.shift + this.sum / n,
      sd: Math.sqrt(variance),
      q25: this.quantile(0.25),
      q50: this.quantile(0.5),
      q75: this.quantile(0.75),
      min: this.min,
      max: this.max,
      error: Math.sqrt(variance / n),
    };
  }
}

/** A number and, in the same bytes, its sign, exponent and upper mantissa bits. */
const asNumber = new Float64Array(1);
const asWords = new Uint32Array(asNumber.buffer);
const HIGH_WORD = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
const MANTISSA_BITS_KEPT = 10;
const FIRST_BIN = (1023 + LOWEST_EXPONENT) << MANTISSA_BITS_KEPT;

/** Bin 0 holds what is too small for the others; exponent and first mantissa bits number the rest. */
function binOf(value: number): number {
  if (!(value >= 2 ** LOWEST_EXPONENT)) return 0;
  asNumber[0] = Math.min(value, MOST);
  return 1 + ((asWords[HIGH_WORD] as number) >>> (20 - MANTISSA_BITS_KEPT)) - FIRST_BIN;
}

function lowerEdge(bin: number): number {
  if (bin === 0) return 0;
  const exponent = LOWEST_EXPONENT + Math.floor((bin - 1) / BINS);
  return 2 ** exponent * (1 + ((bin - 1) % BINS) / BINS);
}
