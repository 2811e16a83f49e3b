import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { ParsedInputOf } from '../../contracts/index.ts';
import { criticalClass, criticalClasses } from '../../domain/trail/critical-events.ts';
import { hashAt } from '../../store/ledger-store.ts';
import { entriesOf } from '../../store/queries/entry-rows.ts';
import { readRevision } from '../../store/queries/revision.ts';
import { reviewQuestions, trailReviews } from '../../store/queries/trail-reviews.ts';
import { countTrail, wholeTrail } from '../../store/queries/trail.ts';
import type { TrailFilter } from '../../store/queries/trail.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { CommandContext, CommandHandler } from '../handlers.ts';
import { signedBody } from '../signed-body.ts';

type Input = ParsedInputOf<'trail.review'>;

const numbered = (prefix: string, number: number): string =>
  `${prefix}-${String(number).padStart(5, '0')}`;

function refusalOf(db: SqlDatabase, input: Input): Refusal | null {
  const end = readRevision(db);
  const named = [
    input.last,
    ...input.entries,
    ...input.questions.flatMap(({ entry }) => entry ?? []),
  ];
  const beyond = named.find((entry) => entry > end);
  if (beyond !== undefined) {
    return refusal(
      'entry-unknown',
      `The trail ends with entry ${end}; there is no entry ${beyond}.`,
      'Load the trail again and review what is there.',
    );
  }
  if (input.first > input.last) {
    return refusal(
      'range-empty',
      `A review from entry ${input.first} to ${input.last} is of nothing.`,
      'Name the first entry before the last one.',
    );
  }
  if ((input.scope === 'selection') === input.entries.length > 0) return null;
  return refusal(
    'selection-mismatch',
    'A selection names its entries, and a range names none.',
    'Choose entries, or review a range.',
  );
}

/** Entries up to one are counted as those of all less those after it. */
const countUntil = (db: SqlDatabase, filter: TrailFilter, { first, last }: Input): number =>
  countTrail(db, { ...filter, after: first - 1 }) - countTrail(db, { ...filter, after: last });

interface Counted {
  readonly reviewed: number;
  readonly own: number;
}

function countsOf({ db, actor }: CommandContext, input: Input): Counted {
  if (input.scope === 'selection') {
    const entries = entriesOf(db, input.entries);
    const own = entries.filter(
      ({ content }) => content.user === actor.user && criticalClass(content) !== null,
    );
    return { reviewed: entries.length, own: own.length };
  }
  const critical = { ...wholeTrail, critical: criticalClasses };
  return {
    reviewed: countUntil(db, input.scope === 'all' ? wholeTrail : critical, input),
    own: countUntil(db, { ...critical, users: [actor.user] }, input),
  };
}

/** Signs that entries were read; what stays open becomes questions of the review. */
export const reviewTrail: CommandHandler<'trail.review'> = (context, input) => {
  const { db } = context;
  const stopped = refusalOf(db, input);
  if (stopped !== null) return err(stopped);
  const asked = reviewQuestions(db).length;
  const review = numbered('AR', trailReviews(db).length + 1);
  const body = {
    review,
    scope: input.scope,
    first: input.first,
    last: input.last,
    entries: [...new Set(input.entries)].toSorted((a, b) => a - b),
    ...countsOf(context, input),
    head: hashAt(db, input.last) as string,
    comment: input.comment,
    questions: input.questions.map(({ entry, text }, i) => ({
      question: numbered('AQ', asked + i + 1),
      entry,
      text,
    })),
  };
  const event = { kind: 'trail-reviewed', body } as const;
  const signature = signedBody(context, body);
  return ok({ events: [{ event, signature }], value: { review, reviewed: body.reviewed } });
};

/** Answers a question of a review; it stays in the trail with its answer. */
export const closeQuestion: CommandHandler<'trail.closeQuestion'> = (context, input) => {
  const found = reviewQuestions(context.db).find(({ code }) => code === input.question);
  if (found === undefined || found.status === 'closed') {
    return err(
      refusal(
        'question-not-open',
        found === undefined
          ? `There is no question ${input.question}.`
          : `${found.code} was closed by ${found.closedName}: ${found.answer}`,
        'Choose an open question; ask a new one in the next review.',
      ),
    );
  }
  const body = { question: found.code, answer: input.answer };
  const signature = signedBody(context, body);
  const event = { kind: 'review-question-closed', body } as const;
  return ok({ events: [{ event, signature }], value: {} });
};
