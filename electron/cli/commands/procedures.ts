import { listProcedures } from '../../../shared/app/design-lab/list-procedures.ts';
import type { Command } from '../command.ts';
import { done } from '../command.ts';
import { textTable } from '../text-table.ts';

export const command: Command = {
  output:
    '`{ procedures: [{ code, name, formula, source, arms, needs_n, parameters: [{ name, meaning, range, required }] }] }`',
  examples: ['procedures', 'procedures --json'],
  run: async () => {
    const listed = listProcedures();
    const rows = listed.procedures.map(({ code, name, arms, parameters }) => [
      code,
      name,
      arms,
      parameters.map((one) => `${one.name} ${one.range}`).join('; '),
    ]);
    return done(listed, textTable([['code', 'name', 'arms', 'parameters'], ...rows]));
  },
};
