/**
 * Conditional probabilities of the maximal procedure for two arms w1:w2. After j allocations N1
 * runs over the integers with abs(N1·W − j·w1) <= limit; `rows[j]` starts at N1 = `lowest[j]` and
 * holds P(arm 1) there, or NaN where no admissible sequence passes.
 */
export interface MaximalTable {
  readonly lowest: Int32Array;
  readonly rows: readonly Float64Array[];
}

const SCALE = 2 ** 512;

interface Band {
  readonly w1: number;
  readonly total: number;
  readonly limit: number;
}

const lowestOf = ({ w1, total, limit }: Band, j: number): number =>
  Math.max(0, Math.ceil((j * w1 - limit) / total));

const highestOf = ({ w1, total, limit }: Band, j: number): number =>
  Math.min(j, Math.floor((j * w1 + limit) / total));

/** Number of values of N1 that a row may hold. */
export const bandWidth = (band: Band): number => Math.floor((2 * band.limit) / band.total) + 1;

// Path counts grow like 2^n. Dividing a whole row by a power of two is exact and cancels in the
// ratio, so that no count overflows; their spread within a row stays far below the range.
const rescale = (row: Float64Array): Float64Array =>
  row.some((count) => count >= SCALE) ? row.map((count) => count / SCALE) : row;

/**
 * Counts, backwards from n, the sequences that stay within the band, and turns neighbouring counts
 * into P(arm 1) = paths after arm 1 / all paths. Time and memory n × width.
 */
export const maximalTable = (band: Band, n: number): MaximalTable => {
  const lowest = new Int32Array(n + 1);
  const rows: Float64Array[] = [];
  let later: Float64Array = new Float64Array(
    Math.max(0, highestOf(band, n) - lowestOf(band, n) + 1),
  ).fill(1);
  lowest[n] = lowestOf(band, n);
  for (let j = n - 1; j >= 0; j -= 1) {
    const low = lowestOf(band, j);
    const base = lowest[j + 1] ?? 0;
    const counts = new Float64Array(Math.max(0, highestOf(band, j) - low + 1));
    const row = new Float64Array(counts.length);
    for (let i = 0; i < counts.length; i += 1) {
      const first = later[low + i + 1 - base] ?? 0;
      counts[i] = first + (later[low + i - base] ?? 0);
      row[i] = first / (counts[i] ?? 0);
    }
    lowest[j] = low;
    rows[j] = row;
    later = rescale(counts);
  }
  return { lowest, rows };
};

/** Which N1 the sequences of the band reach from the start, same layout as the table. */
export const reachableRows = (band: Band, n: number): readonly Uint8Array[] => {
  const rows: Uint8Array[] = [];
  for (let j = 0; j <= n; j += 1) {
    const low = lowestOf(band, j);
    const row = new Uint8Array(Math.max(0, highestOf(band, j) - low + 1));
    const before = rows[j - 1];
    const base = j === 0 ? 0 : lowestOf(band, j - 1);
    for (let i = 0; i < row.length; i += 1) {
      const n1 = low + i - base;
      const reached = before === undefined || (before[n1] ?? 0) + (before[n1 - 1] ?? 0) > 0;
      row[i] = reached ? 1 : 0;
    }
    rows[j] = row;
  }
  return rows;
};

/**
 * The smallest limit on abs(N1·W − j·w1) that some sequence of n subjects keeps: with N1 at the
 * nearest integer to j·w1/W the distance is the smaller of the remainder and its complement.
 */
export const smallestLimit = (w1: number, total: number, n: number): number => {
  let limit = 0;
  for (let j = 1; j <= Math.min(n, total); j += 1) {
    const remainder = (j * w1) % total;
    limit = Math.max(limit, Math.min(remainder, total - remainder));
  }
  return limit;
};
