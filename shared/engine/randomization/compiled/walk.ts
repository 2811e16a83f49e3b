import type { Refusal } from '../../../base/refusal.ts';
import { type Result, err, ok } from '../../../base/result.ts';
import type { Design } from '../design.ts';
import { GrowingFloats, GrowingInts } from './growing.ts';
import { ImbalanceLattice } from './imbalance-lattice.ts';
import { MAX_STATES, type StateTable, compileDesign, tooManyStates } from './state-table.ts';

/**
 * The design's states joined with the imbalance of the counts: what exact calculation and simulation
 * walk through. Nodes are numbered in the order in which they are first reachable.
 */
export interface Walk {
  readonly arms: number;
  readonly steps: number;
  readonly nodeCount: number;
  /** Equally likely initial nodes. */
  readonly initial: Int32Array;
  /** Outcomes of node v are outcomeStart[v] .. outcomeStart[v + 1]. */
  readonly outcomeStart: Int32Array;
  readonly outcomeTarget: Int32Array;
  readonly outcomeProbability: Float64Array;
  /** Credit of the convergence guess for this outcome in units of 1/creditUnit: 0 when wrong. */
  readonly outcomeCredit: Int32Array;
  readonly creditUnit: number;
  /** 1 when some arm has probability 1. */
  readonly isDeterministic: Uint8Array;
  /** Probability that the convergence guess is right. */
  readonly guess: Float64Array;
  /** Imbalance of a node as a rank; `magnitudes[rank]` is its size (abs(D) for two arms 1:1). */
  readonly rank: Int32Array;
  readonly magnitudes: Float64Array;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Least common multiple of 1..m: the unit in which every share of an m-fold tie is whole. */
function tieUnit(arms: number): number {
  let unit = 1;
  for (let k = 2; k <= arms; k++) unit = (unit * k) / gcd(unit, k);
  return unit;
}

/** Numbers of equal credit for each arm at each lattice point, computed once a point. */
class GuessCredit {
  private readonly lattice: ImbalanceLattice;
  private readonly arms: number;
  private readonly unit: number;
  private readonly credits: (readonly number[] | undefined)[] = [];

  constructor(lattice: ImbalanceLattice, arms: number, unit: number) {
    this.lattice = lattice;
    this.arms = arms;
    this.unit = unit;
  }

  of(point: number): readonly number[] {
    const known = this.credits[point];
    if (known !== undefined) return known;
    const behind = this.lattice.armsBehind(point);
    const credit = Array.from({ length: this.arms }, (_, arm) =>
      behind.includes(arm) ? this.unit / behind.length : 0,
    );
    this.credits[point] = credit;
    return credit;
  }
}

class WalkBuilder {
  private readonly table: StateTable;
  private readonly credit: GuessCredit;
  private readonly index = new Map<number, number>();
  readonly unit: number;
  readonly lattice: ImbalanceLattice;
  readonly state = new GrowingInts();
  readonly point = new GrowingInts();
  readonly start = new GrowingInts();
  readonly target = new GrowingInts();
  readonly probability = new GrowingFloats();
  readonly outcomeCredit = new GrowingInts();
  readonly guess = new GrowingFloats();
  readonly deterministic = new GrowingInts();

  constructor(table: StateTable, weights: readonly number[]) {
    this.table = table;
    this.lattice = new ImbalanceLattice(weights);
    this.unit = tieUnit(table.arms);
    this.credit = new GuessCredit(this.lattice, table.arms, this.unit);
  }

  nodeOf(state: number, point: number): number {
    const key = point * this.table.stateCount + state;
    const known = this.index.get(key);
    if (known !== undefined) return known;
    this.index.set(key, this.state.length);
    this.state.push(state);
    this.point.push(point);
    return this.state.length - 1;
  }

  expand(node: number): void {
    const { table } = this;
    const state = this.state.at(node);
    const point = this.point.at(node);
    const credits = this.credit.of(point);
    const first = table.outcomeStart[state] as number;
    const end = table.outcomeStart[state + 1] as number;
    this.start.push(this.target.length);
    let guess = 0;
    let onlyArm = table.outcomeArm[first] as number;
    for (let o = first; o < end; o++) {
      const arm = table.outcomeArm[o] as number;
      const p = table.outcomeProbability[o] as number;
      const credit = credits[arm] as number;
      if (arm !== onlyArm) onlyArm = -1;
      guess += (p * credit) / this.unit;
      this.target.push(
        this.nodeOf(table.outcomeTarget[o] as number, this.lattice.next(point, arm)),
      );
      this.probability.push(p);
      this.outcomeCredit.push(credit);
    }
    this.guess.push(guess);
    this.deterministic.push(onlyArm >= 0 ? 1 : 0);
  }

  closeRest(): void {
    while (this.start.length <= this.state.length) this.start.push(this.target.length);
    while (this.guess.length < this.state.length) {
      this.guess.push(0);
      this.deterministic.push(0);
    }
  }

  ranks(): { readonly rank: Int32Array; readonly magnitudes: Float64Array } {
    const squares = Array.from({ length: this.lattice.size }, (_, p) =>
      this.lattice.squaredDistance(p),
    );
    const sorted = [...new Set(squares)].toSorted((a, b) => a - b);
    const rankOf = new Map(sorted.map((square, rank) => [square, rank]));
    const pointRank = Int32Array.from(squares, (square) => rankOf.get(square) ?? 0);
    return {
      rank: this.point.toArray().map((point) => pointRank[point] as number),
      magnitudes: Float64Array.from(sorted, (square) => this.lattice.magnitude(square)),
    };
  }
}

/** Joins a compiled design with the imbalance of its counts, for all nodes within its steps. */
export function joinImbalance(
  table: StateTable,
  weights: readonly number[],
  code: string,
): Result<Walk, Refusal> {
  const builder = new WalkBuilder(table, weights);
  const initial = table.initial.map((state) => builder.nodeOf(state, 0));
  let expanded = 0;
  for (let step = 0; step < table.steps; step++) {
    const levelEnd = builder.state.length;
    if (levelEnd > MAX_STATES) return err(tooManyStates(code, table.steps, MAX_STATES));
    while (expanded < levelEnd) builder.expand(expanded++);
  }
  builder.closeRest();
  return ok({
    arms: table.arms,
    steps: table.steps,
    nodeCount: builder.state.length,
    initial,
    outcomeStart: builder.start.toArray(),
    outcomeTarget: builder.target.toArray(),
    outcomeProbability: builder.probability.toArray(),
    outcomeCredit: builder.outcomeCredit.toArray(),
    creditUnit: builder.unit,
    isDeterministic: Uint8Array.from(builder.deterministic.toArray()),
    guess: builder.guess.toArray(),
    ...builder.ranks(),
  });
}

/** Every node that the design can reach in `steps` allocations, as tables. */
export function compileWalk(design: Design, steps: number): Result<Walk, Refusal> {
  const table = compileDesign(design, steps);
  return table.ok ? joinImbalance(table.value, design.weights, design.code) : table;
}
