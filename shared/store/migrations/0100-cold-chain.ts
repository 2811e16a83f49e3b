/** Storage profiles, logger files, what they mean for kits, and the budget that is left of each kit. */
export const migration0100 = {
  number: 100,
  name: 'cold chain',
  sql: `
CREATE TABLE storage_profile (
  code TEXT NOT NULL,
  version INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  body TEXT NOT NULL,
  set_at TEXT NOT NULL,
  set_by TEXT NOT NULL,
  PRIMARY KEY (code, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE logger_mapping (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  entry INTEGER NOT NULL,
  headings TEXT NOT NULL UNIQUE,
  body TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL
) STRICT;
CREATE TABLE logger_file (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  serial TEXT,
  first_s INTEGER,
  last_s INTEGER,
  facts TEXT NOT NULL,
  warnings TEXT NOT NULL,
  days TEXT NOT NULL,
  series TEXT NOT NULL,
  shipment INTEGER REFERENCES shipment (id),
  place INTEGER REFERENCES place (id),
  mapping TEXT,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL
) STRICT;
CREATE INDEX logger_file_by_serial ON logger_file (serial, first_s) WHERE serial IS NOT NULL;
CREATE TABLE excursion (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('in-range', 'open', 'released', 'rejected', 'split')),
  tier INTEGER NOT NULL,
  file INTEGER REFERENCES logger_file (id),
  shipment INTEGER REFERENCES shipment (id),
  place INTEGER REFERENCES place (id),
  from_s INTEGER NOT NULL,
  to_s INTEGER NOT NULL,
  kits INTEGER NOT NULL,
  lowest INTEGER,
  highest INTEGER,
  assessment TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  opened_by TEXT NOT NULL,
  decision_entry INTEGER,
  decided_at TEXT,
  decided_by TEXT
) STRICT;
CREATE INDEX excursion_by_status ON excursion (status, id);
CREATE INDEX excursion_by_file ON excursion (file) WHERE file IS NOT NULL;
CREATE INDEX excursion_by_shipment ON excursion (shipment) WHERE shipment IS NOT NULL;
CREATE TABLE leg (
  id INTEGER PRIMARY KEY,
  excursion INTEGER NOT NULL REFERENCES excursion (id),
  position INTEGER NOT NULL,
  file INTEGER REFERENCES logger_file (id),
  from_s INTEGER NOT NULL,
  to_s INTEGER NOT NULL
) STRICT;
CREATE INDEX leg_by_excursion ON leg (excursion, position);
CREATE TABLE kit_leg (
  kit INTEGER NOT NULL REFERENCES kit (id),
  leg INTEGER NOT NULL REFERENCES leg (id),
  PRIMARY KEY (kit, leg)
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_leg_by_leg ON kit_leg (leg, kit);
CREATE TABLE kit_budget (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  remaining_s INTEGER,
  profile TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE kit_limit (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  place INTEGER NOT NULL,
  is_free INTEGER NOT NULL CHECK (is_free IN (0, 1)),
  is_exhausted INTEGER NOT NULL CHECK (is_exhausted IN (0, 1)),
  use_by INTEGER,
  end_day INTEGER GENERATED ALWAYS AS (CASE WHEN is_exhausted = 1 THEN 0 ELSE use_by END) VIRTUAL,
  CHECK (is_exhausted = 1 OR use_by IS NOT NULL)
) STRICT;
CREATE INDEX kit_limit_on_shelf ON kit_limit (place, end_day, kit) WHERE is_free = 1;
CREATE TRIGGER kit_limit_follows AFTER UPDATE OF place, state ON kit
  BEGIN
    UPDATE kit_limit SET place = NEW.place, is_free = NEW.state IN ('at-depot', 'at-site')
      WHERE kit = NEW.id;
  END;
`,
} as const;
