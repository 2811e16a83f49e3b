/** One study on several consoles: that it is, and what waits here for its place in the common order. */
export const migration0300 = {
  number: 300,
  name: 'shared study',
  sql: `
CREATE TABLE shared_study (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  hub TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE waiting_entry (
  id INTEGER PRIMARY KEY,
  content TEXT NOT NULL UNIQUE
) STRICT;
`,
} as const;
