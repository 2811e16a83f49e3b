import { localText } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { ok } from '../../base/result.ts';
import { criticalClasses } from '../../domain/trail/critical-events.ts';
import { reviewedUntil } from '../../domain/trail/review.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { readRevision } from '../../store/queries/revision.ts';
import { reviewQuestions, trailReviews } from '../../store/queries/trail-reviews.ts';
import type { QuestionRecord, ReviewRecord } from '../../store/queries/trail-reviews.ts';
import { countTrail, wholeTrail } from '../../store/queries/trail.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import type { PrintDocument } from '../ports.ts';
import { timeInWords } from '../queries/slip.ts';
import { fileName, tableFile } from '../queries/table-file.ts';
import { reviewDue } from './due.ts';

/** How far the trail was reviewed, by whom, and what is open. */
export const trailReviewsOf: QueryHandler<'trail.reviews'> = ({ db, now }) => {
  const reviews = trailReviews(db);
  const until = reviewedUntil(reviews);
  const critical = { ...wholeTrail, critical: criticalClasses };
  return ok({
    reviews: reviews.toReversed().map((one) => ({ ...one, entries: [...one.entries] })),
    questions: [...reviewQuestions(db)],
    reviewedUntil: until,
    entries: readRevision(db),
    unreviewed: countTrail(db, { ...wholeTrail, after: until }),
    unreviewedCritical: countTrail(db, { ...critical, after: until }),
    classes: criticalClasses.map((name) => ({
      critical: name,
      entries: countTrail(db, { ...wholeTrail, critical: [name] }),
      unreviewed: countTrail(db, { ...wholeTrail, critical: [name], after: until }),
    })),
    due: reviewDue(db, now.instant),
  });
};

const whatWords = ({ scope, first, last, entries }: ReviewRecord): string =>
  scope === 'selection'
    ? `selected entries ${entries.slice(0, 20).join(', ')}${entries.length > 20 ? ' …' : ''}`
    : `${scope === 'all' ? 'all' : 'critical'} entries ${first} to ${last}`;

const header = ['Review', 'Local time', 'Reviewer', 'What', 'Entries', 'Own', 'Comment', 'Entry'];

const rowOf = (one: ReviewRecord) => [
  one.code,
  localText(one.at as Instant, one.offsetMinutes),
  one.printedName,
  whatWords(one),
  one.reviewed,
  one.own,
  one.comment,
  one.entry,
];

const questionRow = (one: QuestionRecord): readonly string[] => [
  one.code,
  one.about === null ? '' : String(one.about),
  one.text,
  one.status === 'open' ? 'open' : `${one.answer ?? ''} (${one.closedName ?? ''})`,
];

function reportOf({ db, now, environment }: QueryContext): PrintDocument {
  const reviews = trailReviews(db);
  const { protocol } = currentDefinition(db).definition;
  const due = reviewDue(db, now.instant);
  const interval =
    due === null
      ? 'none is set'
      : `every ${due.everyDays} days; next until ${due.dueAt.slice(0, 10)}`;
  return {
    title: `${protocol.number} reviews of the audit trail`,
    language: 'en',
    ...(environment === 'UAT' ? { watermark: 'UAT' } : {}),
    blocks: [
      { kind: 'heading', text: 'Reviews of the audit trail' },
      {
        kind: 'facts',
        rows: [
          ['Study', `${protocol.number}: ${protocol.title}`],
          ['Made at', timeInWords(now.instant, now.offsetMinutes)],
          ['Reviewed until entry', `${reviewedUntil(reviews)} of ${readRevision(db)}`],
          ['Interval', interval],
        ],
      },
      { kind: 'table', header, rows: reviews.map((one) => rowOf(one).map(String)) },
      { kind: 'heading', text: 'Questions' },
      {
        kind: 'table',
        header: ['Question', 'Entry', 'Text', 'Answer'],
        rows: reviewQuestions(db).map(questionRow),
      },
    ],
  };
}

/** The reviews as a table, or as a report with their questions. */
export const reviewsExport: QueryHandler<'trail.exportReviews'> = async (context, input) => {
  const { db, now } = context;
  const { printer } = context.ports;
  const { protocol } = currentDefinition(db).definition;
  const parts = { protocol: protocol.number, content: 'trail reviews', unblinded: false };
  const name = fileName(parts, now);
  if (input.format !== 'pdf') {
    const rows = trailReviews(db).map(rowOf);
    return tableFile(printer, { name, header, length: rows.length, rows }, input.format);
  }
  const base64 = printer.base64(await printer.pdf(reportOf(context)));
  return ok({ name: `${name}.pdf`, mediaType: 'application/pdf', base64 });
};
