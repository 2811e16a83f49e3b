/** Shipments of all directions and the kits in them. */
export const migration0030 = {
  number: 30,
  name: 'shipments',
  sql: `
CREATE TABLE shipment (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  from_place INTEGER NOT NULL REFERENCES place (id),
  to_place INTEGER NOT NULL REFERENCES place (id),
  status TEXT NOT NULL,
  kits INTEGER NOT NULL,
  requested_at TEXT NOT NULL,
  requested_by TEXT NOT NULL,
  dispatched_at TEXT,
  carrier TEXT,
  tracking TEXT,
  sscc TEXT,
  logger TEXT,
  logger_result TEXT
) STRICT;
CREATE INDEX shipment_by_status ON shipment (status, id);
CREATE INDEX shipment_by_destination ON shipment (to_place, id);
CREATE INDEX shipment_by_origin ON shipment (from_place, id);
CREATE TABLE shipment_kit (
  shipment INTEGER NOT NULL REFERENCES shipment (id),
  kit INTEGER NOT NULL REFERENCES kit (id),
  condition TEXT,
  PRIMARY KEY (shipment, kit)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipment_kit_by_kit ON shipment_kit (kit, shipment);
`,
} as const;
