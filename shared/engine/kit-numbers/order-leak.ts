/** How the types of a list lie along an order of it (by number, or by sequence). */
export interface OrderLeak {
  /** Runs of like types seen along the order. */
  readonly runs: number;
  /** Runs expected if the order said nothing of the types. */
  readonly expectedRuns: number;
  /** (runs − expected) in standard deviations; 0 when nothing can be said. */
  readonly deviation: number;
  /** True when a person who sees the order could tell types apart: long runs, or steady alternation. */
  readonly tells: boolean;
}

const fewestKits = 20;
const farBelow = -4;
/** Permuted packaging blocks alternate a little more than chance; only near-perfect alternation tells. */
const alternation = 1.8;

/**
 * Runs test for several categories (Mood 1940): with n items, n_i of type i and A = Σn_i²,
 * E = (n(n + 1) − A)/n and Var = (A(A + n(n + 1)) − 2nΣn_i³ − n³)/(n²(n − 1)). `types` are small
 * indexes by position, `order` the positions in the order to be judged.
 */
export function orderLeak(types: ArrayLike<number>, order: ArrayLike<number>): OrderLeak {
  const n = order.length;
  const counts = new Map<number, number>();
  let runs = 0;
  for (let at = 0; at < n; at++) {
    const type = types[order[at] as number] as number;
    counts.set(type, (counts.get(type) ?? 0) + 1);
    if (at === 0 || type !== types[order[at - 1] as number]) runs++;
  }
  const sizes = [...counts.values()];
  const squares = sizes.reduce((sum, size) => sum + size * size, 0);
  const cubes = sizes.reduce((sum, size) => sum + size ** 3, 0);
  const expectedRuns = n === 0 ? 0 : (n * (n + 1) - squares) / n;
  const variance =
    n < 2 ? 0 : (squares * (squares + n * (n + 1)) - 2 * n * cubes - n ** 3) / (n * n * (n - 1));
  const deviation = variance > 0 ? (runs - expectedRuns) / Math.sqrt(variance) : 0;
  const tells =
    n >= fewestKits &&
    sizes.length > 1 &&
    (deviation < farBelow || runs > expectedRuns * alternation);
  return { runs, expectedRuns, deviation, tells };
}
