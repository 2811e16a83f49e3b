import type { RandomStream } from '../../prng/random-stream.ts';
import type { Sequence } from './urn-sequences.ts';

/**
 * Second implementation of the two-arm coins, written from LIST-FORMAT.md: one loop that keeps a
 * running lead of arm 1, and for each procedure the chance of the leading arm.
 */
type ChanceOfLeader = (lead: number, ofFirst: number, ofSecond: number) => number;

/** Tosses for each slot. `chance` is asked with the lead (> 0) of the leading arm. */
const toss = (slots: number, stream: RandomStream, chance: ChanceOfLeader): Sequence => {
  const arms: number[] = [];
  const held: [number, number] = [0, 0];
  for (let slot = 0; slot < slots; slot += 1) {
    const lead = held[0] - held[1];
    const leader = lead > 0 ? 0 : 1;
    const forLeader = lead === 0 ? 0.5 : chance(Math.abs(lead), held[0], held[1]);
    const forFirst = leader === 0 ? forLeader : 1 - forLeader;
    const arm = stream.uniform() < forFirst ? 0 : 1;
    held[arm] += 1;
    arms.push(arm);
  }
  return { arms, blocks: arms.map(() => 0) };
};

export const efron = (p: number, slots: number, stream: RandomStream): Sequence =>
  toss(slots, stream, () => 1 - p);

export const bigSticks = (mti: number, slots: number, stream: RandomStream): Sequence =>
  toss(slots, stream, (lead) => (lead < mti ? 0.5 : 0));

export const tolerantEfron = (
  p: number,
  mti: number,
  slots: number,
  stream: RandomStream,
): Sequence => toss(slots, stream, (lead) => (lead < mti ? 1 - p : 0));

export const adjustable = (a: number, slots: number, stream: RandomStream): Sequence =>
  toss(slots, stream, (lead) => 1 / (Math.exp(a * Math.log(lead)) + 1));

export const generalized = (gamma: number, slots: number, stream: RandomStream): Sequence =>
  toss(slots, stream, (_, first, second) => {
    const [few, many] = [Math.min(first, second), Math.max(first, second)];
    return few === 0 ? 0 : 1 / (1 + Math.exp(gamma * Math.log(many / few)));
  });

export const truncated = (slots: number, stream: RandomStream): Sequence => {
  const room: [number, number] = [slots / 2, slots / 2];
  const arms = Array.from({ length: slots }, () => {
    const u = stream.uniform();
    const fair = u < 0.5 ? 0 : 1;
    const arm = room[fair] > 0 ? fair : fair === 0 ? 1 : 0;
    room[arm] -= 1;
    return arm;
  });
  return { arms, blocks: arms.map(() => 0) };
};

/** Maximal procedure by exact counts of completions, memoized from the end of the sequence. */
export const maximalSequence = (
  [w1, w2]: readonly [number, number],
  mti: number,
  slots: number,
  stream: RandomStream,
): Sequence => {
  const limit = Math.floor(mti * w1 + 1e-9);
  let later = new Map<number, bigint>();
  const byStep: ReadonlyMap<number, bigint>[] = [];
  for (let step = slots; step >= 0; step -= 1) {
    const ways = new Map<number, bigint>();
    for (let d = -limit; d <= limit; d += 1) {
      const after = (later.get(d + w2) ?? 0n) + (later.get(d - w1) ?? 0n);
      ways.set(d, step === slots ? 1n : after);
    }
    byStep[step] = ways;
    later = ways;
  }
  let d = 0;
  const arms = Array.from({ length: slots }, (_, step) => {
    const first = byStep[step + 1]?.get(d + w2) ?? 0n;
    const all = first + (byStep[step + 1]?.get(d - w1) ?? 0n);
    const share = Number((first << 60n) / all) / 2 ** 60;
    const arm = stream.uniform() < share ? 0 : 1;
    d += arm === 0 ? w2 : -w1;
    return arm;
  });
  return { arms, blocks: arms.map(() => 0) };
};
