import { sum } from './weights.ts';
import type { GeneratedList, StratumSlots } from './list.ts';
import type { CheckedList, CheckedStratum } from './list-specification.ts';

/** What is known of one stratum of a list. */
export interface StratumReport {
  readonly name: string;
  readonly slots: number;
  /** Slots of each arm, and the same in each completed planned ratio: slots·w_k/W. */
  readonly counts: readonly number[];
  readonly expected: readonly number[];
  readonly longestRun: number;
  /** For each width, the largest distance of an arm's count in a window from its share. */
  readonly windows: readonly { readonly width: number; readonly largestDeviation: number }[];
  /** Completed blocks that are out of the ratio (none in a sound list), and their number in all. */
  readonly completedBlocks: number;
  readonly unbalancedBlocks: readonly number[];
  /** Share of slots that the procedure left no choice about. */
  readonly deterministicShare: number;
  /** First position whose arm or block the procedure could not have produced; null when none. */
  readonly impossibleAt: number | null;
}

export interface ListReport {
  readonly strata: readonly StratumReport[];
  /** Pairs of strata whose arms agree from the first slot on, as from one repeated stream. */
  readonly repeatedStreams: readonly (readonly [string, string])[];
  readonly isSound: boolean;
}

/** Shortest common beginning that counts as a repeat: by chance below 2^-40 for two equal arms. */
const REPEAT_LENGTH = 40;

const countsOf = (arms: Uint8Array, number: number, from = 0, to = arms.length): number[] => {
  const counts = Array.from({ length: number }, () => 0);
  for (let i = from; i < to; i += 1) {
    const arm = arms[i] ?? 0;
    counts[arm] = (counts[arm] ?? 0) + 1;
  }
  return counts;
};

