import { canonicalJson } from '../../base/canonical-json.ts';
import type { Json } from '../../base/canonical-json.ts';
import { mention } from './projection.ts';
import type { Projection } from './projection.ts';

export const backupScheduleSet: Projection<'backup-schedule-set'> = (db, { schedule }, entry) => {
  db.prepare('DELETE FROM backup_schedule').run();
  db.prepare('DELETE FROM backup_failure').run();
  if (schedule === null) return;
  db.prepare('INSERT INTO backup_schedule VALUES (1, ?, ?, ?, ?, ?)').run(
    canonicalJson(schedule as unknown as Json),
    entry.at,
    entry.offsetMinutes,
    entry.printedName,
    entry.sequence,
  );
};

export const backupMade: Projection<'backup-made'> = (db, body, entry) => {
  db.prepare(
    `INSERT INTO file_backup (code, place, file, entries, head, scheduled, missed, printed_name,
       made_at, offset_minutes, entry)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    body.backup,
    body.place,
    body.file,
    body.entries,
    body.head,
    body.scheduled ? 1 : 0,
    body.missed,
    entry.printedName,
    entry.at,
    entry.offsetMinutes,
    entry.sequence,
  );
  for (const code of body.deletes) {
    db.prepare('UPDATE file_backup SET deleted_at = ? WHERE code = ?').run(entry.at, code);
    mention(db, 'file-backup', code, entry.sequence);
  }
  db.prepare('DELETE FROM backup_failure').run();
  mention(db, 'file-backup', body.backup, entry.sequence);
};

export const backupFailed: Projection<'backup-failed'> = (db, body, entry) => {
  db.prepare('INSERT OR REPLACE INTO backup_failure VALUES (1, ?, ?, ?, ?, ?, ?)').run(
    body.place,
    body.rule,
    body.message,
    entry.at,
    entry.offsetMinutes,
    entry.sequence,
  );
};
