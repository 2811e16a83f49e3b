import { z } from 'zod';
import { allowedRoles } from '../../../shared/app/permission.ts';
import { contracts } from '../../../shared/contracts/index.ts';
import type { ProcedureContract } from '../../../shared/contracts/procedure.ts';
import { done, UsageError } from '../command.ts';
import type { Command, Ending, Typed } from '../command.ts';

const rowOf = (name: string, contract: ProcedureContract) => ({
  name,
  kind: contract.kind,
  summary: contract.summary,
  roles: contract.roles === 'anyone' ? 'anyone' : allowedRoles(contract),
  needsUnblindingKey: contract.needs === 'unblinding-key',
  signature: contract.signatures?.meaning ?? null,
});

async function show(typed: Typed): Promise<Ending> {
  const [asked] = typed.positionals;
  const all = Object.entries(contracts) as [string, ProcedureContract][];
  if (asked === undefined) {
    const rows = all.map(([name, contract]) => rowOf(name, contract));
    return done(rows, rows.map(({ name, summary }) => `${name.padEnd(28)} ${summary}`).join('\n'));
  }
  const found = all.find(([name]) => name === asked);
  if (found === undefined) throw new UsageError(`there is no procedure "${asked}"`);
  const [name, contract] = found;
  const detail = {
    ...rowOf(name, contract),
    input: z.toJSONSchema(contract.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(contract.output, { unrepresentable: 'any' }),
  };
  return done(detail, JSON.stringify(detail, null, 2));
}

export const command: Command = {
  positionals: [
    { name: 'PROCEDURE', description: 'one procedure, with its schemas', optional: true },
  ],
  output:
    'every query and command of the core: name, kind, summary, roles, needsUnblindingKey, signature; for one procedure also the JSON schemas of input and output',
  examples: ['contract', 'contract kits.page --json'],
  run: show,
};
