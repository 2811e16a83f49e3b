import type { RandomSource } from './ports.ts';

const wordRange = 2 ** 32;
const wordsRead = 4096;

/**
 * Uniform integers 0 .. bound − 1 from the operating system's bytes: words beyond the last full multiple of
 * the bound are rejected. `bound` is 1 to 2^32.
 */
export function unbiasedDraw(random: RandomSource): (bound: number) => number {
  let bytes: DataView = new DataView(new ArrayBuffer(0));
  let at = 0;
  const word = (): number => {
    if (at === bytes.byteLength) {
      const read = random.bytes(4 * wordsRead);
      bytes = new DataView(read.buffer, read.byteOffset, read.byteLength);
      at = 0;
    }
    const value = bytes.getUint32(at, true);
    at += 4;
    return value;
  };
  return (bound) => {
    if (!Number.isInteger(bound) || bound < 1 || bound > wordRange) {
      throw new RangeError(`no integer is drawn below ${bound}`);
    }
    const limit = wordRange - (wordRange % bound);
    let drawn = word();
    while (drawn >= limit) drawn = word();
    return drawn % bound;
  };
}

/** Puts the values into a uniformly random order, in place. */
export function shuffle(
  values: { [index: number]: number; readonly length: number },
  draw: (bound: number) => number,
): void {
  for (let i = values.length - 1; i > 0; i -= 1) {
    const other = draw(i + 1);
    const kept = values[i] as number;
    values[i] = values[other] as number;
    values[other] = kept;
  }
}
