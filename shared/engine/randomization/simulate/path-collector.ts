import type { ImbalanceLattice } from '../compiled/imbalance-lattice.ts';
import { MomentCollector, type SampleSums } from './sample-sums.ts';

/** Follows sequences allocation by allocation and adds up what characterizes them. */
export class PathCollector {
  private readonly lattice: ImbalanceLattice;
  private readonly steps: number;
  private readonly absByStep: Float64Array;
  private readonly squareByStep: Float64Array;
  private readonly maxima = new MomentCollector();
  private readonly deterministic = new MomentCollector();
  private readonly correctGuesses = new MomentCollector();
  private cubes = 0;
  private fourths = 0;
  private balanced = 0;
  private point = 0;
  private size = 0;
  private maximum = 0;
  private certain = 0;
  private correct = 0;
  private done = 0;

  constructor(lattice: ImbalanceLattice, steps: number) {
    this.lattice = lattice;
    this.steps = steps;
    this.absByStep = new Float64Array(steps);
    this.squareByStep = new Float64Array(steps);
  }

  begin(): void {
    this.point = 0;
    this.size = 0;
    this.maximum = 0;
    this.certain = 0;
    this.correct = 0;
    this.done = 0;
  }

  /** One allocation: what was possible, and the arm that came. */
  step(probabilities: readonly number[], arm: number): void {
    const { lattice } = this;
    const behind = lattice.armsBehind(this.point);
    if (probabilities.filter((p) => p > 0).length === 1) this.certain++;
    if (behind.includes(arm)) this.correct += 1 / behind.length;
    this.point = lattice.next(this.point, arm);
    this.size = lattice.magnitude(lattice.squaredDistance(this.point));
    this.maximum = Math.max(this.maximum, this.size);
    this.absByStep[this.done] = (this.absByStep[this.done] as number) + this.size;
    this.squareByStep[this.done] = (this.squareByStep[this.done] as number) + this.size ** 2;
    this.done++;
  }

  end(): void {
    this.cubes += this.size ** 3;
    this.fourths += this.size ** 4;
    if (this.size === 0) this.balanced++;
    this.maxima.add(this.maximum);
    this.deterministic.add(this.certain / this.steps);
    this.correctGuesses.add(this.correct / this.steps);
  }

  sums(replicates: number): SampleSums {
    return {
      steps: this.steps,
      arms: this.lattice.arms,
      replicates,
      absByStep: this.absByStep,
      squareByStep: this.squareByStep,
      cubes: this.cubes,
      fourths: this.fourths,
      balanced: this.balanced,
      maximum: this.maxima.moments(),
      deterministic: this.deterministic.moments(),
      correctGuesses: this.correctGuesses.moments(),
    };
  }
}
