import type { ParameterSpec, TextParameterSpec } from './parameters.ts';
import type { ArmsAllowed } from './procedure.ts';

/** What people are told of a procedure; dynamic procedures have this without `Procedure`'s state. */
export interface ProcedureDescription {
  readonly code: string;
  readonly name: string;
  readonly formula: string;
  readonly source: string;
  readonly armsAllowed: ArmsAllowed;
  readonly needsLength: boolean;
  readonly parameters: readonly (ParameterSpec | TextParameterSpec)[];
}
