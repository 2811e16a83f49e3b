/** Excursions that were judged without data, and what took their place when the readings came. */
export const migration0140 = {
  number: 140,
  name: 'superseded excursions',
  sql: `
CREATE TABLE superseded_excursion (
  excursion INTEGER PRIMARY KEY REFERENCES excursion (id),
  successor INTEGER NOT NULL REFERENCES excursion (id)
) STRICT;
CREATE INDEX superseded_excursion_by_successor ON superseded_excursion (successor);
`,
} as const;
