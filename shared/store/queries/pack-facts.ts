import type { ReleaseMode } from '../../domain/backup/pack-terms.ts';
import type { SqlDatabase } from '../sql-database.ts';

export interface SiteDeviceFacts {
  readonly device: string;
  readonly site: string;
  readonly publicKey: string;
  readonly boxKey: string;
  readonly fingerprint: string;
  readonly enrolledAt: string;
}

const selectDevice = `SELECT device, place.code AS site, public_key AS publicKey, box_key AS boxKey,
  fingerprint, enrolled_at AS enrolledAt FROM site_device JOIN place ON place.id = site_device.site`;

export const siteDevices = (db: SqlDatabase): readonly SiteDeviceFacts[] =>
  db.prepare(`${selectDevice} ORDER BY place.code, site_device.entry`).all<SiteDeviceFacts>();

export const siteDevice = (db: SqlDatabase, device: string): SiteDeviceFacts | undefined =>
  db.prepare(`${selectDevice} WHERE device = ?`).get<SiteDeviceFacts>(device);

/** A pack without the counts that cost a look at every envelope and kit. */
export type PackTerms = Omit<PackFacts, 'envelopes' | 'used' | 'returned' | 'kits'>;

export interface PackFacts {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly site: string;
  readonly siteName: string;
  readonly device: string;
  readonly list: string;
  readonly listId: number;
  /** The cohort that the list serves alone, or null. */
  readonly cohort: string | null;
  readonly release: ReleaseMode;
  readonly layers: number;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly issuedAt: string;
  readonly merkleRoot: string;
  readonly digest: string;
  readonly status: 'issued' | 'revoked' | 'returned';
  readonly statusAt: string;
  readonly envelopes: number;
  readonly used: number;
  readonly returned: number;
  readonly kits: number;
}

const termColumns = `pack.id, pack.code, pack.entry, place.code AS site, place.name AS siteName,
  pack.device, random_list.code AS list, random_list.id AS listId,
  (SELECT cohort FROM cohort_list WHERE cohort_list.list = random_list.id) AS cohort, pack.release, pack.layers,
  valid_from AS validFrom, valid_until AS validUntil, issued_at AS issuedAt,
  pack.merkle_root AS merkleRoot, pack.digest, pack.status, status_at AS statusAt`;

const fromPack = `FROM pack JOIN place ON place.id = pack.site
  JOIN random_list ON random_list.id = pack.list`;

const selectPack = `SELECT ${termColumns},
  (SELECT count(*) FROM pack_envelope AS one WHERE one.pack = pack.id) AS envelopes,
  (SELECT count(*) FROM pack_envelope AS one WHERE one.pack = pack.id AND state = 'used') AS used,
  (SELECT count(*) FROM pack_envelope AS one WHERE one.pack = pack.id AND state = 'returned') AS returned,
  (SELECT count(*) FROM pack_kit JOIN kit ON kit.id = pack_kit.kit
     WHERE pack_kit.pack = pack.id AND kit.state = 'reserved') AS kits
  ${fromPack}`;

export const packTerms = (db: SqlDatabase, code: string): PackTerms | undefined =>
  db.prepare(`SELECT ${termColumns} ${fromPack} WHERE pack.code = ?`).get<PackTerms>(code);

export const packsOfDevice = (db: SqlDatabase, device: string): readonly PackTerms[] =>
  db.prepare(`SELECT ${termColumns} ${fromPack} WHERE pack.device = ?`).all<PackTerms>(device);

export const packByCode = (db: SqlDatabase, code: string): PackFacts | undefined =>
  db.prepare(`${selectPack} WHERE pack.code = ?`).get<PackFacts>(code);

export const allPacks = (db: SqlDatabase): readonly PackFacts[] =>
  db.prepare(`${selectPack} ORDER BY pack.id DESC`).all<PackFacts>();

