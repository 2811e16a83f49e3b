/** Subjects before they are randomized, and resupply proposals that wait for their signature. */
export const migration0120 = {
  number: 120,
  name: 'screening and resupply proposals',
  sql: `
CREATE TABLE screening (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE COLLATE NOCASE,
  site INTEGER NOT NULL REFERENCES place (id),
  status TEXT NOT NULL CHECK (status IN ('screened', 'screen-failed', 'randomized')),
  screened_at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  failed_because TEXT,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX screening_by_site ON screening (site, status);
CREATE TABLE resupply_proposal (
  code TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('pending', 'run', 'discarded', 'superseded')),
  day TEXT NOT NULL,
  run TEXT,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX resupply_proposal_pending ON resupply_proposal (status)
  WHERE status = 'pending';
`,
} as const;
