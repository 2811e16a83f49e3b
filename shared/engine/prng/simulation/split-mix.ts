/**
 * SplitMix64 (Steele, Lea, Flood 2014) on pairs of 32-bit lanes, used to turn (seed, replicate, purpose)
 * into a generator state. Every step is a bijection of 64 bits, so for one seed and purpose no two
 * replicates can ever share a state.
 */

/** A 64-bit value as two int32 lanes. */
export interface Lanes {
  readonly high: number;
  readonly low: number;
}

const GOLDEN: Lanes = { high: 0x9e3779b9 | 0, low: 0x7f4a7c15 | 0 };

/** Sum modulo 2^64. */
export function add64(a: Lanes, b: Lanes): Lanes {
  const low = (a.low >>> 0) + (b.low >>> 0);
  const carry = low > 0xffffffff ? 1 : 0;
  return { high: (a.high + b.high + carry) | 0, low: low | 0 };
}

/** Product modulo 2^64. */
export function multiply64(a: Lanes, b: Lanes): Lanes {
  const aHigh = a.low >>> 16;
  const aLow = a.low & 0xffff;
  const bHigh = b.low >>> 16;
  const bLow = b.low & 0xffff;
  const lowProduct = aLow * bLow;
  const middle = aHigh * bLow + (lowProduct >>> 16);
  const cross = aLow * bHigh + (middle % 0x10000);
  const carry = aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(cross / 0x10000);
  const high = carry + (Math.imul(a.low, b.high) >>> 0) + (Math.imul(a.high, b.low) >>> 0);
  return { high: high | 0, low: Math.imul(a.low, b.low) };
}

function xorShiftRight(value: Lanes, bits: number): Lanes {
  return {
    high: value.high ^ (value.high >>> bits),
    low: value.low ^ ((value.low >>> bits) | (value.high << (32 - bits))),
  };
}

/** The finalizer of SplitMix64: a bijection of 64 bits in which every input bit moves every output bit. */
export function mix64(value: Lanes): Lanes {
  const first = multiply64(xorShiftRight(value, 30), {
    high: 0xbf58476d | 0,
    low: 0x1ce4e5b9 | 0,
  });
  const second = multiply64(xorShiftRight(first, 27), {
    high: 0x94d049bb | 0,
    low: 0x133111eb | 0,
  });
  return xorShiftRight(second, 31);
}

/** Output number `index` (from 0) of SplitMix64 started at `seed`. */
export function splitMixOutput(seed: Lanes, index: Lanes): Lanes {
  const steps = add64(index, { high: 0, low: 1 });
  return mix64(add64(seed, multiply64(steps, GOLDEN)));
}

/** The lanes of a safe non-negative integer; throws on anything else, which is a defect of the caller. */
export function lanesOf(value: number): Lanes {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`a seed or index is a whole number from 0 to 2^53 - 1, not ${value}`);
  }
  return { high: Math.floor(value / 0x100000000) | 0, low: value | 0 };
}