export interface EnvelopeFacts {
  readonly number: number;
  readonly key: string;
  readonly words: string;
  readonly position: number;
  readonly veil: number;
  readonly nonce: string;
  readonly state: 'out' | 'used' | 'returned';
}

/** Envelopes of a pack in their order, with the veiled arms of their slots. */
export const envelopesOf = (db: SqlDatabase, pack: number): readonly EnvelopeFacts[] =>
  db
    .prepare(
      `SELECT number, stratum.key, stratum.words, pack_envelope.position, slot.veil,
         coalesce(slot.nonce, stratum.nonce) AS nonce, pack_envelope.state
       FROM pack_envelope JOIN stratum ON stratum.id = pack_envelope.stratum
         JOIN slot ON slot.stratum = pack_envelope.stratum AND slot.position = pack_envelope.position
       WHERE pack_envelope.pack = ? ORDER BY number`,
    )
    .all<EnvelopeFacts>(pack);

export interface ReleaseFacts {
  readonly at: string;
  readonly offsetMinutes: number;
  readonly printedName: string;
  readonly envelope: number;
  readonly layer: number;
  readonly subject: string;
  readonly challenge: string;
}

export const releasesOf = (db: SqlDatabase, pack: number): readonly ReleaseFacts[] =>
  db
    .prepare(
      `SELECT at, offset_minutes AS offsetMinutes, printed_name AS printedName, envelope, layer,
         subject, challenge FROM pack_release WHERE pack = ? ORDER BY entry`,
    )
    .all<ReleaseFacts>(pack);

/** Releases of one envelope, the first one first. */
export const releasesOfEnvelope = (
  db: SqlDatabase,
  pack: string,
  envelope: number,
): readonly { readonly layer: number; readonly subject: string; readonly at: string }[] =>
  db
    .prepare(
      `SELECT layer, subject, at FROM pack_release
       WHERE pack = (SELECT id FROM pack WHERE code = ?) AND envelope = ? ORDER BY entry`,
    )
    .all<{ layer: number; subject: string; at: string }>(pack, envelope);

export interface SubjectRelease {
  readonly pack: string;
  readonly site: string;
  readonly envelope: number;
  readonly layer: number;
  readonly subject: string;
}

/** Releases by telephone for one subject from any pack, whatever the case of the letters. */
export const releasesOfSubject = (db: SqlDatabase, subject: string): readonly SubjectRelease[] =>
  db
    .prepare(
      `SELECT pack.code AS pack, place.code AS site, envelope, layer, subject FROM pack_release
         JOIN pack ON pack.id = pack_release.pack JOIN place ON place.id = pack.site
       WHERE subject = ? COLLATE NOCASE ORDER BY pack_release.entry`,
    )
    .all<SubjectRelease>(subject);

export interface ListStratumRoom {
  readonly id: number;
  readonly key: string;
  readonly words: string;
  readonly nonce: string;
  readonly free: number;
}

/** Strata of a list with their free slots. */
export const roomOfStrata = (db: SqlDatabase, list: number): readonly ListStratumRoom[] =>
  db
    .prepare(
      `SELECT id, key, words, nonce,
         (SELECT count(*) FROM slot WHERE slot.stratum = stratum.id AND state = 'free') AS free
       FROM stratum WHERE list = ? ORDER BY id`,
    )
    .all<ListStratumRoom>(list);

/** The next free slots of a stratum in the order of the list. */
export const freeSlots = (
  db: SqlDatabase,
  stratum: number,
  limit: number,
): readonly { readonly position: number; readonly veil: number }[] =>
  db
    .prepare(
      `SELECT position, veil FROM slot WHERE stratum = ? AND state = 'free' ORDER BY position LIMIT ?`,
    )
    .all<{ position: number; veil: number }>(stratum, limit);

/** A stratum of a pack's list as people read it; the key itself where the list has none of it. */
export const stratumOfPackInWords = (db: SqlDatabase, pack: string, key: string): string =>
  db
    .prepare(
      `SELECT stratum.words FROM stratum JOIN pack ON pack.list = stratum.list
       WHERE pack.code = ? AND stratum.key = ?`,
    )
    .get<{ words: string }>(pack, key)?.words ?? key;

