/** The register takes code breaks of subjects whose record is not home: it names them by their number. */
export const migration0240 = {
  number: 240,
  name: 'code breaks on backup',
  sql: `
CREATE TABLE code_break_by_number (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('emergency', 'exercise')),
  subject TEXT NOT NULL,
  site INTEGER NOT NULL REFERENCES place (id),
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  role TEXT NOT NULL,
  asked_by TEXT,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  tell TEXT NOT NULL,
  reason TEXT,
  reason_by TEXT,
  reason_at TEXT,
  reason_due TEXT NOT NULL,
  assessment_due TEXT NOT NULL,
  later_kits TEXT,
  participation TEXT,
  sponsor_told_at TEXT,
  expectedness TEXT,
  assessment TEXT,
  assessed_by TEXT,
  assessed_at TEXT,
  pack TEXT,
  envelope INTEGER,
  kit TEXT,
  entry INTEGER NOT NULL
) STRICT;
INSERT INTO code_break_by_number
  SELECT code_break.id, code_break.code, code_break.kind, subject.code, code_break.site,
    code_break.user, code_break.printed_name, code_break.role, asked_by, code_break.at,
    code_break.offset_minutes, tell, reason, reason_by, reason_at, reason_due, assessment_due,
    later_kits, participation, sponsor_told_at, expectedness, assessment, assessed_by, assessed_at,
    NULL, NULL, NULL, code_break.entry
  FROM code_break JOIN subject ON subject.id = code_break.subject;
DROP TABLE code_break;
ALTER TABLE code_break_by_number RENAME TO code_break;
CREATE INDEX code_break_by_subject ON code_break (subject COLLATE NOCASE);
`,
} as const;
