import type { Refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { type StateTable, compileDesign } from '../randomization/compiled/state-table.ts';
import { prepareDesign } from '../randomization/design.ts';
import { RunningCounts } from '../randomization/live-allocation.ts';
import {
  type Minimization,
  checkMinimization,
  minimizationProbabilities,
} from '../randomization/minimization.ts';
import type { RandomizationModel } from './model.ts';

/** Draws the arm of each subject in order, by the study's procedure. One replicate at a time. */
export interface ArmDraw {
  /** Forgets who came before. */
  restart(source: WordSource): void;
  draw(source: WordSource, site: number): number;
}

/** An index with the given probabilities; the last takes what rounding leaves. */
export function drawIndex(source: WordSource, probabilities: ArrayLike<number>): number {
  const last = probabilities.length - 1;
  if (last === 0) return 0;
  let rest = uniform(source);
  for (let i = 0; i < last; i++) {
    rest -= probabilities[i] as number;
    if (rest < 0) return i;
  }
  return last;
}

/** Every stratum walks through the table of the procedure on its own. */
class SequenceDraw implements ArmDraw {
  private readonly table: StateTable;
  private readonly stratumOfSite: readonly number[];
  private readonly cellShares: readonly number[];
  private readonly states: Int32Array;

  constructor(table: StateTable, model: Extract<RandomizationModel, { kind: 'sequence' }>) {
    const strata = 1 + Math.max(0, ...model.stratumOfSite);
    this.table = table;
    this.stratumOfSite = model.stratumOfSite;
    this.cellShares = model.cellShares;
    this.states = new Int32Array(strata * model.cellShares.length);
  }

  restart(source: WordSource): void {
    const { initial } = this.table;
    if (initial.length === 1) this.states.fill(initial[0] as number);
    else {
      for (let s = 0; s < this.states.length; s++) {
        this.states[s] = initial[Math.floor(uniform(source) * initial.length)] as number;
      }
    }
  }

  draw(source: WordSource, site: number): number {
    const { table, states } = this;
    const cell = drawIndex(source, this.cellShares);
    const stratum = (this.stratumOfSite[site] as number) * this.cellShares.length + cell;
    const state = states[stratum] as number;
    const end = (table.outcomeStart[state + 1] as number) - 1;
    let outcome = table.outcomeStart[state] as number;
    let rest = uniform(source);
    while (outcome < end) {
      rest -= table.outcomeProbability[outcome] as number;
      if (rest < 0) break;
      outcome++;
    }
    states[stratum] = table.outcomeTarget[outcome] as number;
    return table.outcomeArm[outcome] as number;
  }
}

class MinimizationDraw implements ArmDraw {
  private readonly spec: Minimization;
  private readonly shares: readonly (readonly number[])[];
  private readonly hasSite: boolean;
  private counts: RunningCounts;

  constructor(spec: Minimization, model: Extract<RandomizationModel, { kind: 'minimization' }>) {
    this.spec = spec;
    this.shares = model.factors.map(({ shares }) => shares);
    this.hasSite = model.siteWeight > 0;
    this.counts = new RunningCounts(spec.weights.length);
  }

  restart(): void {
    this.counts = new RunningCounts(this.spec.weights.length);
  }

  draw(source: WordSource, site: number): number {
    const levels = this.shares.map((shares, f) => `${f} ${drawIndex(source, shares)}`);
    if (this.hasSite) levels.push(`site ${site}`);
    const arm = drawIndex(source, minimizationProbabilities(this.spec, this.counts.at(levels)));
    this.counts.add(levels, arm);
    return arm;
  }
}

function minimizationDraw(
  model: Extract<RandomizationModel, { kind: 'minimization' }>,
): Result<ArmDraw, Refusal> {
  const factors = model.factors.map(({ weight }, f) => ({ name: `${f}`, weight, levels: [] }));
  const site = { name: 'site', weight: model.siteWeight, levels: [] };
  const checked = checkMinimization({
    weights: model.ratio,
    measure: model.measure,
    p: model.p,
    factors: model.siteWeight > 0 ? [...factors, site] : factors,
  });
  return checked.ok ? ok(new MinimizationDraw(checked.value, model)) : checked;
}

/** Prepares a study's procedure for at most that many subjects a stratum; refuses what cannot be compiled. */
export function prepareArmDraw(
  model: RandomizationModel,
  subjects: number,
): Result<ArmDraw, Refusal> {
  if (model.kind === 'minimization') return minimizationDraw(model);
  const n = Math.max(1, subjects);
  const design = prepareDesign(model.procedure, model.parameters, { weights: model.ratio, n });
  if (!design.ok) return design;
  const table = compileDesign(design.value, n);
  return table.ok ? ok(new SequenceDraw(table.value, model)) : err(table.error);
}
