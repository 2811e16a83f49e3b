import {
  type ParameterSpec,
  type TextParameterSpec,
  rangeText,
} from '../../engine/randomization/parameters.ts';
import type { ArmsAllowed } from '../../engine/randomization/procedure.ts';
import { procedureDescriptions } from '../../engine/randomization/descriptions.ts';

export interface ListedParameter {
  readonly name: string;
  readonly meaning: string;
  readonly range: string;
  readonly required: boolean;
}

export interface ListedProcedure {
  readonly code: string;
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  /** Arms and ratios served, as text. */
  readonly arms: string;
  /** Whether the number of subjects n must be given. */
  readonly needs_n: boolean;
  readonly parameters: readonly ListedParameter[];
}

const ARMS: Readonly<Record<ArmsAllowed, string>> = {
  'two-equal': 'two arms, 1:1',
  two: 'two arms, any ratio',
  equal: 'two or more arms, equal ratio',
  any: 'two or more arms, any ratio',
};

const listed = (spec: ParameterSpec | TextParameterSpec): ListedParameter => ({
  name: spec.name,
  meaning: spec.meaning,
  range: rangeText(spec),
  required: spec.optional !== true && spec.default === undefined,
});

/** Every procedure with its parameters, ranges, arms and source, for the command `procedures`. */
export const listProcedures = (): { readonly procedures: readonly ListedProcedure[] } => ({
  procedures: procedureDescriptions.map((procedure) => ({
    code: procedure.code,
    name: procedure.name,
    formula: procedure.formula,
    source: procedure.source,
    arms: ARMS[procedure.armsAllowed],
    needs_n: procedure.needsLength,
    parameters: procedure.parameters.map(listed),
  })),
});
