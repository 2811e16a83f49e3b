import type { Instant } from '../../base/instant.ts';
import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { assignmentPage } from '../../store/queries/backup-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { allPacks } from '../../store/queries/pack-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { signatureLine, timeInWords } from '../queries/slip.ts';

const rowsOf = (items: readonly StoredAssignment[]): readonly (readonly string[])[] =>
  items.map(({ facts, verdict, state, decision }) => [
    timeInWords(facts.at as Instant, facts.offsetMinutes),
    facts.subject,
    `${facts.pack} / ${facts.envelope}`,
    (facts.dispensed ?? []).join(', '),
    verdict.replaceAll('-', ' '),
    decision === null ? state : `${state}: ${decision}`,
  ]);

const detailsOf = (
  items: readonly StoredAssignment[],
  offsetMinutes: number,
): readonly PrintBlock[] =>
  items
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ facts, findings, reason, decidedBy, decidedAt }): readonly PrintBlock[] => [
      { kind: 'heading', text: `Subject ${facts.subject}` },
      ...findings.map(({ because }): PrintBlock => ({ kind: 'text', text: because })),
      ...(decidedAt === null
        ? []
        : [
            {
              kind: 'text' as const,
              text: `Decided by ${decidedBy ?? ''} on ${timeInWords(decidedAt as Instant, offsetMinutes)}: ${reason ?? ''}`,
            },
          ]),
    ]);

function reportOf(context: QueryContext, site: { code: string; name: string }): PrintDocument {
  const { db, environment, now } = context;
  const { protocol } = currentDefinition(db).definition;
  const filter = { state: null, verdict: null, sites: [site.code], pack: null };
  const items = assignmentPage(db, filter, { offset: 0, limit: -1 }).toReversed();
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
          ['Assignments', `${items.length}`],
        ],
      },
      {
        kind: 'table',
        header: ['Site time', 'Subject', 'Pack / envelope', 'Kits given', 'Verdict', 'State'],
        rows: rowsOf(items),
      },
      ...detailsOf(items, now.offsetMinutes),
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
