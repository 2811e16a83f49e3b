import { canonicalJson } from '../../base/canonical-json.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const codeBroken: Projection<'code-broken'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO code_break (code, kind, subject, site, user, printed_name, role, asked_by, at,
       offset_minutes, tell, reason, reason_by, reason_at, reason_due, assessment_due, pack,
       envelope, kit, entry)
     VALUES (?, ?, ?, (SELECT id FROM place WHERE code = ?),
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.break,
    body.kind,
    body.subject,
    body.site,
    entry.user,
    entry.printedName,
    entry.role,
    body.askedBy === null ? null : canonicalJson({ ...body.askedBy }),
    entry.at,
    entry.offsetMinutes,
    canonicalJson([...body.tell]),
    entry.reason,
    entry.reason === null ? null : entry.printedName,
    entry.reason === null ? null : entry.at,
    body.reasonDue,
    body.assessmentDue,
    body.backup?.pack ?? null,
    body.backup?.envelope ?? null,
    body.backup?.kit ?? null,
    entry.sequence,
  );
  mention(db, 'code-break', body.break, entry.sequence);
  mention(db, 'subject', body.subject, entry.sequence);
};

export const codeBreakExplained: Projection<'code-break-explained'> = (db, body, entry) => {
  db.prepare('UPDATE code_break SET reason = ?, reason_by = ?, reason_at = ? WHERE code = ?').run(
    entry.reason,
    entry.printedName,
    entry.at,
    body.break,
  );
  mention(db, 'code-break', body.break, entry.sequence);
  mention(db, 'subject', body.subject, entry.sequence);
};

export const codeBreakAssessed: Projection<'code-break-assessed'> = (db, body, entry) => {
  db.prepare(
    `UPDATE code_break SET later_kits = ?, participation = ?, sponsor_told_at = ?,
       expectedness = ?, assessment = ?, assessed_by = ?, assessed_at = ? WHERE code = ?`,
  ).run(
    body.laterKits,
    body.participation,
    body.sponsorToldAt,
    body.expectedness,
    entry.reason,
    entry.signature?.printedName ?? entry.printedName,
    entry.at,
    body.break,
  );
  mention(db, 'code-break', body.break, entry.sequence);
  mention(db, 'subject', body.subject, entry.sequence);
};

export const breakEnvelopesSealed: Projection<'break-envelopes-sealed'> = (db, body) => {
  const insert = db.prepare(
    `INSERT INTO break_envelope SELECT id, ? FROM subject WHERE code = ?
     ON CONFLICT (subject) DO UPDATE SET envelope = excluded.envelope`,
  );
  for (const [i, subject] of body.subjects.entries()) {
    insert.run(body.envelopes[i] as string, subject);
  }
};

export const breakKeysGranted: Projection<'break-keys-granted'> = (db, body, entry) => {
  const insert = db.prepare('INSERT OR REPLACE INTO break_key VALUES (?, ?)');
  for (const user of body.users) {
    insert.run(user, entry.sequence);
    mention(db, 'user', user, entry.sequence);
  }
};
