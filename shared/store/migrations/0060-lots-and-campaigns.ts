/** Members, status and label groups of lots; expiry extensions kit by kit; kits kept for a subject. */
export const migration0060 = {
  number: 60,
  name: 'lots and campaigns',
  sql: `
CREATE TABLE manufacturing_lot (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  expiry_day INTEGER NOT NULL,
  retest_day INTEGER,
  entry INTEGER NOT NULL
) STRICT;
CREATE TABLE lot_member (
  lot INTEGER NOT NULL REFERENCES lot (id),
  member INTEGER NOT NULL REFERENCES manufacturing_lot (id),
  PRIMARY KEY (lot, member)
) STRICT, WITHOUT ROWID;
ALTER TABLE lot ADD COLUMN status TEXT NOT NULL DEFAULT 'released'
  CHECK (status IN ('released', 'on-hold', 'rejected'));
ALTER TABLE lot ADD COLUMN retest_day INTEGER;
ALTER TABLE lot ADD COLUMN label_group TEXT;
CREATE TABLE lot_dating (
  id INTEGER PRIMARY KEY,
  lot INTEGER NOT NULL REFERENCES lot (id),
  expiry_day INTEGER NOT NULL,
  UNIQUE (lot, expiry_day)
) STRICT;
INSERT INTO lot_dating SELECT id, id, expiry_day FROM lot;

CREATE TABLE campaign (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entry INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  expiry_day INTEGER NOT NULL,
  until_scanned TEXT NOT NULL CHECK (until_scanned IN ('blocked', 'old-date')),
  basis TEXT NOT NULL,
  started_at TEXT NOT NULL,
  started_by TEXT NOT NULL,
  closed_at TEXT,
  closed_by TEXT
) STRICT;
CREATE TABLE campaign_lot (
  campaign INTEGER NOT NULL REFERENCES campaign (id),
  lot INTEGER NOT NULL REFERENCES lot (id),
  PRIMARY KEY (campaign, lot)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_country (
  campaign INTEGER NOT NULL REFERENCES campaign (id),
  country TEXT NOT NULL,
  approved_day INTEGER NOT NULL,
  reference TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (campaign, country)
) STRICT, WITHOUT ROWID;
CREATE TABLE campaign_kit (
  kit INTEGER NOT NULL REFERENCES kit (id),
  campaign INTEGER NOT NULL REFERENCES campaign (id),
  status TEXT NOT NULL CHECK (status IN ('waiting', 'confirmed', 'left-out')),
  place INTEGER REFERENCES place (id),
  PRIMARY KEY (kit, campaign)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_kit_by_campaign ON campaign_kit (campaign, status, kit);
CREATE TABLE campaign_label (
  campaign INTEGER NOT NULL REFERENCES campaign (id),
  place INTEGER NOT NULL REFERENCES place (id),
  issued INTEGER NOT NULL,
  used INTEGER NOT NULL,
  destroyed INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  note TEXT NOT NULL,
  entry INTEGER NOT NULL,
  PRIMARY KEY (campaign, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE kit_reservation (
  kit INTEGER PRIMARY KEY REFERENCES kit (id),
  subject INTEGER NOT NULL REFERENCES subject (id),
  visit TEXT NOT NULL,
  entry INTEGER NOT NULL
) STRICT;
CREATE INDEX kit_reservation_by_subject ON kit_reservation (subject, visit);
-- Whatever ends it: a kit that is no longer reserved is kept for nobody.
CREATE TRIGGER kit_no_longer_reserved AFTER UPDATE OF state ON kit
  WHEN OLD.state = 'reserved' AND NEW.state <> 'reserved'
  BEGIN DELETE FROM kit_reservation WHERE kit = NEW.id; END;

-- 1: its lot is on hold or rejected; 2: it waits for its new label. Any bit keeps a kit from use.
ALTER TABLE kit ADD COLUMN block INTEGER NOT NULL DEFAULT 0 CHECK (block BETWEEN 0 AND 3);
DROP INDEX kit_first_expiring;
CREATE INDEX kit_first_expiring ON kit (place, expiry_day, sequence, id, veil, batch, batch_position)
  WHERE state IN ('at-depot', 'at-site') AND block = 0;
CREATE INDEX kit_blocked ON kit (place, expiry_day, sequence)
  WHERE state IN ('at-depot', 'at-site') AND block > 0;

-- What country a kit stands in decides whether its extension counts there.
CREATE VIEW kit_dating AS
  SELECT kit.id AS kit,
    coalesce((
      SELECT campaign.expiry_day FROM campaign_kit
        JOIN campaign ON campaign.id = campaign_kit.campaign
        JOIN campaign_country ON campaign_country.campaign = campaign.id
          AND campaign_country.country = place.country
      WHERE campaign_kit.kit = kit.id AND campaign_kit.status = 'confirmed'
      ORDER BY campaign.id DESC LIMIT 1), lot.expiry_day) AS expiry_day,
    EXISTS (
      SELECT 1 FROM campaign_kit
        JOIN campaign ON campaign.id = campaign_kit.campaign
          AND campaign.status = 'open' AND campaign.until_scanned = 'blocked'
        JOIN campaign_country ON campaign_country.campaign = campaign.id
          AND campaign_country.country = place.country
      WHERE campaign_kit.kit = kit.id AND campaign_kit.status = 'waiting') AS waits
  FROM kit JOIN place ON place.id = kit.place JOIN lot ON lot.id = kit.lot;
CREATE TRIGGER kit_in_campaign_moved AFTER UPDATE OF place ON kit
  WHEN OLD.place <> NEW.place AND EXISTS (SELECT 1 FROM campaign_kit WHERE kit = NEW.id)
  BEGIN
    UPDATE kit SET (expiry_day, block) =
        (SELECT expiry_day, (kit.block & 1) | (waits * 2) FROM kit_dating WHERE kit_dating.kit = NEW.id)
      WHERE id = NEW.id;
  END;
`,
} as const;
