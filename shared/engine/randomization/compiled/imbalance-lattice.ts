/**
 * Where the counts stand against the ratio: the deviations W·N_k − j·w_k of the arms after j
 * allocations. They do not depend on j itself, so few of them are reachable and they can be numbered.
 */
export class ImbalanceLattice {
  private readonly weights: readonly number[];
  private readonly total: number;
  private readonly index = new Map<string, number>();
  private readonly points: (readonly number[])[] = [];
  private readonly successors: number[] = [];

  constructor(weights: readonly number[]) {
    this.weights = weights;
    this.total = weights.reduce((a, b) => a + b, 0);
    this.pointOf(weights.map(() => 0));
  }

  get arms(): number {
    return this.weights.length;
  }

  get size(): number {
    return this.points.length;
  }

  private pointOf(deviations: readonly number[]): number {
    const key = deviations.join(',');
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.points.length);
    this.points.push(deviations);
    for (const _ of this.weights) this.successors.push(-1);
    return this.points.length - 1;
  }

  private deviations(point: number): readonly number[] {
    return this.points[point] ?? [];
  }

  /** The point after one more allocation to `arm`; point 0 is the balanced start. */
  next(point: number, arm: number): number {
    const slot = point * this.weights.length + arm;
    const known = this.successors[slot] ?? -1;
    if (known >= 0) return known;
    const moved = this.deviations(point).map(
      (d, k) => d - (this.weights[k] ?? 0) + (k === arm ? this.total : 0),
    );
    const target = this.pointOf(moved);
    this.successors[slot] = target;
    return target;
  }

  /** Σ_k (W·N_k − j·w_k)², a whole number that orders points by distance from the ratio. */
  squaredDistance(point: number): number {
    return this.deviations(point).reduce((sum, d) => sum + d * d, 0);
  }

  /** √2·‖N − j·w/W‖ from that square: abs(N_1 − N_2) for two arms 1:1. */
  magnitude(squaredDistance: number): number {
    return Math.sqrt(2 * squaredDistance) / this.total;
  }

  /** The arms a guesser names who expects the arm furthest behind its share N_k/w_k to come next. */
  armsBehind(point: number): readonly number[] {
    const shares = this.deviations(point).map((d, k) => d / (this.weights[k] ?? 1));
    const least = Math.min(...shares);
    return shares.flatMap((share, arm) => (share === least ? [arm] : []));
  }
}