/** Kits that lie in the envelopes of a pack and are still reserved. */
export const reservedKits = (db: SqlDatabase, pack: number): readonly string[] =>
  db
    .prepare(
      `SELECT kit.number FROM pack_kit JOIN kit ON kit.id = pack_kit.kit
       WHERE pack_kit.pack = ? AND kit.state = 'reserved' ORDER BY kit.number`,
    )
    .all<{ number: string }>(pack)
    .map(({ number }) => number);

/** Kits of a pack that were put in quarantine while it was out. */
export const heldKits = (db: SqlDatabase, pack: number): readonly string[] =>
  db
    .prepare(
      `SELECT kit.number FROM pack_kit JOIN kit ON kit.id = pack_kit.kit
       WHERE pack_kit.pack = ? AND kit.state = 'quarantined' ORDER BY kit.number`,
    )
    .all<{ number: string }>(pack)
    .map(({ number }) => number);

/** The pack in whose envelopes a kit lies. */
export const packOfKit = (db: SqlDatabase, number: string): string | undefined =>
  db
    .prepare(
      `SELECT pack.code FROM kit JOIN pack_kit ON pack_kit.kit = kit.id
         JOIN pack ON pack.id = pack_kit.pack WHERE kit.number = ?`,
    )
    .get<{ code: string }>(number)?.code;

/** Locked lists of slots that may serve as backup lists. */
export const reserveLists = (
  db: SqlDatabase,
): readonly {
  readonly id: number;
  readonly code: string;
  readonly entry: number;
  readonly cohort: string | null;
}[] =>
  db
    .prepare(
      `SELECT id, code, entry,
         (SELECT cohort FROM cohort_list WHERE cohort_list.list = random_list.id) AS cohort
       FROM random_list
       WHERE status = 'locked' AND purpose = 'reserve' AND kind = 'list' ORDER BY id`,
    )
    .all<{ id: number; code: string; entry: number; cohort: string | null }>();

export const freeKitsAt = (db: SqlDatabase, place: number): number =>
  (
    db
      .prepare(
        `SELECT coalesce(sum(kits), 0) AS n FROM kit_count WHERE place = ? AND state = 'at-site'`,
      )
      .get(place) as { n: number }
  ).n;

/** Printed names of those who open the envelopes of a pack together; none where nobody is named. */
export const peopleOfPack = (db: SqlDatabase, entry: number): readonly string[] =>
  db
    .prepare(
      `SELECT one.value AS name FROM ledger, json_each(content, '$.body.people') AS one
       WHERE sequence = ?`,
    )
    .all<{ name: string }>(entry)
    .map(({ name }) => name);

/** First entries of a machine's files that came home: more than one when its file was made twice. */
export const filesOfDevice = (db: SqlDatabase, device: string): readonly string[] =>
  db
    .prepare('SELECT hash FROM site_entry WHERE device = ? AND sequence = 1 ORDER BY hash')
    .all<{ hash: string }>(device)
    .map(({ hash }) => hash);

/** Whether records of a machine contradict each other: two copies of it, or of its file, went on. */
export const isForkedDevice = (db: SqlDatabase, device: string): boolean =>
  db
    .prepare(
      'SELECT 1 FROM site_entry WHERE device = ? GROUP BY sequence HAVING count(*) > 1 LIMIT 1',
    )
    .get(device) !== undefined;

/** Envelopes that a site's record gave back, by pack. */
export const isSurrendered = (db: SqlDatabase, pack: string): boolean =>
  db
    .prepare(
      `SELECT 1 FROM site_entry WHERE device = (SELECT device FROM pack WHERE code = ?)
         AND content ->> '$.kind' = 'site-pack-surrendered' AND content ->> '$.body.pack' = ? LIMIT 1`,
    )
    .get(pack, pack) !== undefined;
