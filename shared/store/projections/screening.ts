import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const subjectScreened: Projection<'subject-screened'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO screening (code, site, status, screened_at, offset_minutes, entry)
     VALUES (?, (SELECT id FROM place WHERE code = ?), 'screened', ?, ?, ?)`,
  ).run(body.subject, body.site, entry.at, entry.offsetMinutes, entry.sequence);
  mention(db, 'subject', body.subject, entry.sequence);
};

export const subjectScreenFailed: Projection<'subject-screen-failed'> = (db, body, entry) => {
  db.prepare(
    `UPDATE screening SET status = 'screen-failed', failed_because = ? WHERE code = ?`,
  ).run(entry.reason, body.subject);
  mention(db, 'subject', body.subject, entry.sequence);
};
