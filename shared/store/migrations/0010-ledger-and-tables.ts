/** The ledger, its guards, and the first projections. */
export const migration0010 = {
  number: 10,
  name: 'ledger and tables',
  sql: `
CREATE TABLE ledger (
  sequence INTEGER PRIMARY KEY,
  device TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  device_sequence INTEGER NOT NULL,
  content TEXT NOT NULL,
  sealed TEXT,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  signature BLOB CHECK (signature IS NULL OR length(signature) = 64),
  kind TEXT GENERATED ALWAYS AS (content ->> '$.kind') VIRTUAL,
  user TEXT GENERATED ALWAYS AS (content ->> '$.user') VIRTUAL,
  at TEXT GENERATED ALWAYS AS (content ->> '$.at') VIRTUAL
) STRICT;
CREATE UNIQUE INDEX ledger_by_device ON ledger (device, device_sequence);
CREATE INDEX ledger_by_kind ON ledger (kind, sequence);
CREATE INDEX ledger_by_user ON ledger (user, kind, sequence);
CREATE INDEX ledger_by_time ON ledger (at, sequence);
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger
  WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM ledger)
  BEGIN SELECT RAISE(ABORT, 'the ledger has no gaps'); END;

CREATE TABLE request (
  id TEXT PRIMARY KEY,
  user TEXT NOT NULL,
  procedure TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  reply TEXT NOT NULL,
  is_sealed INTEGER NOT NULL CHECK (is_sealed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE mention (
  id TEXT NOT NULL,
  noun TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (id, noun, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE study (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  store_id TEXT NOT NULL,
  product TEXT NOT NULL,
  demonstration INTEGER NOT NULL CHECK (demonstration IN (0, 1))
) STRICT;
CREATE TABLE device (
  device TEXT PRIMARY KEY,
  epoch INTEGER NOT NULL,
  public_key TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE study_version (
  version INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  text TEXT NOT NULL,
  definition TEXT NOT NULL,
  changes TEXT NOT NULL,
  at TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  reason TEXT
) STRICT;
CREATE TABLE person (
  user TEXT PRIMARY KEY,
  printed_name TEXT NOT NULL,
  role TEXT NOT NULL,
  sites TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('active', 'deactivated')),
  awaits_unblinding INTEGER NOT NULL CHECK (awaits_unblinding IN (0, 1)),
  must_change_passphrase INTEGER NOT NULL CHECK (must_change_passphrase IN (0, 1)),
  added_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('depot', 'site')),
  name TEXT NOT NULL,
  region TEXT,
  country TEXT NOT NULL,
  zone TEXT NOT NULL,
  status TEXT NOT NULL
) STRICT;

CREATE TABLE lot (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  expiry_day INTEGER NOT NULL
) STRICT;
CREATE TABLE kit_batch (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  nonce TEXT NOT NULL UNIQUE,
  kits INTEGER NOT NULL
) STRICT;
CREATE TABLE kit (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  batch INTEGER NOT NULL REFERENCES kit_batch (id),
  batch_position INTEGER NOT NULL,
  veil INTEGER NOT NULL CHECK (veil BETWEEN 0 AND 255),
  lot INTEGER NOT NULL REFERENCES lot (id),
  expiry_day INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  state TEXT NOT NULL,
  subject INTEGER REFERENCES subject (id)
) STRICT;
CREATE INDEX kit_first_expiring ON kit (place, expiry_day, sequence, id, veil, batch, batch_position)
  WHERE state IN ('at-depot', 'at-site');
CREATE INDEX kit_by_place ON kit (place, state);
CREATE INDEX kit_by_state ON kit (state, number);
CREATE INDEX kit_by_lot ON kit (lot, sequence, id);
CREATE INDEX kit_by_expiry ON kit (expiry_day, sequence, id);
CREATE INDEX kit_by_sequence ON kit (sequence, id);
CREATE INDEX kit_by_subject ON kit (subject) WHERE subject IS NOT NULL;
CREATE TABLE kit_count (
  place INTEGER NOT NULL,
  lot INTEGER NOT NULL,
  state TEXT NOT NULL,
  kits INTEGER NOT NULL,
  PRIMARY KEY (place, lot, state)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER kit_counted AFTER UPDATE OF place, state ON kit
  BEGIN
    UPDATE kit_count SET kits = kits - 1
      WHERE place = OLD.place AND lot = OLD.lot AND state = OLD.state;
    INSERT INTO kit_count VALUES (NEW.place, NEW.lot, NEW.state, 1)
      ON CONFLICT DO UPDATE SET kits = kits + 1;
  END;

CREATE TABLE random_list (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('generated', 'verified', 'signed-once', 'locked', 'retired')),
  procedure TEXT NOT NULL,
  stratify_by TEXT NOT NULL,
  digest TEXT NOT NULL,
  merkle_root TEXT NOT NULL,
  generated_at TEXT NOT NULL
) STRICT;
CREATE TABLE list_signature (
  list INTEGER NOT NULL REFERENCES random_list (id),
  entry INTEGER NOT NULL,
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  meaning TEXT NOT NULL,
  at TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (list, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE stratum (
  id INTEGER PRIMARY KEY,
  list INTEGER NOT NULL REFERENCES random_list (id),
  key TEXT NOT NULL,
  words TEXT NOT NULL,
  nonce TEXT NOT NULL,
  slots INTEGER NOT NULL,
  used INTEGER NOT NULL,
  UNIQUE (list, key)
) STRICT;
CREATE TABLE slot (
  stratum INTEGER NOT NULL REFERENCES stratum (id),
  position INTEGER NOT NULL,
  veil INTEGER NOT NULL CHECK (veil BETWEEN 0 AND 255),
  state TEXT NOT NULL CHECK (state IN ('free', 'reserved', 'used', 'unused')),
  subject INTEGER,
  PRIMARY KEY (stratum, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_free ON slot (stratum, position) WHERE state = 'free';

CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  site INTEGER NOT NULL REFERENCES place (id),
  status TEXT NOT NULL CHECK (status IN ('randomized', 'withdrawn')),
  randomization_number TEXT NOT NULL UNIQUE,
  randomized_at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  stratum INTEGER NOT NULL REFERENCES stratum (id),
  position INTEGER NOT NULL,
  factors TEXT NOT NULL,
  entry INTEGER NOT NULL,
  UNIQUE (stratum, position)
) STRICT;
CREATE INDEX subject_by_time ON subject (randomized_at);
CREATE INDEX subject_by_site ON subject (site, code);
CREATE TABLE dispensing (
  id INTEGER PRIMARY KEY,
  subject INTEGER NOT NULL REFERENCES subject (id),
  visit TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  UNIQUE (subject, visit)
) STRICT;
CREATE TABLE dispensed_kit (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  dispensing INTEGER NOT NULL REFERENCES dispensing (id)
) STRICT;
CREATE INDEX dispensed_kit_by_dispensing ON dispensed_kit (dispensing);
`,
} as const;
