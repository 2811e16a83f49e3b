/** Live allocation, reserve lists, and extensions that wait for their signatures. */
export const migration0020 = {
  number: 20,
  name: 'live and reserve lists',
  sql: `
ALTER TABLE random_list ADD COLUMN kind TEXT NOT NULL DEFAULT 'list' CHECK (kind IN ('list', 'live'));
ALTER TABLE random_list ADD COLUMN purpose TEXT NOT NULL DEFAULT 'main'
  CHECK (purpose IN ('main', 'reserve'));
ALTER TABLE random_list ADD COLUMN fallback TEXT;
ALTER TABLE slot ADD COLUMN nonce TEXT;
CREATE TABLE list_extension (
  list INTEGER PRIMARY KEY REFERENCES random_list (id),
  entry INTEGER NOT NULL,
  strata TEXT NOT NULL,
  slots INTEGER NOT NULL,
  digest TEXT NOT NULL,
  merkle_root TEXT NOT NULL
) STRICT;
`,
} as const;
