/** Label templates and the labels issued under them. */
export const migration0080 = {
  number: 80,
  name: 'labels',
  sql: `
CREATE TABLE label_template (
  template TEXT NOT NULL,
  version INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('kit', 'shipper')),
  definition TEXT NOT NULL,
  PRIMARY KEY (template, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE label_issue (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('kit', 'shipper')),
  template TEXT NOT NULL,
  version INTEGER NOT NULL,
  shipment TEXT,
  kits INTEGER NOT NULL,
  copies INTEGER NOT NULL,
  labels INTEGER NOT NULL,
  again INTEGER NOT NULL,
  user TEXT NOT NULL
) STRICT;
CREATE INDEX label_issue_by_shipment ON label_issue (shipment) WHERE shipment IS NOT NULL;
CREATE TABLE kit_label (
  kit INTEGER NOT NULL REFERENCES kit (id),
  issue INTEGER NOT NULL REFERENCES label_issue (id),
  labels INTEGER NOT NULL,
  PRIMARY KEY (kit, issue)
) STRICT, WITHOUT ROWID;
`,
} as const;
