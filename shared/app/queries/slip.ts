import type { Instant } from '../../base/instant.ts';
import { localText } from '../../base/instant.ts';
import { dateInWords } from '../../base/iso-date.ts';
import type { Refusal } from '../../base/refusal.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import type { DispensedKitRecord, SubjectRecord } from '../../store/queries/subject-rows.ts';
import { dispensedTo } from '../../store/queries/subject-rows.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { placeScope } from './scope.ts';
import { byVisit, visibleSubject } from './subjects-get.ts';
import { fileName } from './table-file.ts';

const watermarkOf = (environment: 'PROD' | 'UAT') =>
  environment === 'UAT' ? { watermark: 'UAT' } : {};

/** `2026-03-02 10:00:00 +01:00` */
export const timeInWords = (at: Instant, offsetMinutes: number): string =>
  localText(at, offsetMinutes).replace('T', ' ').replace(/\.\d+/, ' ');

/** Kits dispensed at the named visit, or at the latest one. */
function kitsAtVisit(
  subject: SubjectRecord,
  kits: readonly DispensedKitRecord[],
  visit: string | undefined,
): Result<readonly DispensedKitRecord[], Refusal> {
  const visits = byVisit(kits);
  const found =
    visit === undefined ? visits.at(-1) : visits.find((together) => together[0]?.visit === visit);
  if (found !== undefined) return ok(found);
  const had = visits.map((together) => together[0]?.visit).join(', ');
  return err(
    refusal(
      'nothing-dispensed',
      `Subject ${subject.code} got no kits${visit === undefined ? '' : ` at visit ${visit}`}.`,
      had === '' ? 'Dispense kits first.' : `Visits with kits: ${had}.`,
    ),
  );
}

/** A line to sign on paper. */
export const signatureLine = (who: string): readonly PrintBlock[] => [
  { kind: 'text', text: ' ' },
  { kind: 'text', text: `${who} (name, signature, date, time):` },
  { kind: 'text', text: '_'.repeat(80) },
];

/** One page for the file of the subject. Kits in the order of their numbers; no arm, no kit type. */
function slipOf(
  context: QueryContext,
  subject: SubjectRecord,
  kits: readonly DispensedKitRecord[],
): PrintDocument {
  const { definition } = currentDefinition(context.db);
  const { at, offsetMinutes, visit } = kits[0] as DispensedKitRecord;
  const site = placeScope(context).places.get(subject.site);
  const visitName = definition.visits.find(({ id }) => id === visit)?.name;
  const grouped = (number: string) => groupedKitNumber(number, definition.kitNumbers.grouping);
  return {
    title: `${definition.protocol.number} dispensing slip ${subject.code} ${visit}`,
    language: 'en',
    ...watermarkOf(context.environment),
    blocks: [
      { kind: 'heading', text: 'Dispensing slip' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${definition.protocol.number}: ${definition.protocol.title}`],
          ['Sponsor', definition.protocol.sponsor],
          ['Environment', context.environment],
          ['Site', `${subject.siteCode} ${site?.name ?? ''}`],
          ['Subject', subject.code],
          ['Randomization number', subject.randomizationNumber],
          ['Visit', visitName === undefined ? visit : `${visit} ${visitName}`],
          ['Dispensed at', timeInWords(at, offsetMinutes)],
        ],
      },
      ...kits.map(({ number }): PrintBlock => ({ kind: 'large', text: grouped(number) })),
      {
        kind: 'table',
        header: ['Kit number', 'Lot', 'Use by the end of'],
        rows: kits.map((kit) => [grouped(kit.number), kit.lot, dateInWords(kit.expiry)]),
      },
      ...['Dispensed by', 'Checked by'].flatMap(signatureLine),
    ],
  };
}

export const subjectsSlip: QueryHandler<'subjects.slip'> = async (context, input) => {
  const subject = visibleSubject(context, input.subject);
  if (!subject.ok) return subject;
  const dispensed = dispensedTo(context.db, [subject.value.id]);
  const kits = kitsAtVisit(subject.value, dispensed, input.visit);
  if (!kits.ok) return kits;
  const document = slipOf(context, subject.value, kits.value);
  const { printer } = context.ports;
  const protocol = currentDefinition(context.db).definition.protocol.number;
  const content = `slip ${subject.value.code} ${kits.value[0]?.visit ?? ''}`;
  const name = fileName({ protocol, content, unblinded: false }, context.now);
  return ok({
    name: `${name}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(await printer.pdf(document)),
  });
};
