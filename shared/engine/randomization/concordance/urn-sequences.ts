import type { RandomStream } from '../../prng/random-stream.ts';

/**
 * Second implementation of the procedures whose probabilities are shares of balls, written from
 * LIST-FORMAT.md with whole sequences and integer urns instead of states and probabilities.
 */
export interface Sequence {
  readonly arms: readonly number[];
  readonly blocks: readonly number[];
}

const count = (balls: readonly number[]): number => balls.reduce((a, b) => a + b, 0);

/** The ball under u when the balls lie in a row, one arm after the other. */
export const takeBall = (balls: readonly number[], u: number): number => {
  let place = u * count(balls);
  const arm = balls.findIndex((number) => {
    place -= number;
    return number > 0 && place < 0;
  });
  return arm >= 0 ? arm : balls.findLastIndex((number) => number > 0);
};

/** Sequences of one urn that is refilled when it is empty; `sizes` draws the sets of a filling. */
const fromUrns = (
  weights: readonly number[],
  slots: number,
  stream: RandomStream,
  sizes: () => number,
): Sequence => {
  const arms: number[] = [];
  const blocks: number[] = [];
  let block = 0;
  while (arms.length < slots) {
    const sets = sizes();
    const urn = weights.map((w) => w * sets);
    block += 1;
    while (count(urn) > 0 && arms.length < slots) {
      const arm = takeBall(urn, stream.uniform());
      urn[arm] = (urn[arm] ?? 0) - 1;
      arms.push(arm);
      blocks.push(block);
    }
  }
  return { arms, blocks };
};

const unblocked = (arms: readonly number[]): Sequence => ({ arms, blocks: arms.map(() => 0) });

export const permutedBlocks = (
  weights: readonly number[],
  blockSizes: readonly number[],
  slots: number,
  stream: RandomStream,
): Sequence => {
  const sets = blockSizes.toSorted((a, b) => a - b).map((size) => size / count(weights));
  return fromUrns(weights, slots, stream, () =>
    sets.length === 1 ? (sets[0] ?? 1) : (sets[stream.below(sets.length)] ?? 1),
  );
};

export const randomAllocations = (
  weights: readonly number[],
  slots: number,
  stream: RandomStream,
): Sequence => unblocked(fromUrns(weights, slots, stream, () => slots / count(weights)).arms);

export const completeSequence = (
  weights: readonly number[],
  slots: number,
  stream: RandomStream,
): Sequence => unblocked(Array.from({ length: slots }, () => takeBall(weights, stream.uniform())));

/** Active and inactive urn: once every arm has a full set in the inactive urn, the set returns. */
export const blockUrns = (
  weights: readonly number[],
  sets: number,
  slots: number,
  stream: RandomStream,
): Sequence => {
  const active = weights.map((w) => w * sets);
  const inactive = weights.map(() => 0);
  const arms = Array.from({ length: slots }, () => {
    const arm = takeBall(active, stream.uniform());
    active[arm] = (active[arm] ?? 0) - 1;
    inactive[arm] = (inactive[arm] ?? 0) + 1;
    if (weights.every((w, k) => (inactive[k] ?? 0) >= w)) {
      weights.forEach((w, k) => {
        active[k] = (active[k] ?? 0) + w;
        inactive[k] = (inactive[k] ?? 0) - w;
      });
    }
    return arm;
  });
  return unblocked(arms);
};

export const weiUrns = (
  arms: number,
  alpha: number,
  beta: number,
  slots: number,
  stream: RandomStream,
): Sequence => {
  const urn = Array.from({ length: arms }, () => alpha);
  const drawn = Array.from({ length: slots }, () => {
    const isEmpty = count(urn) === 0;
    const arm = takeBall(isEmpty ? urn.map(() => 1) : urn, stream.uniform());
    urn.forEach((balls, k) => {
      if (k !== arm) urn[k] = balls + beta;
    });
    return arm;
  });
  return unblocked(drawn);
};

/** Two kinds of balls, 2b in all; the ball drawn comes back as the other kind. */
export const ehrenfestUrns = (b: number, slots: number, stream: RandomStream): Sequence => {
  const urn = [b, b];
  const drawn = Array.from({ length: slots }, () => {
    const arm = takeBall(urn, stream.uniform());
    urn[arm] = (urn[arm] ?? 0) - 1;
    urn[1 - arm] = (urn[1 - arm] ?? 0) + 1;
    return arm;
  });
  return unblocked(drawn);
};
