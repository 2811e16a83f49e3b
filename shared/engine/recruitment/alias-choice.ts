import type { WordSource } from '../prng/simulation/xoshiro.ts';

const TWO_POW_MINUS_32 = 2 ** -32;

/** Draws an index with probability proportional to its weight in constant time (Walker 1977, Vose 1991). */
export class AliasChoice {
  private readonly size: number;
  private readonly threshold: Float64Array;
  private readonly alias: Int32Array;
  private readonly poor: Int32Array;
  private readonly rich: Int32Array;

  constructor(size: number) {
    this.size = size;
    this.threshold = new Float64Array(size);
    this.alias = new Int32Array(size);
    this.poor = new Int32Array(size);
    this.rich = new Int32Array(size);
  }

  /** Takes new weights; `total` is their sum, > 0. */
  load(weights: Float64Array, total: number): void {
    const { threshold, alias, poor, rich, size } = this;
    let poorCount = 0;
    let richCount = 0;
    for (let i = 0; i < size; i++) {
      const share = ((weights[i] as number) * size) / total;
      threshold[i] = share;
      alias[i] = i;
      if (share < 1) poor[poorCount++] = i;
      else rich[richCount++] = i;
    }
    while (poorCount > 0 && richCount > 0) {
      const small = poor[--poorCount] as number;
      const large = rich[richCount - 1] as number;
      alias[small] = large;
      const left = (threshold[large] as number) - (1 - (threshold[small] as number));
      threshold[large] = left;
      if (left >= 1) continue;
      richCount--;
      poor[poorCount++] = large;
    }
  }

  draw(source: WordSource): number {
    const cell = Math.floor((source.word() >>> 0) * TWO_POW_MINUS_32 * this.size);
    const u = (source.word() >>> 0) * TWO_POW_MINUS_32;
    return u < (this.threshold[cell] as number) ? cell : (this.alias[cell] as number);
  }
}
