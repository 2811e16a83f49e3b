import { uniform, Xoshiro } from '../../../shared/engine/prng/simulation/xoshiro.ts';

/** Choices of a drill, the same for the same seed. */
export interface DrillRandom {
  /** Whole number from 0 to below `limit`. */
  below(limit: number): number;
  shuffled<T>(items: readonly T[]): T[];
}

export function drillRandom(seed: number): DrillRandom {
  const words = new Xoshiro().startReplicate(seed, 0, 0);
  const below = (limit: number): number => Math.floor(uniform(words) * limit);
  return {
    below,
    shuffled(items) {
      const order = [...items];
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j] as never, order[i] as never];
      }
      return order;
    },
  };
}
