/** Movements that earlier entries tell of, as the projections would have written them. */
const pastMoves = `
INSERT INTO kit_move
  SELECT ledger.sequence, kit.id, 'entered', place.id, NULL
  FROM ledger CROSS JOIN json_each(ledger.content, '$.body.kits') AS part
    CROSS JOIN kit ON kit.number = part.value
    CROSS JOIN kit_batch ON kit_batch.id = kit.batch
    CROSS JOIN place ON place.code = ledger.content ->> '$.body.place'
  WHERE ledger.kind = 'kits-received' AND kit_batch.state = 'in-production';
INSERT INTO kit_move
  SELECT ledger.sequence, shipment_kit.kit, 'out', shipment.from_place, NULL
  FROM ledger CROSS JOIN shipment ON shipment.code = ledger.content ->> '$.body.shipment'
    CROSS JOIN shipment_kit ON shipment_kit.shipment = shipment.id
  WHERE ledger.kind = 'shipment-dispatched' AND shipment_kit.condition IS NOT 'extra';
INSERT INTO kit_move
  SELECT ledger.sequence, kit.id, 'in', shipment.to_place, NULL
  FROM ledger CROSS JOIN shipment ON shipment.code = ledger.content ->> '$.body.shipment'
    CROSS JOIN json_each(ledger.content, '$.body.kits') AS part
    CROSS JOIN kit ON kit.number = part.value
  WHERE ledger.kind = 'shipment-received'
    AND ledger.content ->> ('$.body.conditions[' || part.key || ']') IN ('acceptable', 'damaged');
INSERT INTO kit_move
  SELECT ledger.sequence, kit.id, 'in', shipment.to_place, NULL
  FROM ledger CROSS JOIN shipment ON shipment.code = ledger.content ->> '$.body.shipment'
    CROSS JOIN json_each(ledger.content, '$.body.extra') AS part
    CROSS JOIN kit ON kit.number = part.value
  WHERE ledger.kind = 'shipment-received';
INSERT INTO kit_move
  SELECT entry, kit, 'out', place, NULL FROM (
    SELECT ledger.sequence AS entry, kit.id AS kit, coalesce(
      (SELECT iif(direction = 'out', -1, place) FROM kit_move
        WHERE kit_move.kit = kit.id AND kit_move.entry < ledger.sequence
        ORDER BY kit_move.entry DESC, direction = 'out' LIMIT 1),
      iif(kit_batch.state = 'in-production', -1, kit_batch.place)) AS place
    FROM ledger CROSS JOIN json_each(ledger.content, '$.body.extra') AS part
      CROSS JOIN kit ON kit.number = part.value
      CROSS JOIN kit_batch ON kit_batch.id = kit.batch
    WHERE ledger.kind = 'shipment-received')
  WHERE place <> -1;
`;

/** Units, movements, destructions, discrepancies and signatures of accountability. */
export const migration0070 = {
  number: 70,
  name: 'accountability',
  sql: `
ALTER TABLE kit_batch ADD COLUMN place INTEGER;
ALTER TABLE kit_batch ADD COLUMN state TEXT;
UPDATE kit_batch SET
  place = (SELECT place.id FROM ledger JOIN place ON place.code = ledger.content ->> '$.body.place'
    WHERE ledger.sequence = kit_batch.entry),
  state = (SELECT content ->> '$.body.state' FROM ledger WHERE ledger.sequence = kit_batch.entry);
ALTER TABLE dispensed_kit ADD COLUMN units INTEGER;
CREATE INDEX shipment_kit_away ON shipment_kit (kit)
  WHERE condition IS NULL OR condition IN ('missing', 'lost');
CREATE TABLE kit_move (
  entry INTEGER NOT NULL,
  kit INTEGER NOT NULL REFERENCES kit (id),
  direction TEXT NOT NULL CHECK (direction IN ('entered', 'in', 'out')),
  place INTEGER NOT NULL REFERENCES place (id),
  units INTEGER,
  PRIMARY KEY (entry, kit, direction)
) STRICT, WITHOUT ROWID;
CREATE INDEX kit_move_by_place ON kit_move (place, direction, entry);
CREATE INDEX kit_move_by_kit ON kit_move (kit, entry);
${pastMoves}
CREATE TABLE kit_return (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  place INTEGER NOT NULL REFERENCES place (id),
  returned INTEGER NOT NULL CHECK (returned >= 0),
  lost INTEGER NOT NULL CHECK (lost >= 0),
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  entry INTEGER NOT NULL,
  corrections INTEGER NOT NULL DEFAULT 0,
  second INTEGER,
  second_at TEXT,
  second_user TEXT,
  second_name TEXT
) STRICT;
CREATE INDEX kit_return_by_place ON kit_return (place, at);
CREATE TABLE destruction (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  method TEXT NOT NULL,
  destroyed_on TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL,
  printed_name TEXT NOT NULL,
  witness_name TEXT NOT NULL,
  witness_meaning TEXT NOT NULL,
  witness_at TEXT NOT NULL,
  kits INTEGER NOT NULL
) STRICT;
CREATE INDEX destruction_by_place ON destruction (place, id);
CREATE TABLE destroyed_kit (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  destruction INTEGER NOT NULL REFERENCES destruction (id),
  units INTEGER
) STRICT;
CREATE INDEX destroyed_kit_by_destruction ON destroyed_kit (destruction, kit);
CREATE TABLE discrepancy (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  place INTEGER NOT NULL REFERENCES place (id),
  kit INTEGER REFERENCES kit (id),
  subject INTEGER REFERENCES subject (id),
  what TEXT NOT NULL,
  owner TEXT NOT NULL,
  raised_at TEXT NOT NULL,
  raised_name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'resolved')),
  resolution TEXT,
  resolved_at TEXT,
  resolved_name TEXT
) STRICT;
CREATE INDEX discrepancy_by_place ON discrepancy (place, status, id);
CREATE TABLE account_signature (
  entry INTEGER PRIMARY KEY,
  place INTEGER NOT NULL REFERENCES place (id),
  from_day TEXT NOT NULL,
  until_day TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('pharmacist', 'monitor')),
  digest TEXT NOT NULL,
  user TEXT NOT NULL,
  printed_name TEXT NOT NULL,
  role TEXT NOT NULL,
  meaning TEXT NOT NULL,
  at TEXT NOT NULL,
  offset_minutes INTEGER NOT NULL
) STRICT;
CREATE INDEX account_signature_by_place ON account_signature (place, until_day, entry);
`,
} as const;
