/** Cohorts with lists of their own, opened and closed by signed decisions. */
export const migration0040 = {
  number: 40,
  name: 'cohorts',
  sql: `
CREATE TABLE cohort_list (
  list INTEGER PRIMARY KEY REFERENCES random_list (id),
  cohort TEXT NOT NULL
) STRICT;
CREATE INDEX cohort_list_by_cohort ON cohort_list (cohort, list);
CREATE TABLE cohort (
  cohort TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  changed_at TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
} as const;
