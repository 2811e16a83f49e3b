import { fillAliasCells } from './alias-cells.ts';
import type { Walk } from './walk.ts';

/**
 * A walk compiled for speed: each node has one alias table (Walker 1977) over everything that can
 * happen in the next `stride` allocations, so that one random word moves a replicate by several
 * subjects without a branch. Probabilities are exact to 2^-32; what is impossible stays impossible.
 */
export interface LeapTable {
  /** Allocations in one leap. */
  readonly stride: number;
  /** Each node has 2^bits cells. */
  readonly bits: number;
  /** [node << bits | cell]: 32 - bits bits of threshold above the `bits` bits of the alias path. */
  readonly cells: Int32Array;
  /** [node << bits | path]: the node after the leap, already shifted by `bits`. */
  readonly targets: Int32Array;
  /** [node << bits | path]: largest rank on the path, deterministic steps, guess credit; see `packTally`. */
  readonly tallies: Int32Array;
}

/** Bits of the largest rank; also the number of ranks that a leap table can tell apart. */
export const RANK_SHIFT = 20;
export const MAX_RANKS = 1 << (32 - RANK_SHIFT);
/** Keeps deterministic steps (bits 16-19) and credit (bits 0-7) so that sums of many do not meet. */
export const TALLY_MASK = 0x000f00ff;
/** Leaps after which the sums of tallies must be emptied: 256 credits of 255 fit 16 bits. */
export const TALLY_CAPACITY = 256;

const MAX_BITS = 4;
const MAX_CREDIT = 255;
const MAX_STRIDE = 4;
/** Table integers beyond which a shorter stride is taken. */
const MAX_TABLE = 1 << 25;

const packTally = (rank: number, deterministic: number, credit: number): number =>
  (rank << RANK_SHIFT) | (deterministic << 16) | credit;

interface Path {
  readonly target: number;
  readonly probability: number;
  readonly rank: number;
  readonly deterministic: number;
  readonly credit: number;
}

/** Everything that can happen from a node in `stride` allocations. */
function pathsFrom(walk: Walk, node: number, stride: number): readonly Path[] {
  let paths: readonly Path[] = [
    { target: node, probability: 1, rank: 0, deterministic: 0, credit: 0 },
  ];
  for (let step = 0; step < stride; step++) {
    paths = paths.flatMap((path) => extend(walk, path));
  }
  return paths;
}

function extend(walk: Walk, path: Path): readonly Path[] {
  const from = path.target;
  const extended: Path[] = [];
  const end = walk.outcomeStart[from + 1] as number;
  for (let o = walk.outcomeStart[from] as number; o < end; o++) {
    const target = walk.outcomeTarget[o] as number;
    extended.push({
      target,
      probability: path.probability * (walk.outcomeProbability[o] as number),
      rank: Math.max(path.rank, walk.rank[target] as number),
      deterministic: path.deterministic + (walk.isDeterministic[from] as number),
      credit: path.credit + (walk.outcomeCredit[o] as number),
    });
  }
  return extended;
}

const widest = (walk: Walk): number => {
  let width = 1;
  for (let node = 0; node < walk.nodeCount; node++) {
    const outcomes = (walk.outcomeStart[node + 1] as number) - (walk.outcomeStart[node] as number);
    width = Math.max(width, outcomes);
  }
  return width;
};

/** The longest stride whose paths fit the cells and whose tables fit the memory set aside; 0 when none. */
function longestStride(walk: Walk, maximum: number): { stride: number; bits: number } {
  const width = Math.max(2, widest(walk));
  for (let stride = Math.min(MAX_STRIDE, maximum); stride >= 1; stride--) {
    const bits = Math.ceil(Math.log2(width ** stride));
    const isSmall = bits <= MAX_BITS && walk.nodeCount << bits <= MAX_TABLE;
    if (isSmall && stride * walk.creditUnit <= MAX_CREDIT) return { stride, bits };
  }
  return { stride: 0, bits: 0 };
}

/**
 * Leaps of at most `maximumStride` allocations; null when the walk has too many outcomes, ranks or
 * nodes for this form (then the plain procedure is simulated).
 */
export function compileLeaps(walk: Walk, maximumStride = MAX_STRIDE): LeapTable | null {
  const { stride, bits } = longestStride(walk, Math.min(maximumStride, walk.steps));
  if (stride === 0 || walk.magnitudes.length > MAX_RANKS) return null;
  const size = walk.nodeCount << bits;
  const cells = new Int32Array(size);
  const targets = new Int32Array(size);
  const tallies = new Int32Array(size);
  for (let node = 0; node < walk.nodeCount; node++) {
    const paths = pathsFrom(walk, node, stride);
    // Nodes first reached near the end have no full leap, and are never left by one.
    if (paths.length === 0) continue;
    const at = node << bits;
    fillAliasCells(
      paths.map((path) => path.probability),
      bits,
      cells,
      at,
    );
    paths.forEach((path, i) => {
      targets[at + i] = path.target << bits;
      tallies[at + i] = packTally(path.rank, path.deterministic, path.credit);
    });
  }
  return { stride, bits, cells, targets, tallies };
}
