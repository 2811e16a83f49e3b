import { type LeapTable, RANK_SHIFT, TALLY_MASK } from '../compiled/leap-table.ts';

/**
 * Replicates that walk side by side: while one waits for its table look-up the others go on. Group g of
 * a run holds replicates g·LANES .. g·LANES + LANES − 1, which share the group's words.
 */
export const LANES = 32;

/** Where the lanes of a group stand. */
export interface Lanes {
  /** Node, shifted by the table's bits. */
  readonly at: Int32Array;
  readonly maximumRank: Int32Array;
  /** Credit in the low half, deterministic steps in the high half; emptied by the caller. */
  readonly tally: Int32Array;
}

/** Visits of nodes at the end of every leap: visits[offset[leap] + node]++. */
export interface VisitTable {
  readonly visits: Int32Array;
  readonly offset: Int32Array;
}

export const createLanes = (): Lanes => ({
  at: new Int32Array(LANES),
  maximumRank: new Int32Array(LANES),
  tally: new Int32Array(LANES),
});

/**
 * Moves the first `live` lanes by `leaps` leaps, the first of which is number `firstLeap`. Leap j of
 * lane k takes word j·LANES + k: its top bits choose a cell of the alias table, the rest is compared
 * with the cell's threshold. There is no branch on what was drawn.
 */
export function leap(
  table: LeapTable,
  words: Int32Array,
  leaps: number,
  lanes: Lanes,
  live: number,
  seen: VisitTable,
  firstLeap: number,
): void {
  const { bits, cells, targets, tallies } = table;
  const { at, maximumRank, tally } = lanes;
  const { visits, offset } = seen;
  const shift = 32 - bits;
  const low = (1 << bits) - 1;
  const rest = -1 >>> bits;
  for (let j = 0; j < leaps; j++) {
    const base = offset[firstLeap + j] as number;
    const firstWord = j * LANES;
    for (let k = 0; k < live; k++) {
      const word = words[firstWord + k] as number;
      const from = at[k] as number;
      const cell = word >>> shift;
      const entry = cells[from + cell] as number;
      const alias = entry & low;
      const isOwn = ((word & rest) - (entry >>> bits)) >> 31;
      const path = from + alias + ((cell - alias) & isOwn);
      const packed = tallies[path] as number;
      const to = targets[path] as number;
      at[k] = to;
      tally[k] = (tally[k] as number) + (packed & TALLY_MASK);
      maximumRank[k] = Math.max(maximumRank[k] as number, packed >>> RANK_SHIFT);
      const slot = base + (to >>> bits);
      visits[slot] = (visits[slot] as number) + 1;
    }
  }
}
