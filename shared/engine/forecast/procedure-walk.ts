import type { Refusal } from '../../base/refusal.ts';
import type { Result } from '../../base/result.ts';
import type { WordSource } from '../prng/simulation/xoshiro.ts';
import { uniform } from '../prng/simulation/xoshiro.ts';
import { type StateTable, compileDesign } from '../randomization/compiled/state-table.ts';
import { prepareDesign } from '../randomization/design.ts';

/** The table of a procedure for at most n subjects; refuses what cannot be prepared or compiled. */
export function procedureTable(
  model: {
    readonly procedure: string;
    readonly parameters: Readonly<Record<string, string>>;
    readonly ratio: readonly number[];
  },
  n: number,
): Result<StateTable, Refusal> {
  const design = prepareDesign(model.procedure, model.parameters, { weights: model.ratio, n });
  return design.ok ? compileDesign(design.value, n) : design;
}

/** A state to begin with. */
export const startOf = ({ initial }: StateTable, source: WordSource): number =>
  initial.length === 1
    ? (initial[0] as number)
    : (initial[Math.floor(uniform(source) * initial.length)] as number);

/** The outcome that is drawn in a state: an index into the outcomes of the table. */
export function stepOf(table: StateTable, state: number, source: WordSource): number {
  const end = (table.outcomeStart[state + 1] as number) - 1;
  let outcome = table.outcomeStart[state] as number;
  let rest = uniform(source);
  while (outcome < end) {
    rest -= table.outcomeProbability[outcome] as number;
    if (rest < 0) break;
    outcome++;
  }
  return outcome;
}
