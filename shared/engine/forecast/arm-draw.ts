import type { Refusal } from '../../base/refusal.ts';
import { type Result, err, ok } from '../../base/result.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import type { StateTable } from '../randomization/compiled/state-table.ts';
import { balancedDraw } from './balanced-draw.ts';
import { drawIndex } from './draw-index.ts';
import type { RandomizationModel } from './model.ts';
import { procedureTable, startOf, stepOf } from './procedure-walk.ts';
import { scheduleDraw } from './schedule-draw.ts';

/** Draws the arm of each subject in order, by the study's procedure. One replicate at a time. */
export interface ArmDraw {
  /** Forgets who came before. */
  restart(source: WordSource): void;
  draw(source: WordSource, site: number): number;
}

/** Every stratum walks through the table of the procedure on its own. */
class SequenceDraw implements ArmDraw {
  private readonly table: StateTable;
  private readonly stratumOfSite: Int32Array;
  private readonly cellShares: Float64Array;
  private readonly states: Int32Array;

  constructor(table: StateTable, model: Extract<RandomizationModel, { kind: 'sequence' }>) {
    const strata = 1 + Math.max(0, ...model.stratumOfSite);
    this.table = table;
    this.stratumOfSite = Int32Array.from(model.stratumOfSite);
    this.cellShares = Float64Array.from(model.cellShares);
    this.states = new Int32Array(strata * model.cellShares.length);
  }

  restart(source: WordSource): void {
    if (this.table.initial.length === 1) this.states.fill(this.table.initial[0] as number);
    else for (let s = 0; s < this.states.length; s++) this.states[s] = startOf(this.table, source);
  }

  draw(source: WordSource, site: number): number {
    const { table, states } = this;
    const cell = drawIndex(source, this.cellShares);
    const stratum = (this.stratumOfSite[site] as number) * this.cellShares.length + cell;
    const outcome = stepOf(table, states[stratum] as number, source);
    states[stratum] = table.outcomeTarget[outcome] as number;
    return table.outcomeArm[outcome] as number;
  }
}

/** Prepares a study's procedure for at most that many subjects a stratum; refuses what cannot be compiled. */
export function prepareArmDraw(
  model: RandomizationModel,
  subjects: number,
): Result<ArmDraw, Refusal> {
  if (model.kind === 'balanced') return balancedDraw(model);
  const n = Math.max(1, subjects);
  if (model.kind === 'central-schedule') return scheduleDraw(model, n);
  const table = procedureTable(model, n);
  return table.ok ? ok(new SequenceDraw(table.value, model)) : err(table.error);
}
