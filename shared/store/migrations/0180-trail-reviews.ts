/** Reviews of the trail, and what they left open. */
export const migration0180 = {
  number: 180,
  name: 'reviews of the trail',
  sql: `
CREATE TABLE trail_review (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('all', 'critical', 'selection')),
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  entries TEXT NOT NULL,
  reviewed INTEGER NOT NULL,
  own INTEGER NOT NULL,
  comment TEXT NOT NULL,
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE review_question (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  review TEXT NOT NULL,
  about INTEGER,
  text TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  asked_at TEXT NOT NULL,
  answer TEXT,
  closed_name TEXT,
  closed_at TEXT
) STRICT;
CREATE INDEX review_question_open ON review_question (id) WHERE status = 'open';
`,
} as const;
