import { add64, lanesOf, mix64, splitMixOutput } from './split-mix.ts';

/** Something that yields uniform 32-bit words, as int32. */
export interface WordSource {
  word(): number;
}

const TWO_POW_MINUS_52 = 2 ** -52;

/**
 * xoshiro128** 1.1 (Blackman & Vigna 2018): the fast generator of simulations. Never for lists or live
 * allocation. Its words come one at a time or block-wise; both walk the same sequence.
 */
export class Xoshiro implements WordSource {
  private readonly state = new Int32Array(4);

  /** Sets the four state words; not all may be zero. */
  restart(a: number, b: number, c: number, d: number): this {
    if ((a | b | c | d) === 0) throw new Error('the all-zero state of xoshiro never moves');
    this.state[0] = a;
    this.state[1] = b;
    this.state[2] = c;
    this.state[3] = d;
    return this;
  }

  /**
   * Sets the state for one replicate and purpose of a seeded run. It depends on these three whole numbers
   * only, so a result does not depend on which worker draws it.
   */
  startReplicate(seed: number, replicate: number, purpose: number): this {
    const root = splitMixOutput(mix64(lanesOf(seed)), lanesOf(purpose));
    const key = splitMixOutput(root, lanesOf(replicate));
    const first = splitMixOutput(key, { high: 0, low: 0 });
    const second = splitMixOutput(add64(key, root), { high: 0, low: 1 });
    const isZero = (first.high | first.low | second.high | second.low) === 0;
    return this.restart(first.high, first.low, second.high, isZero ? 1 : second.low);
  }

  /** The next word, as int32. */
  word(): number {
    const state = this.state;
    const b = state[1] as number;
    const scaled = Math.imul(b, 5);
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9);
    const shifted = b << 9;
    const c = (state[2] as number) ^ (state[0] as number);
    const d = (state[3] as number) ^ b;
    state[1] = b ^ c;
    state[0] = (state[0] as number) ^ d;
    state[2] = c ^ shifted;
    state[3] = (d << 11) | (d >>> 21);
    return result;
  }

  /** The next `count` words into `target[0..count)`. */
  fill(target: Int32Array, count: number): void {
    const state = this.state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    for (let i = 0; i < count; i++) {
      const scaled = Math.imul(b, 5);
      target[i] = Math.imul((scaled << 7) | (scaled >>> 25), 9);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = (d << 11) | (d >>> 21);
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }
}

/** A uniform on (0, 1) from 52 bits, at the middle of its cell: never 0, never 1. Takes two words. */
export function uniform(source: WordSource): number {
  const high = source.word() >>> 6;
  const low = source.word() >>> 6;
  return (high * 0x4000000 + low + 0.5) * TWO_POW_MINUS_52;
}
