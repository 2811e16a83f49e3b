import { ok } from '../../base/result.ts';
import { listProcedures } from '../design-lab/list-procedures.ts';
import type { QueryHandler } from '../handlers.ts';

export const labProcedures: QueryHandler<'lab.procedures'> = () =>
  ok({
    procedures: listProcedures().procedures.map((procedure) => ({
      ...procedure,
      parameters: procedure.parameters.map((parameter) => ({ ...parameter })),
    })),
  });
