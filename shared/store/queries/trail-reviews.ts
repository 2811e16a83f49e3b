import type { ReviewScope } from '../../domain/trail/review.ts';
import type { SqlDatabase } from '../sql-database.ts';

export interface ReviewRecord {
  readonly code: string;
  readonly scope: ReviewScope;
  readonly first: number;
  readonly last: number;
  readonly entries: readonly number[];
  readonly reviewed: number;
  readonly own: number;
  readonly comment: string;
  readonly user: string;
  readonly printedName: string;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly entry: number;
}

/** All reviews, oldest first: few hundred in the life of a study. */
export const trailReviews = (db: SqlDatabase): readonly ReviewRecord[] =>
  db
    .prepare(
      `SELECT code, scope, first, last, entries, reviewed, own, comment, user,
         printed_name AS printedName, at, offset_minutes AS offsetMinutes, entry
       FROM trail_review ORDER BY id`,
    )
    .all<Omit<ReviewRecord, 'entries'> & { readonly entries: string }>()
    .map((row) => ({ ...row, entries: JSON.parse(row.entries) as number[] }));

export interface QuestionRecord {
  readonly code: string;
  readonly review: string;
  readonly about: number | null;
  readonly text: string;
  readonly status: 'open' | 'closed';
  readonly askedAt: string;
  readonly answer: string | null;
  readonly closedName: string | null;
  readonly closedAt: string | null;
}

/** All questions of reviews, oldest first. */
export const reviewQuestions = (db: SqlDatabase): readonly QuestionRecord[] =>
  db
    .prepare(
      `SELECT code, review, about, text, status, asked_at AS askedAt, answer,
         closed_name AS closedName, closed_at AS closedAt
       FROM review_question ORDER BY id`,
    )
    .all<QuestionRecord>();
