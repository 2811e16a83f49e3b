import type { Instant } from '../../base/instant.ts';
import type { ClockReading } from '../../domain/backup/clock-jump.ts';
import type { ReleaseMode } from '../../domain/backup/pack-terms.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A pack as a site's file holds it. */
export interface SitePackFacts {
  readonly code: string;
  readonly entry: number;
  readonly site: string;
  readonly device: string;
  readonly digest: string;
  readonly release: ReleaseMode;
  readonly layers: number;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly list: string;
  readonly merkleRoot: string;
  readonly stratifyBy: readonly string[];
  readonly console: { readonly device: string; readonly publicKey: string };
  readonly status: 'loaded' | 'surrendered';
}

type PackRow = Omit<SitePackFacts, 'stratifyBy' | 'console'> & {
  readonly stratifyBy: string;
  readonly console: string;
};

/** Packs in the order in which they were loaded. */
export const sitePacks = (db: SqlDatabase): readonly SitePackFacts[] =>
  db
    .prepare(
      `SELECT code, entry, site, device, digest, release, layers, valid_from AS validFrom,
         valid_until AS validUntil, list, merkle_root AS merkleRoot, stratify_by AS stratifyBy,
         console, status FROM site_pack ORDER BY entry`,
    )
    .all<PackRow>()
    .map((row) => ({
      ...row,
      stratifyBy: JSON.parse(row.stratifyBy) as string[],
      console: JSON.parse(row.console) as SitePackFacts['console'],
    }));

/** Position of the last restore that lost entries, or may have; 0 without one. */
export const lastLoss = (db: SqlDatabase): number =>
  (
    db
      .prepare(
        `SELECT coalesce(max(sequence), 0) AS entry FROM ledger WHERE kind = 'store-restored'
           AND (content ->> '$.body.missing' > 0 OR content ->> '$.body.uncertain' = 1)`,
      )
      .get() as { entry: number }
  ).entry;

/** Users who may open envelopes that two open together: the study named them, or two of them vouched. */
export const confirmedUsers = (db: SqlDatabase): ReadonlySet<string> =>
  new Set(
    db
      .prepare(
        `SELECT content ->> '$.body.user' AS user FROM ledger
           WHERE kind = 'user-added' AND content ->> '$.body.confirmed' IS NOT NULL
         UNION SELECT one.value ->> '$.user' FROM ledger, json_each(content, '$.body.confirmed') AS one
           WHERE kind = 'site-pack-loaded'`,
      )
      .all<{ user: string }>()
      .map(({ user }) => user),
  );

/** Active users by the name under which the study confirmed them: one person, one user. */
export const usersByConfirmedName = (db: SqlDatabase): ReadonlyMap<string, string> =>
  new Map(
    db
      .prepare(
        `SELECT content ->> '$.body.printedName' AS name, content ->> '$.body.user' AS user FROM ledger
           WHERE kind = 'user-added' AND content ->> '$.body.confirmed' = 'code'
         UNION SELECT one.value ->> '$.name', one.value ->> '$.user'
           FROM ledger, json_each(content, '$.body.confirmed') AS one WHERE kind = 'site-pack-loaded'`,
      )
      .all<{ name: string; user: string }>()
      .filter(({ user }) => isActive(db, user))
      .map(({ name, user }) => [name, user]),
  );

const isActive = (db: SqlDatabase, user: string): boolean =>
  db.prepare(`SELECT 1 FROM person WHERE user = ? AND status = 'active'`).get(user) !== undefined;

export interface SiteEnvelopeFacts {
  readonly pack: string;
  readonly number: number;
  readonly stratum: string;
  readonly position: number;
  readonly state: 'sealed' | 'begun' | 'opened' | 'returned';
}

const selectEnvelope = 'SELECT pack, number, stratum, position, state FROM site_envelope';

/** The lowest sealed envelope of a stratum. */
export const nextEnvelope = (
  db: SqlDatabase,
  pack: string,
  stratum: string,
): SiteEnvelopeFacts | undefined =>
  db
    .prepare(
      `${selectEnvelope} WHERE stratum = ? AND state = 'sealed' AND pack = ? ORDER BY number LIMIT 1`,
    )
    .get<SiteEnvelopeFacts>(stratum, pack);

export const siteEnvelope = (
  db: SqlDatabase,
  pack: string,
  number: number,
): SiteEnvelopeFacts | undefined =>
  db
    .prepare(`${selectEnvelope} WHERE pack = ? AND number = ?`)
    .get<SiteEnvelopeFacts>(pack, number);

export const sealedEnvelopes = (db: SqlDatabase, pack: string): readonly number[] =>
  db
    .prepare(
      `SELECT number FROM site_envelope WHERE pack = ? AND state IN ('sealed', 'begun') ORDER BY number`,
    )
    .all<{ number: number }>(pack)
    .map(({ number }) => number);

