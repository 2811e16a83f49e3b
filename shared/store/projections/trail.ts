import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

/** That a pack was made is read from its entry: no table changes. */
export const evidenceMade: Projection<'evidence-made'> = () => undefined;

export const trailReviewed: Projection<'trail-reviewed'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO trail_review (code, scope, first, last, entries, reviewed, own, comment, user,
       printed_name, at, offset_minutes, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.review,
    body.scope,
    body.first,
    body.last,
    JSON.stringify(body.entries),
    body.reviewed,
    body.own,
    body.comment,
    entry.user,
    entry.printedName,
    entry.at,
    entry.offsetMinutes,
    entry.sequence,
  );
  for (const { question, entry: about, text } of body.questions) {
    db.prepare(
      `INSERT INTO review_question (code, review, about, text, status, asked_at)
       VALUES (?, ?, ?, ?, 'open', ?)`,
    ).run(question, body.review, about, text, entry.at);
    mention(db, 'review-question', question, entry.sequence);
  }
  mention(db, 'trail-review', body.review, entry.sequence);
};

export const reviewQuestionClosed: Projection<'review-question-closed'> = (db, body, entry) => {
  db.prepare(
    `UPDATE review_question SET status = 'closed', answer = ?, closed_name = ?, closed_at = ?
     WHERE code = ?`,
  ).run(body.answer, entry.printedName, entry.at, body.question);
  mention(db, 'review-question', body.question, entry.sequence);
};
