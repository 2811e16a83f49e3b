/** Broken codes with their follow-up, sealed treatments for the break at a site, and openings by two people. */
export const migration0160 = {
  number: 160,
  name: 'code break and custody',
  sql: `
CREATE TABLE code_break (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('emergency', 'exercise')),
  subject INTEGER NOT NULL REFERENCES subject (id),
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
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX code_break_by_subject ON code_break (subject);
CREATE TABLE break_envelope (
  subject INTEGER PRIMARY KEY REFERENCES subject (id),
  envelope TEXT NOT NULL
) STRICT;
CREATE TABLE break_key (
  user TEXT PRIMARY KEY,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE custody_opening (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  part TEXT NOT NULL CHECK (part IN ('list', 'seed', 'kit-map')),
  use TEXT NOT NULL CHECK (use IN ('view', 'export')),
  list TEXT,
  state TEXT NOT NULL CHECK (state IN ('requested', 'open', 'declined', 'closed', 'used')),
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  requested_at TEXT NOT NULL,
  answered_by TEXT,
  answered_name TEXT,
  answered_at TEXT,
  until TEXT,
  closed_at TEXT,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE custody_look (
  entry INTEGER PRIMARY KEY,
  opening INTEGER NOT NULL REFERENCES custody_opening (id),
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  rows INTEGER NOT NULL
) STRICT;
CREATE INDEX custody_look_by_opening ON custody_look (opening);
`,
} as const;
