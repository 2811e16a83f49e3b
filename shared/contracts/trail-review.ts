import { z } from 'zod';
import { criticalClasses } from '../domain/trail/critical-events.ts';
import { reviewScopes } from '../domain/trail/review.ts';
import { count, file, line, nothing, signature } from './common.ts';
import { define } from './procedure.ts';

const position = z.number().int().min(1);

const readers = [
  'qa',
  'inspector',
  'administrator',
  'unblinded-pharmacist',
  'unblinded-statistician',
] as const;

const review = z.strictObject({
  code: z.string(),
  scope: z.enum(reviewScopes),
  first: position,
  last: position,
  entries: z.array(position),
  /** Entries that it was about. */
  reviewed: count,
  /** Critical entries among them that the reviewer made. */
  own: count,
  comment: z.string(),
  user: z.string(),
  printedName: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  entry: position,
});
export type TrailReview = z.infer<typeof review>;

const question = z.strictObject({
  code: z.string(),
  review: z.string(),
  about: position.nullable(),
  text: z.string(),
  status: z.enum(['open', 'closed']),
  askedAt: z.string(),
  answer: z.string().nullable(),
  closedName: z.string().nullable(),
  closedAt: z.string().nullable(),
});
export type ReviewQuestion = z.infer<typeof question>;

export const trailReviewContracts = {
  'trail.reviews': define({
    kind: 'query',
    summary: 'Who reviewed the trail until when, critical events since then, and open questions.',
    input: nothing,
    output: z.strictObject({
      reviews: z.array(review),
      questions: z.array(question),
      /** Everything up to this entry was reviewed. */
      reviewedUntil: count,
      entries: count,
      unreviewed: count,
      unreviewedCritical: count,
      classes: z.array(
        z.strictObject({ critical: z.enum(criticalClasses), entries: count, unreviewed: count }),
      ),
      /** Null where the study sets no interval. */
      due: z
        .strictObject({
          everyDays: count,
          countedFrom: z.string(),
          dueAt: z.string(),
          isOverdue: z.boolean(),
        })
        .nullable(),
    }),
    roles: readers,
  }),
  'trail.review': define({
    kind: 'command',
    summary:
      'Sign that a range of the trail, its critical events, or selected entries were reviewed.',
    input: z.strictObject({
      scope: z.enum(reviewScopes),
      first: position,
      last: position,
      entries: z.array(position).max(500).default([]),
      comment: z.string().trim().max(2000).default(''),
      questions: z
        .array(z.strictObject({ entry: position.nullable(), text: line(1000) }))
        .max(50)
        .default([]),
      signature,
    }),
    output: z.strictObject({ review: z.string(), reviewed: count }),
    roles: ['qa'],
    signatures: { count: 1, meaning: 'I have reviewed these entries of the audit trail' },
  }),
  'trail.closeQuestion': define({
    kind: 'command',
    summary: 'Close a question that a review of the trail left open, with its answer.',
    input: z.strictObject({ question: line(40), answer: line(1000), signature }),
    output: nothing,
    roles: ['qa'],
    signatures: { count: 1, meaning: 'I close this question with the answer given' },
  }),
  'trail.exportReviews': define({
    kind: 'query',
    summary: 'Reviews of the trail and their questions as PDF, CSV or XLSX.',
    input: z.strictObject({ format: z.enum(['pdf', 'csv', 'xlsx']) }),
    output: file,
    roles: readers,
  }),
} as const;
