import { addMilliseconds } from '../../base/instant.ts';
import type { Instant } from '../../base/instant.ts';
import { reviewedUntil } from '../../domain/trail/review.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { trailReviews } from '../../store/queries/trail-reviews.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

const dayMs = 86_400_000;

/** When the next review of the trail is due by the study's own interval; null where it sets none. */
export interface ReviewDue {
  readonly everyDays: number;
  /** The last review that left no gap, or when the study began. */
  readonly countedFrom: string;
  readonly dueAt: string;
  readonly isOverdue: boolean;
}

export function reviewDue(db: SqlDatabase, now: string): ReviewDue | null {
  const { definition } = currentDefinition(db);
  const everyDays = definition.trailReview?.everyDays;
  if (everyDays === undefined) return null;
  const reviews = trailReviews(db);
  const until = reviewedUntil(reviews);
  const last = reviews.findLast((one) => one.scope !== 'selection' && one.last === until);
  const countedFrom = last?.at ?? (entriesOf(db, [1])[0]?.content.at as string);
  const dueAt = addMilliseconds(countedFrom as Instant, everyDays * dayMs);
  return { everyDays, countedFrom, dueAt, isOverdue: now > dueAt };
}
