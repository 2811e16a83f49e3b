import type { Walk } from '../compiled/walk.ts';

/** Mass below this moves no figure in its sixteen digits, and would slow the rest down. */
const NEGLIGIBLE = 1e-30;

/**
 * The distribution over the nodes of a walk, carried forward one allocation at a time. Only nodes with
 * mass are visited. Mass that would pass `rankLimit` leaves the walk; `escaped` sums it, so that after n
 * steps it is P(max rank > rankLimit), small probabilities in full precision.
 */
export class Propagation {
  private readonly walk: Walk;
  private readonly rankLimit: number;
  private mass: Float64Array;
  private nextMass: Float64Array;
  private active: Int32Array;
  private nextActive: Int32Array;
  private activeCount = 0;
  escaped = 0;

  constructor(walk: Walk, rankLimit: number) {
    this.walk = walk;
    this.rankLimit = rankLimit;
    this.mass = new Float64Array(walk.nodeCount);
    this.nextMass = new Float64Array(walk.nodeCount);
    this.active = new Int32Array(walk.nodeCount);
    this.nextActive = new Int32Array(walk.nodeCount);
    for (const node of walk.initial) {
      if (this.mass[node] === 0) this.active[this.activeCount++] = node;
      this.mass[node] = (this.mass[node] as number) + 1 / walk.initial.length;
    }
  }

  /** Puts the mass weights[offset + node] on each node of first .. end in place of what was there. */
  restart(first: number, end: number, weights: ArrayLike<number>, offset: number): void {
    for (let i = 0; i < this.activeCount; i++) this.mass[this.active[i] as number] = 0;
    this.activeCount = 0;
    for (let node = first; node < end; node++) {
      const weight = weights[offset + node] as number;
      if (weight === 0) continue;
      this.mass[node] = weight;
      this.active[this.activeCount++] = node;
    }
  }

  /** Σ over nodes of mass times a value of the node. */
  expectation(value: ArrayLike<number>): number {
    let sum = 0;
    for (let i = 0; i < this.activeCount; i++) {
      const node = this.active[i] as number;
      sum += (this.mass[node] as number) * (value[node] as number);
    }
    return sum;
  }

  /** Adds the mass of every node to the rank of its imbalance. */
  massByRank(into: Float64Array): void {
    into.fill(0);
    const { rank } = this.walk;
    for (let i = 0; i < this.activeCount; i++) {
      const node = this.active[i] as number;
      const r = rank[node] as number;
      into[r] = (into[r] as number) + (this.mass[node] as number);
    }
  }

  /** One allocation. */
  advance(): void {
    const { outcomeStart, outcomeTarget, outcomeProbability, rank } = this.walk;
    const { mass, nextMass, active, nextActive, rankLimit } = this;
    let count = 0;
    for (let i = 0; i < this.activeCount; i++) {
      const node = active[i] as number;
      const here = mass[node] as number;
      mass[node] = 0;
      const end = outcomeStart[node + 1] as number;
      for (let o = outcomeStart[node] as number; o < end; o++) {
        const target = outcomeTarget[o] as number;
        const share = here * (outcomeProbability[o] as number);
        if ((rank[target] as number) > rankLimit) this.escaped += share;
        if ((rank[target] as number) > rankLimit || share < NEGLIGIBLE) continue;
        const before = nextMass[target] as number;
        if (before === 0) nextActive[count++] = target;
        nextMass[target] = before + share;
      }
    }
    this.mass = nextMass;
    this.nextMass = mass;
    this.active = nextActive;
    this.nextActive = active;
    this.activeCount = count;
  }
}
