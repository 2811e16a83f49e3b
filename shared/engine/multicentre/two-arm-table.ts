import type { StateTable } from '../randomization/compiled/state-table.ts';

/**
 * A two-arm design as one flat table, four integers a state: threshold of the first arm on 31 bits, the
 * state after the second arm, the state after the first, and 1 when the arm is certain. States are
 * numbered in steps of four, so they index the table directly.
 */
export type TwoArmTable = Int32Array;

/** 31 bits of a word decide: `(word >>> 1) - threshold` is negative exactly when the first arm is drawn. */
const RESOLUTION = 2 ** 31;

/** Flattens a compiled design of two arms without concealed options; probabilities 0 and 1 stay exact. */
export function flattenTwoArms(table: StateTable): TwoArmTable {
  const flat = new Int32Array(table.stateCount * 4);
  for (let state = 0; state < table.stateCount; state++) {
    const p = table.probabilities[state * 2] as number;
    const at = state * 4;
    flat[at] = thresholdOf(p) | 0;
    const end = table.outcomeStart[state + 1] as number;
    for (let o = table.outcomeStart[state] as number; o < end; o++) {
      const slot = (table.outcomeArm[o] as number) === 0 ? 2 : 1;
      flat[at + slot] = (table.outcomeTarget[o] as number) * 4;
      if (end - (table.outcomeStart[state] as number) === 1) flat[at + 3] = 1;
    }
  }
  return flat;
}

/** Rounds to 31 bits without ever making the possible impossible or certain. */
function thresholdOf(p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return RESOLUTION;
  return Math.min(RESOLUTION - 1, Math.max(1, Math.round(p * RESOLUTION)));
}
