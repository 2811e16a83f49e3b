import type { Cell } from '../../base/csv.ts';
import { localText } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { ok } from '../../base/result.ts';
import type { CodeBreakRow } from '../../contracts/code-break.ts';
import { codeBreaks } from '../../store/queries/code-break-rows.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { codeBreakFilter } from './queries.ts';
import { codeBreakRow } from './register-row.ts';
import { envelopeText } from './words.ts';

const header = [
  'Code break',
  'Kind',
  'State',
  'Subject',
  'Site',
  'Broken at (UTC)',
  'Local time',
  'Shown to',
  'Role',
  'Asked by',
  'To be told',
  'Medical reason',
  'Reason by',
  'Reason at (UTC)',
  'Reason due (UTC)',
  'Assessment due (UTC)',
  'Later kits',
  'Participation',
  'Sponsor told at',
  'Expectedness',
  'Assessment',
  'Assessed by',
  'Assessed at (UTC)',
  'On backup',
];

const askedByText = ({ askedBy }: CodeBreakRow): string | null =>
  askedBy === null ? null : `${askedBy.name}, ${askedBy.role}, ${askedBy.contact}`;

const cellsOf = (row: CodeBreakRow): readonly Cell[] => [
  row.code,
  row.kind,
  row.state,
  row.subject,
  row.site,
  row.at,
  localText(row.at as Instant, row.offsetMinutes),
  row.shownTo,
  row.role,
  askedByText(row),
  row.tell.join('; '),
  row.reason,
  row.reasonBy,
  row.reasonAt,
  row.reasonDue,
  row.assessmentDue,
  row.assessment?.laterKits ?? null,
  row.assessment?.participation ?? null,
  row.assessment?.sponsorToldAt ?? null,
  row.assessment?.expectedness ?? null,
  row.assessment?.text ?? null,
  row.assessment?.by ?? null,
  row.assessment?.at ?? null,
  onBackupText(row),
];

const onBackupText = ({ backup, recordedFor }: CodeBreakRow): string | null => {
  if (backup === undefined) return null;
  const told = recordedFor === undefined ? '' : `; its record names subject ${recordedFor}`;
  return `${envelopeText(backup)}${told}`;
};

/** The register under the filter of the page, as a table or as pages to sign off. */
export const exportCodeBreaks: QueryHandler<'codeBreak.export'> = async (context, input) => {
  const filter = codeBreakFilter(context, input);
  const rows = codeBreaks(context.db, filter, { offset: 0, limit: -1 }).map(codeBreakRow);
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const name = fileName({ protocol, content: 'code breaks', unblinded: false }, context.now);
  if (input.format !== 'pdf') {
    const table = { name, header, length: rows.length, rows: rows.map(cellsOf) };
    return tableFile(context.ports.printer, table, input.format);
  }
  const { printer } = context.ports;
  const bytes = await printer.pdf(documentOf(context, rows));
  return ok({
    name: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(bytes),
  });
};

function documentOf(context: QueryContext, rows: readonly CodeBreakRow[]): PrintDocument {
  const { protocol } = currentDefinition(context.db).definition;
  return {
    title: `${protocol.number} register of code breaks`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Register of code breaks' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['As of (UTC)', context.now.instant],
          ['Code breaks', String(rows.length)],
        ],
      },
      { kind: 'text', text: 'This register names no treatment.' },
      ...rows.flatMap(blocksOf),
    ],
  };
}

const blocksOf = (row: CodeBreakRow): readonly PrintBlock[] => [
  {
    kind: 'heading',
    text: `${row.code} · subject ${row.subject}${row.kind === 'exercise' ? ' · EXERCISE' : ''}`,
  },
  {
    kind: 'facts',
    rows: header
      .map((name, i): readonly [string, string] => [name, String(cellsOf(row)[i] ?? '–')])
      .slice(1),
  },
];