export interface StratumLeft {
  readonly pack: string;
  readonly stratum: string;
  readonly words: string;
  readonly left: number;
  readonly all: number;
}

/** Envelopes left by pack and stratum, in the order of the pack. */
export const envelopesLeft = (db: SqlDatabase): readonly StratumLeft[] =>
  db
    .prepare(
      `SELECT site_stratum.pack, site_stratum.key AS stratum, words,
         sum(state IN ('sealed', 'begun')) AS left, count(*) AS "all"
       FROM site_stratum JOIN site_pack ON site_pack.code = site_stratum.pack
         JOIN site_envelope ON site_envelope.pack = site_stratum.pack
           AND site_envelope.stratum = site_stratum.key
       GROUP BY site_stratum.pack, site_stratum.key ORDER BY site_pack.entry, site_stratum.place`,
    )
    .all<StratumLeft>();

export const stratumWords = (db: SqlDatabase, pack: string, key: string): string =>
  db
    .prepare('SELECT words FROM site_stratum WHERE pack = ? AND key = ?')
    .get<{ words: string }>(pack, key)?.words ?? key;

export interface SiteEvidence {
  readonly consent: { readonly version: string; readonly at: string };
  readonly gates: readonly string[];
  readonly factors: { readonly [factor: string]: string };
  readonly stratum: string;
}

export interface SiteSubjectFacts {
  readonly subject: string;
  readonly pack: string;
  readonly envelope: number;
  readonly state: 'begun' | 'opened' | 'unusable' | 'dispensed';
  readonly layer: number;
  readonly kits: readonly string[];
  readonly treatment: string | null;
  readonly evidence: SiteEvidence;
  readonly at: string;
  readonly offsetMinutes: number;
}

type SubjectRow = Omit<SiteSubjectFacts, 'kits' | 'evidence'> & {
  readonly kits: string;
  readonly evidence: string;
};

const rowToSubject = (row: SubjectRow): SiteSubjectFacts => ({
  ...row,
  kits: JSON.parse(row.kits) as string[],
  evidence: JSON.parse(row.evidence) as SiteEvidence,
});

const selectSubject = `SELECT subject, pack, envelope, state, layer, kits, treatment, evidence, at,
  offset_minutes AS offsetMinutes FROM site_subject`;

export function siteSubject(db: SqlDatabase, subject: string): SiteSubjectFacts | undefined {
  const row = db.prepare(`${selectSubject} WHERE subject = ?`).get<SubjectRow>(subject);
  return row === undefined ? undefined : rowToSubject(row);
}

/** What the last correction of a subject says, or undefined without one. */
export function lastCorrection(
  db: SqlDatabase,
  subject: string,
): { readonly factors: Readonly<Record<string, string>>; readonly stratum: string } | undefined {
  const row = db
    .prepare(
      `SELECT content ->> '$.body.factors' AS factors, content ->> '$.body.stratum' AS stratum
       FROM ledger WHERE kind = 'site-strata-corrected' AND content ->> '$.body.subject' = ?
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ factors: string; stratum: string }>(subject);
  if (row === undefined) return undefined;
  return { factors: JSON.parse(row.factors) as Record<string, string>, stratum: row.stratum };
}

/** Subjects that are begun and not finished, the oldest first. */
export const subjectsUnderWay = (db: SqlDatabase): readonly SiteSubjectFacts[] =>
  db
    .prepare(`${selectSubject} WHERE state <> 'dispensed' ORDER BY entry`)
    .all<SubjectRow>()
    .map(rowToSubject);

export const latestSubjects = (db: SqlDatabase, limit: number): readonly SiteSubjectFacts[] =>
  db
    .prepare(`${selectSubject} WHERE state = 'dispensed' ORDER BY entry DESC LIMIT ?`)
    .all<SubjectRow>(limit)
    .map(rowToSubject);

export const countSiteSubjects = (db: SqlDatabase): number =>
  (db.prepare('SELECT count(*) AS n FROM site_subject').get() as { n: number }).n;

/** The clocks at the last step of the site, or undefined before the first. */
export const lastClock = (db: SqlDatabase): ClockReading | undefined =>
  db
    .prepare('SELECT at, boot, monotonic_ms AS monotonicMs FROM site_clock')
    .get<{ at: Instant; boot: string; monotonicMs: number }>();

/** Largest recorded jump of the wall clock, in milliseconds without sign. */
export const largestJump = (db: SqlDatabase): number =>
  (
    db
      .prepare(
        `SELECT coalesce(max(abs(content ->> '$.body.byMs')), 0) AS ms FROM ledger
         WHERE kind = 'site-clock-jumped'`,
      )
      .get() as { ms: number }
  ).ms;

/** A part of the sealed material of a pack; undefined once it was given back. */
export const materialOf = (db: SqlDatabase, pack: string, part: string): string | undefined =>
  db
    .prepare('SELECT content FROM pack_material WHERE pack = ? AND part = ?')
    .get<{ content: string }>(pack, part)?.content;
