import type { Instant } from '../../base/instant.ts';
import { err, ok } from '../../base/result.ts';
import { groupedKitNumber } from '../../domain/kit/kit-number.ts';
import { randomizationNumberOf } from '../../ledger/bundle/assignment-facts.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { siteSubject } from '../../store/queries/site-facts.ts';
import type { SiteSubjectFacts } from '../../store/queries/site-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintBlock, PrintDocument } from '../ports.ts';
import { signatureLine, timeInWords } from '../queries/slip.ts';
import { unknownSubject, wrongStep } from './site-refusals.ts';
import { packOfSubject } from './subject-view.ts';

/** One page for the file of the subject: kit numbers, no arm. A drill is marked on it. */
function slipOf(context: QueryContext, subject: SiteSubjectFacts): PrintDocument {
  const { definition } = currentDefinition(context.db);
  const { protocol, kitNumbers, sites } = definition;
  const isDrill = context.environment === 'UAT';
  const { site } = packOfSubject(context.db, subject);
  return {
    title: `${protocol.number} backup dispensing slip ${subject.subject}`,
    language: 'en',
    ...(isDrill ? { watermark: 'DRILL' } : {}),
    blocks: [
      { kind: 'heading', text: isDrill ? 'DRILL: not for use' : 'Backup dispensing slip' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['Sponsor', protocol.sponsor],
          ['Environment', context.environment],
          ['Site', `${site} ${sites[0]?.name ?? ''}`],
          ['Subject', subject.subject],
          ['Randomization number', randomizationNumberOf(subject.pack, subject.envelope)],
          [
            'Pack and envelope',
            `${subject.pack}, envelope ${subject.envelope}, layer ${subject.layer}`,
          ],
          ['Begun at', timeInWords(subject.at as Instant, subject.offsetMinutes)],
          ...(subject.treatment === null
            ? []
            : ([['Treatment', subject.treatment]] satisfies [string, string][])),
        ],
      },
      ...subject.kits.map((number): PrintBlock => ({
        kind: 'large',
        text: groupedKitNumber(number, kitNumbers.grouping),
      })),
      ...['Dispensed by', 'Checked by'].flatMap(signatureLine),
    ],
  };
}

export const siteSlip: QueryHandler<'site.slip'> = async (context, input) => {
  const subject = siteSubject(context.db, input.subject);
  if (subject === undefined) return err(unknownSubject(input.subject));
  if (subject.state !== 'dispensed') {
    return err(wrongStep(subject, 'Confirm the kits first; the slip is printed after.'));
  }
  const { printer } = context.ports;
  return ok({
    name: `slip-${subject.subject}.pdf`,
    mediaType: 'application/pdf',
    base64: printer.base64(await printer.pdf(slipOf(context, subject))),
  });
};
