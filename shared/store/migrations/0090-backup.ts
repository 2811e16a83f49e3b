/** Packs for sites without the network, what comes home from them, and the tables of a site store. */
export const migration0090 = {
  number: 90,
  name: 'backup',
  sql: `
CREATE TABLE site_device (
  device TEXT PRIMARY KEY,
  site INTEGER NOT NULL REFERENCES place (id),
  public_key TEXT NOT NULL,
  box_key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  enrolled_at TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pack (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  site INTEGER NOT NULL REFERENCES place (id),
  device TEXT NOT NULL REFERENCES site_device (device),
  list INTEGER NOT NULL REFERENCES random_list (id),
  release TEXT NOT NULL CHECK (release IN ('helpline', 'two-person', 'self')),
  layers INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  merkle_root TEXT NOT NULL,
  digest TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('issued', 'revoked', 'returned')),
  status_at TEXT NOT NULL
) STRICT;
CREATE INDEX pack_by_site ON pack (site, id);
CREATE TABLE pack_envelope (
  pack INTEGER NOT NULL REFERENCES pack (id),
  number INTEGER NOT NULL,
  stratum INTEGER NOT NULL REFERENCES stratum (id),
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('out', 'used', 'returned')),
  PRIMARY KEY (pack, number),
  UNIQUE (stratum, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE pack_kit (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  pack INTEGER NOT NULL REFERENCES pack (id)
) STRICT;
CREATE INDEX pack_kit_by_pack ON pack_kit (pack);
CREATE TABLE pack_release (
  entry INTEGER PRIMARY KEY,
  pack INTEGER NOT NULL REFERENCES pack (id),
  envelope INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  subject TEXT NOT NULL,
  challenge TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  printed_name TEXT NOT NULL
) STRICT;
CREATE INDEX pack_release_by_pack ON pack_release (pack, envelope, layer);
CREATE TABLE site_bundle (
  id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  device TEXT NOT NULL,
  site TEXT NOT NULL,
  pack TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  added INTEGER NOT NULL,
  imported_at TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX site_bundle_by_digest ON site_bundle (digest);
CREATE INDEX site_bundle_by_device ON site_bundle (device, id);
CREATE TABLE site_entry (
  device TEXT NOT NULL,
  sequence INTEGER NOT NULL,
  hash TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  previous TEXT NOT NULL,
  content TEXT NOT NULL,
  bundle INTEGER NOT NULL,
  PRIMARY KEY (device, sequence, hash)
) STRICT, WITHOUT ROWID;
CREATE TABLE backup_assignment (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  site TEXT NOT NULL,
  pack TEXT NOT NULL,
  envelope INTEGER NOT NULL,
  subject TEXT NOT NULL,
  facts TEXT NOT NULL,
  findings TEXT NOT NULL,
  verdict TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'recorded', 'open', 'resolved')),
  is_recorded INTEGER NOT NULL CHECK (is_recorded IN (0, 1)),
  decision TEXT,
  reason TEXT,
  decided_by TEXT,
  decided_at TEXT,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX backup_assignment_by_device ON backup_assignment (device, id);
CREATE INDEX backup_assignment_by_subject ON backup_assignment (subject COLLATE NOCASE);
CREATE INDEX backup_assignment_by_state ON backup_assignment (state, id);
CREATE INDEX backup_assignment_by_envelope ON backup_assignment (pack, envelope);
CREATE TABLE absorbed_subject (
  subject INTEGER PRIMARY KEY REFERENCES subject (id),
  list INTEGER NOT NULL REFERENCES random_list (id),
  key TEXT NOT NULL
) STRICT;
CREATE INDEX absorbed_subject_by_list ON absorbed_subject (list, subject);

CREATE TABLE site_pack (
  code TEXT PRIMARY KEY,
  entry INTEGER NOT NULL,
  site TEXT NOT NULL,
  device TEXT NOT NULL,
  digest TEXT NOT NULL,
  release TEXT NOT NULL,
  layers INTEGER NOT NULL,
  valid_from TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  list TEXT NOT NULL,
  merkle_root TEXT NOT NULL,
  stratify_by TEXT NOT NULL,
  console TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('loaded', 'surrendered'))
) STRICT, WITHOUT ROWID;
CREATE TABLE site_stratum (
  pack TEXT NOT NULL,
  key TEXT NOT NULL,
  words TEXT NOT NULL,
  place INTEGER NOT NULL,
  PRIMARY KEY (pack, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE site_envelope (
  pack TEXT NOT NULL,
  number INTEGER NOT NULL,
  stratum TEXT NOT NULL,
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('sealed', 'begun', 'opened', 'returned')),
  PRIMARY KEY (pack, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_envelope_by_stratum ON site_envelope (stratum, state, pack, number);
CREATE TABLE site_subject (
  subject TEXT PRIMARY KEY COLLATE NOCASE,
  pack TEXT NOT NULL,
  envelope INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('begun', 'opened', 'unusable', 'dispensed')),
  layer INTEGER NOT NULL,
  kits TEXT NOT NULL,
  treatment TEXT,
  evidence TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  entry INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX site_subject_by_entry ON site_subject (entry);
CREATE TABLE site_clock (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  at TEXT NOT NULL,
  boot TEXT NOT NULL,
  monotonic_ms INTEGER NOT NULL
) STRICT;
CREATE TABLE pack_material (
  pack TEXT NOT NULL,
  part TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (pack, part)
) STRICT, WITHOUT ROWID;
`,
} as const;
