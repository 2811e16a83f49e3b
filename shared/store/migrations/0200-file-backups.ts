/** Backups of the study file: the schedule, what was made, and the failure that nobody mended yet. */
export const migration0200 = {
  number: 200,
  name: 'backups of the file',
  sql: `
CREATE TABLE backup_schedule (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  schedule TEXT NOT NULL,
  set_at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  printed_name TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE file_backup (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  place TEXT NOT NULL,
  file TEXT NOT NULL,
  entries INTEGER NOT NULL,
  head TEXT NOT NULL,
  scheduled INTEGER NOT NULL CHECK (scheduled IN (0, 1)),
  missed INTEGER NOT NULL,
  printed_name TEXT NOT NULL,
  made_at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  deleted_at TEXT,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE backup_failure (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  place TEXT NOT NULL,
  rule TEXT NOT NULL,
  message TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
`,
} as const;
