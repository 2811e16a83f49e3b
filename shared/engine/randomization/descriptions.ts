import { dbr } from './dbr.ts';
import { minimization } from './minimization.ts';
import type { ProcedureDescription } from './procedure-description.ts';
import { procedures } from './procedures.ts';
import { zelen } from './zelen.ts';

/** Every procedure that people may choose: sequence procedures, then dynamic ones. */
export const procedureDescriptions: readonly ProcedureDescription[] = [
  ...procedures.values(),
  dbr,
  minimization,
  zelen,
];
