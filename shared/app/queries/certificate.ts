import type { Instant } from '../../base/instant.ts';
import { ok } from '../../base/result.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { ListFacts } from '../../store/queries/list-facts.ts';
import { listSignatures, listTotals } from '../../store/queries/list-facts.ts';
import { stratifiedBy, strataInUse } from '../../store/queries/list-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { findList } from '../list-secret/find-list.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { timeInWords } from './slip.ts';
import { fileName } from './table-file.ts';

const strataShown = 40;

/** A digest in groups of eight characters, to be compared by eye. */
const inGroups = (hex: string): string => hex.replace(/(.{8})(?=.)/g, '$1 ');

const inUtc = (at: string): string => timeInWords(at as Instant, 0);

function strataBlocks(context: QueryContext, list: ListFacts): readonly PrintBlock[] {
  const strata = strataInUse(context.db, list.id);
  if (list.kind === 'live') return [];
  const hidden = strata.length - strataShown;
  return [
    {
      kind: 'table',
      header: ['Stratum', 'Slots', 'Used'],
      rows: strata
        .slice(0, strataShown)
        .map(({ words, slots, used }) => [words, String(slots), String(used)]),
    },
    ...(hidden > 0
      ? [
          {
            kind: 'text',
            text: `… and ${hidden} more strata; all are covered by the digest.`,
          } as const,
        ]
      : []),
  ];
}

function signatureBlock(context: QueryContext, list: ListFacts): PrintBlock {
  const signatures = listSignatures(context.db, list.id);
  if (signatures.length === 0) return { kind: 'text', text: 'Not signed.' };
  return {
    kind: 'table',
    header: ['Signed by', 'At (UTC)', 'Meaning'],
    rows: signatures.map(({ printedName, at, meaning }) => [printedName, inUtc(at), meaning]),
  };
}

type Facts = readonly (readonly [name: string, value: string])[];

function sizeRows(context: QueryContext, list: ListFacts): Facts {
  const { strata, slots, used } = listTotals(context.db, list.id);
  if (list.kind === 'live') {
    return [['Allocation', `live: the arm is drawn at each allocation; ${used} so far`]];
  }
  const use = list.purpose === 'reserve' ? 'reserve for strata that run out' : 'main list';
  return [
    ['Use', use],
    ['Strata and slots', `${strata} strata, ${slots} slots, ${used} used`],
    ['When a stratum runs out', list.fallback === null ? 'refuse' : `use list ${list.fallback}`],
  ];
}

const digestRows = (list: ListFacts): Facts =>
  list.kind === 'live'
    ? [['SHA-256 digest of the parameters', inGroups(list.digest)]]
    : [
        ['SHA-256 digest', inGroups(list.digest)],
        ['Merkle root', inGroups(list.merkleRoot)],
      ];

const lastWords = (list: ListFacts): string =>
  list.kind === 'live'
    ? 'This certificate tells no arm and no parameter. Parameters that are opened later can be compared with it by their digest.'
    : 'This certificate tells no arm and no block. A list that is opened later can be compared with it by its digest.';

/** What everybody may keep as proof of which list was locked: digests bind the slots without telling them. */
function certificateOf(context: QueryContext, list: ListFacts): PrintDocument {
  const { protocol } = currentDefinition(context.db).definition;
  return {
    title: `${protocol.number} certificate of randomization list ${list.code}`,
    language: 'en',
    ...(context.environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Certificate of a randomization list' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['Sponsor', protocol.sponsor],
          ['Environment', context.environment],
          ['List', list.code],
          ['Status', list.status.replaceAll('-', ' ')],
          ['Procedure', list.procedure],
          [
            list.kind === 'live' ? 'Balanced' : 'Stratified by',
            stratifiedBy(context.db, list.id).join(', ') || 'nothing',
          ],
          ...sizeRows(context, list),
          ['Generated at (UTC)', inUtc(list.generatedAt)],
          ...digestRows(list),
        ],
      },
      ...strataBlocks(context, list),
      { kind: 'heading', text: 'Signatures' },
      signatureBlock(context, list),
      {
        kind: 'text',
        text: lastWords(list),
      },
    ],
  };
}

export const randomizationCertificate: QueryHandler<'randomization.certificate'> = async (
  context,
  input,
) => {
  const list = findList(context.db, input.list);
  if (!list.ok) return list;
  const document = certificateOf(context, list.value);
  const { printer } = context.ports;
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `list certificate ${list.value.code}`;
  const name = fileName({ protocol, content, unblinded: false }, context.now);
  return ok({
    name: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(await printer.pdf(document)),
  });
};