const longestRun = (arms: Uint8Array): number => {
  let longest = 0;
  let run = 0;
  arms.forEach((arm, i) => {
    run = i > 0 && arm === arms[i - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  });
  return longest;
};

const largestDeviation = (arms: Uint8Array, weights: readonly number[], width: number): number => {
  const counts = countsOf(arms, weights.length, 0, width);
  const total = sum(weights);
  let largest = 0;
  for (let end = width; end <= arms.length; end += 1) {
    counts.forEach((count, k) => {
      largest = Math.max(largest, Math.abs(count - (width * (weights[k] ?? 0)) / total));
    });
    const [leaves, enters] = [arms[end - width] ?? 0, arms[end] ?? 0];
    counts[leaves] = (counts[leaves] ?? 0) - 1;
    counts[enters] = (counts[enters] ?? 0) + 1;
  }
  return largest;
};

const windowsOf = (arms: Uint8Array, weights: readonly number[]): StratumReport['windows'] =>
  [1, 2, 4, 8]
    .map((sets) => sets * sum(weights))
    .filter((width) => width <= arms.length)
    .map((width) => ({ width, largestDeviation: largestDeviation(arms, weights, width) }));

/** Ends (exclusive) of the runs of one block number. */
const blockEnds = (block: Uint32Array): readonly number[] =>
  Array.from(block.keys(), (i) => i + 1).filter((end) => block[end - 1] !== block[end]);

/** Completed blocks and those among them that are out of the ratio. The last may be cut short. */
const blocksOf = (slots: StratumSlots, weights: readonly number[]) => {
  if ((slots.block[0] ?? 0) === 0) return { completedBlocks: 0, unbalancedBlocks: [] };
  const ends = blockEnds(slots.block);
  const unbalanced: number[] = [];
  let completed = 0;
  ends.forEach((end, i) => {
    const counts = countsOf(slots.arm, weights.length, ends[i - 1] ?? 0, end);
    const lambda = (counts[0] ?? 0) / (weights[0] ?? 1);
    const isBalanced = counts.every((count, k) => count === lambda * (weights[k] ?? 0));
    if (isBalanced) completed += 1;
    else if (i < ends.length - 1) unbalanced.push(slots.block[end - 1] ?? 0);
  });
  return { completedBlocks: completed + unbalanced.length, unbalancedBlocks: unbalanced };
};

/** Concealed options that fit what the list shows of the block that begins at `from`. */
const settledBy = (stratum: CheckedStratum, slots: StratumSlots, state: unknown, from: number) => {
  const { design } = stratum;
  const candidates = Array.from({ length: design.concealedOptions(state) }, (_, option) =>
    design.settle(state, option),
  );
  return candidates.filter((candidate) => isPossible(stratum, slots, candidate, from));
};

/** Whether the block from `from` on can be walked until its end, which must be where it ends. */
const isPossible = (
  { design }: CheckedStratum,
  slots: StratumSlots,
  start: unknown,
  from: number,
): boolean => {
  let state = start;
  for (let i = from; i < slots.arm.length; i += 1) {
    if (i > from && slots.block[i] !== slots.block[from]) return design.startsBlock(state);
    if (i > from && design.startsBlock(state)) return false;
    const arm = slots.arm[i] ?? 0;
    if (!((design.probabilities(state)[arm] ?? 0) > 0)) return false;
    state = design.next(state, arm);
  }
  return true;
};

/** Walks the list by its procedure: every arm must have had a positive probability. */
const replay = (stratum: CheckedStratum, slots: StratumSlots) => {
  const { design } = stratum;
  let state = design.initial;
  let blocks = 0;
  let deterministic = 0;
  for (let i = 0; i < slots.arm.length; i += 1) {
    if (design.startsBlock(state)) blocks += 1;
    if (design.concealedOptions(state) > 0) {
      const fitting = settledBy(stratum, slots, state, i)[0];
      if (fitting === undefined) return { deterministic, impossibleAt: i + 1 };
      state = fitting;
    }
    const arm = slots.arm[i] ?? 0;
    const p = design.probabilities(state)[arm] ?? 0;
    if (!(p > 0) || slots.block[i] !== blocks) return { deterministic, impossibleAt: i + 1 };
    if (p === 1) deterministic += 1;
    state = design.next(state, arm);
  }
  return { deterministic, impossibleAt: null };
};

const reportStratum = (
  stratum: CheckedStratum,
  slots: StratumSlots,
  weights: readonly number[],
): StratumReport => {
  const { deterministic, impossibleAt } = replay(stratum, slots);
  return {
    name: stratum.name,
    slots: slots.arm.length,
    counts: countsOf(slots.arm, weights.length),
    expected: weights.map((w) => (slots.arm.length * w) / sum(weights)),
    longestRun: longestRun(slots.arm),
    windows: windowsOf(slots.arm, weights),
    ...blocksOf(slots, weights),
    deterministicShare: deterministic / slots.arm.length,
    impossibleAt,
  };
};

const beginAlike = (a: Uint8Array, b: Uint8Array): boolean => {
  const length = Math.min(a.length, b.length);
  if (length < REPEAT_LENGTH) return false;
  for (let i = 0; i < length; i += 1) if (a[i] !== b[i]) return false;
  return true;
};

const repeatedStreams = (list: GeneratedList): ListReport['repeatedStreams'] =>
  list.strata.flatMap((a, i) =>
    list.strata
      .slice(i + 1)
      .filter((b) => beginAlike(a.arm, b.arm))
      .map((b) => [a.name, b.name] as const),
  );

/**
 * Examines a list that was generated or read back: counts for each stratum and arm, windows, runs,
 * block balance, whether its procedure could have produced every slot, and whether two strata
 * share a stream. `isSound` is false when any of these finds a fault.
 */
export const verifyList = (checked: CheckedList, list: GeneratedList): ListReport => {
  const weights = checked.specification.arms.map((arm) => arm.weight);
  const strata = checked.strata.map((stratum, i) => {
    const slots = list.strata[i];
    if (slots?.name !== stratum.name) throw new Error(`stratum ${stratum.name} is not in the list`);
    return reportStratum(stratum, slots, weights);
  });
  const repeated = repeatedStreams(list);
  const isFaultless = strata.every(
    (s) => s.impossibleAt === null && s.unbalancedBlocks.length === 0,
  );
  return { strata, repeatedStreams: repeated, isSound: isFaultless && repeated.length === 0 };
};
