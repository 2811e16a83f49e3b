import type { Cell } from '../../base/csv.ts';
import { ok } from '../../base/result.ts';
import { contracts } from '../../contracts/index.ts';
import type { ProcedureContract } from '../../contracts/procedure.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { allowedRoles } from '../permission.ts';
import type { PrintDocument } from '../ports.ts';
import { fileName, tableFile } from './table-file.ts';

const header = [
  'What is signed',
  'Procedure',
  'Meaning of the signature',
  'People',
  'Who may sign',
  'Key to the arms',
];

type Row = readonly [
  what: string,
  procedure: string,
  meaning: string,
  people: number,
  roles: string,
  key: string,
];

/** Every procedure that asks for a signature, as the door itself reads it. */
function matrix(): readonly Row[] {
  return Object.entries<ProcedureContract>(contracts).flatMap(([name, contract]) => {
    const { signatures, summary, needs } = contract;
    if (signatures === undefined) return [];
    const roles = allowedRoles(contract).join(', ');
    const key = needs === 'unblinding-key' ? 'needed' : 'not needed';
    return [[summary, name, signatures.meaning, signatures.count, roles, key] as const];
  });
}

/** Who may sign what, with which meaning, as a table or as pages for the file of the study. */
export const signatureMatrix: QueryHandler<'access.signatures'> = async (context, { format }) => {
  const { printer } = context.ports;
  const rows = matrix();
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const name = fileName({ protocol, content: 'signatures', unblinded: false }, context.now);
  if (format !== 'pdf') {
    const cells: readonly (readonly Cell[])[] = rows;
    return tableFile(printer, { name, header, length: rows.length, rows: cells }, format);
  }
  const bytes = await printer.pdf(documentOf(context, rows));
  return ok({
    name: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes),
  });
};

function documentOf(context: QueryContext, rows: readonly Row[]): PrintDocument {
  const { protocol } = currentDefinition(context.db).definition;
  return {
    title: `${protocol.number} signatures`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Who may sign what' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['As of (UTC)', context.now.instant],
        ],
      },
      {
        kind: 'text',
        text: 'A signature takes the name and passphrase of the signer each time, states its meaning, and is bound to the digest of what was signed. Where two people sign, they are two different people.',
      },
      {
        kind: 'table',
        header: ['What is signed', 'Meaning', 'People', 'Who may sign'],
        rows: rows.map(([what, , meaning, people, roles]) => [what, meaning, `${people}`, roles]),
      },
    ],
  };
}
