import type { Instant } from '../../base/instant.ts';
import { err, ok } from '../../base/result.ts';
import type { SiteChainState } from '../../contracts/reconciliation.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { assembleChain } from '../../ledger/bundle/site-chain.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { devicesHome, siteEntries } from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { allPacks } from '../../store/queries/pack-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { signatureLine, timeInWords } from '../queries/slip.ts';
import { misheardBreaks } from './assignment-row.ts';
import { deskPage } from './desk-items.ts';
import { chainState } from './chain-state.ts';

const stateInWords = {
  waiting: 'record incomplete',
  recorded: 'recorded',
  open: 'to decide',
  resolved: 'decided',
} as const;

const decisionInWords = {
  accept: 'it stands and takes effect',
  annotate: 'it stays as it is, and the reason stands beside it',
  void: 'it is not valid',
} as const;

/** How the numbers of kits are written in this study. */
type Kits = (numbers: readonly string[]) => string;

const rowsOf = (items: readonly StoredAssignment[], kits: Kits): readonly (readonly string[])[] =>
  items.map(({ facts, verdict, state }) => [
    timeInWords(facts.at as Instant, facts.offsetMinutes),
    facts.subject,
    `${facts.pack} / ${facts.envelope}`,
    kits(facts.dispensed ?? []),
    state === 'waiting' ? 'none yet' : verdict.replaceAll('-', ' '),
    stateInWords[state],
  ]);

/** Everything about an assignment that is not in its row. */
function detailsOf(
  item: StoredAssignment,
  notes: readonly string[],
  kits: Kits,
  offsetMinutes: number,
): readonly PrintBlock[] {
  const { facts, findings, decision, reason, decidedBy, decidedAt } = item;
  const lines = [
    ...facts.unusable.map(
      ({ kits: numbers, condition, note }) =>
        `${kits(numbers)} could not be given (${condition}): ${note}`,
    ),
    ...findings.map(({ because }) => because),
    ...notes,
    ...(decision === null || decidedAt === null
      ? []
      : [
          `Decided by ${decidedBy ?? ''} on ${timeInWords(decidedAt as Instant, offsetMinutes)}: ` +
            `${decisionInWords[decision]}. ${reason ?? ''}`,
        ]),
  ];
  if (lines.length === 0) return [];
  return [
    { kind: 'heading', text: `Subject ${facts.subject}` },
    ...lines.map((text): PrintBlock => ({ kind: 'text', text })),
  ];
}

/** How whole the record of a machine is: what is missing is named by its entries. */
function chainInWords({ entries, gaps, forks }: SiteChainState): string {
  const problems = [
    ...gaps.map(({ from, to }) => `entries ${from} to ${to} are missing`),
    ...forks.map(({ kind, after }) =>
      kind === 'clone'
        ? `two copies went on after entry ${after}`
        : `it went back to entry ${after} and on again`,
    ),
  ];
  return `${entries} entries; ${problems.join('; ') || 'whole'}`;
}

function recordsOf({ db }: QueryContext, site: string): readonly (readonly [string, string])[] {
  const machines = devicesHome(db).filter((machine) => machine.site === site);
  if (machines.length === 0) return [['Record', 'none came home yet']];
  return machines.map(({ device, entries }) => {
    const chain = assembleChain(siteEntries(db, device));
    return ['Record', chainInWords(chainState(db, { device, site }, entries, chain))];
  });
}

function reportOf(context: QueryContext, site: { code: string; name: string }): PrintDocument {
  const { db, environment, now } = context;
  const { protocol, kitNumbers } = currentDefinition(db).definition;
  const kits: Kits = (numbers) =>
    numbers.map((number) => groupedKitNumber(number, kitNumbers.grouping)).join(', ');
  const filter = { state: null, verdict: null, sites: [site.code], pack: null };
  const items = deskPage(db, filter, { offset: 0, limit: -1 }).toSorted((a, b) =>
    a.facts.at < b.facts.at ? -1 : 1,
  );
  const packs = allPacks(db).filter((pack) => pack.site === site.code);
  return {
    title: `${protocol.number} backup reconciliation ${site.code}`,
    language: 'en',
    ...(environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Reconciliation of backup randomization' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['Site', `${site.code} ${site.name}`],
          ['Made at', timeInWords(now.instant, now.offsetMinutes)],
          ['Packs', packs.map(({ code, status }) => `${code} (${status})`).join(', ') || 'none'],
          ...recordsOf(context, site.code),
          ['Assignments', `${items.length}`],
        ],
      },
      {
        kind: 'table',
        header: ['Site time', 'Subject', 'Pack / envelope', 'Kits given', 'Verdict', 'State'],
        rows: rowsOf(items, kits),
      },
      ...items.flatMap((item) =>
        detailsOf(item, misheardBreaks(db, item.facts), kits, now.offsetMinutes),
      ),
      ...signatureLine('Pharmacist'),
    ],
  };
}

/** What happened while a site worked without the network; for the site's file. */
export const reconciliationReport: QueryHandler<'reconciliation.report'> = async (
  context,
  input,
) => {
  const site = placeByCode(context.db, input.site);
  if (site === undefined || site.kind !== 'site') return err(unknownPlace(input.site));
  const foreign = foreignPlace(context.actor, input.site);
  if (foreign !== null) return err(foreign);
  const { printer } = context.ports;
  return ok({
    name: `reconciliation-${site.code}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(await printer.pdf(reportOf(context, site))),
  });
};
