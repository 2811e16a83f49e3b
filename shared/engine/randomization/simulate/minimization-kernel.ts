import type { MinimizationTable } from '../compiled/minimization-table.ts';

/** One replicate in progress. */
export interface MinimizationLane {
  /** Position of each slot in `contribution`. */
  readonly position: Int32Array;
  /** Move of x with each subject's arm. */
  readonly moves: Int32Array;
  /** Σ abs(x) and Σ x² of the whole trial after each step, over replicates. */
  readonly absByStep: Float64Array;
  readonly squareByStep: Float64Array;
  /** Of the last replicate: steps with a preferred arm, then what `followTrial` finds. */
  readonly tally: Int32Array;
}

/** Places in `MinimizationLane.tally`. */
export const PREFERRED = 0;
/** Trial x at the end, its largest abs, convergence guesses that were right and that were tosses. */
export const TRIAL = 1;
export const MAXIMUM = 2;
export const RIGHT = 3;
export const EVEN = 4;

export const createMinimizationLane = (slots: number, steps: number): MinimizationLane => ({
  position: new Int32Array(slots),
  moves: new Int32Array(steps),
  absByStep: new Float64Array(steps),
  squareByStep: new Float64Array(steps),
  tally: new Int32Array(5),
});

/** The profile that a word draws from the alias cells. */
function profileOf(cells: Int32Array, bits: number, word: number): number {
  const cell = word >>> (32 - bits);
  const entry = cells[cell] as number;
  const alias = entry & ((1 << bits) - 1);
  const isOwn = ((word & (-1 >>> bits)) - (entry >>> bits)) >> 31;
  return alias + ((cell - alias) & isOwn);
}

/** Contribution of the factors after the first four. */
function sumOfOthers(table: MinimizationTable, position: Int32Array, from: number): number {
  let sum = 0;
  for (let at = from + 4; at < from + table.width; at++) {
    const slot = table.profileSlots[at] as number;
    sum = (sum + (table.contribution[position[slot] as number] as number)) | 0;
  }
  return sum;
}

function moveOthers(table: MinimizationTable, position: Int32Array, from: number, move: number) {
  for (let at = from + 4; at < from + table.width; at++) {
    const slot = table.profileSlots[at] as number;
    position[slot] = (position[slot] as number) + move;
  }
}

/**
 * Allocates subjects 0 .. steps − 1 of one replicate. Subject j takes words 2j (whose levels) and 2j + 1
 * (which arm). The preferred arm, the arm drawn and the counts are found without a branch; the first
 * four factors are written out, because a loop of four turns costs more than what it does.
 */
export function minimize(
  table: MinimizationTable,
  words: Int32Array,
  steps: number,
  { position, moves, tally }: MinimizationLane,
): void {
  const { width, contribution, tie, thresholds, profileBits, profileCells, profileSlots } = table;
  let preferred = 0;
  for (let j = 0; j < steps; j++) {
    const from = profileOf(profileCells, profileBits, words[2 * j] as number) * width;
    const slot0 = profileSlots[from] as number;
    const slot1 = profileSlots[from + 1] as number;
    const slot2 = profileSlots[from + 2] as number;
    const slot3 = profileSlots[from + 3] as number;
    const x0 = position[slot0] as number;
    const x1 = position[slot1] as number;
    const x2 = position[slot2] as number;
    const x3 = position[slot3] as number;
    let sum = ((contribution[x0] as number) + (contribution[x1] as number)) | 0;
    sum = (sum + (((contribution[x2] as number) + (contribution[x3] as number)) | 0)) | 0;
    if (width > 4) sum = (sum + sumOfOthers(table, position, from)) | 0;
    const isBehind = (sum + tie) >>> 31;
    const isAhead = (tie - sum) >>> 31;
    const threshold = thresholds[1 - isBehind + isAhead] as number;
    const arm = (((words[2 * j + 1] as number) >>> 1) - threshold) >>> 31;
    const move = table.moves[arm] as number;
    position[slot0] = x0 + move;
    position[slot1] = x1 + move;
    position[slot2] = x2 + move;
    position[slot3] = x3 + move;
    if (width > 4) moveOthers(table, position, from, move);
    preferred += isBehind + isAhead;
    moves[j] = move;
  }
  tally[PREFERRED] = preferred;
}

/** What the moves of a replicate did to the trial as a whole. */
export function followTrial(lane: MinimizationLane, steps: number): void {
  const { moves, absByStep, squareByStep, tally } = lane;
  let trial = 0;
  let maximum = 0;
  let right = 0;
  let even = 0;
  for (let j = 0; j < steps; j++) {
    const move = moves[j] as number;
    even += 1 + ((trial | -trial) >> 31);
    right += (trial ^ move) >>> 31;
    // From balance either arm is a toss; a first move down would otherwise count as right.
    right -= (1 + ((trial | -trial) >> 31)) & (move >>> 31);
    trial = (trial + move) | 0;
    const size = Math.abs(trial);
    maximum = Math.max(maximum, size);
    absByStep[j] = (absByStep[j] as number) + size;
    squareByStep[j] = (squareByStep[j] as number) + size * size;
  }
  tally[TRIAL] = trial;
  tally[MAXIMUM] = maximum;
  tally[RIGHT] = right;
  tally[EVEN] = even;
}
