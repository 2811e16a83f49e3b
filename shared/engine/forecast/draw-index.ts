import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';

/** An index with the given probabilities; the last takes what rounding leaves. */
export function drawIndex(source: WordSource, probabilities: ArrayLike<number>): number {
  const last = probabilities.length - 1;
  if (last === 0) return 0;
  let rest = uniform(source);
  for (let i = 0; i < last; i++) {
    rest -= probabilities[i] as number;
    if (rest < 0) return i;
  }
  return last;
}
