import type { Finding, VerdictKind } from '../../domain/backup/verdict-kinds.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { ChainEntry } from '../../ledger/bundle/site-chain.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** Everything that came home from one machine. */
export const siteEntries = (db: SqlDatabase, device: string): readonly ChainEntry[] =>
  db
    .prepare(
      `SELECT device, epoch, sequence, previous, hash, content FROM site_entry
       WHERE device = ? ORDER BY sequence, hash`,
    )
    .all<ChainEntry>(device);

export interface StoredAssignment {
  readonly id: number;
  readonly key: string;
  readonly facts: AssignmentFacts;
  readonly findings: readonly Finding[];
  readonly verdict: VerdictKind;
  readonly state: 'waiting' | 'recorded' | 'open' | 'resolved';
  readonly isRecorded: boolean;
  readonly decision: 'accept' | 'annotate' | 'void' | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly entry: number;
}

type AssignmentRow = Omit<StoredAssignment, 'facts' | 'findings' | 'isRecorded'> & {
  readonly facts: string;
  readonly findings: string;
  readonly isRecorded: number;
};

const rowToAssignment = (row: AssignmentRow): StoredAssignment => ({
  ...row,
  facts: JSON.parse(row.facts) as AssignmentFacts,
  findings: JSON.parse(row.findings) as Finding[],
  isRecorded: row.isRecorded === 1,
});

const select = `SELECT id, key, facts, findings, verdict, state, is_recorded AS isRecorded, decision,
  reason, decided_by AS decidedBy, decided_at AS decidedAt, entry FROM backup_assignment`;

const read = (db: SqlDatabase, rest: string, ...values: SqlValue[]): readonly StoredAssignment[] =>
  db
    .prepare(`${select} ${rest}`)
    .all<AssignmentRow>(...values)
    .map(rowToAssignment);

export const assignmentsOfDevice = (db: SqlDatabase, device: string): readonly StoredAssignment[] =>
  read(db, 'WHERE device = ?', device);

export const assignmentByKey = (db: SqlDatabase, key: string): StoredAssignment | undefined =>
  read(db, 'WHERE key = ?', key)[0];

/** Assignments of one subject from any machine, whatever the case of the letters. */
export const assignmentsOfSubject = (
  db: SqlDatabase,
  subject: string,
): readonly StoredAssignment[] => read(db, 'WHERE subject = ? COLLATE NOCASE ORDER BY id', subject);

export const assignmentsOfEnvelope = (
  db: SqlDatabase,
  pack: string,
  envelope: number,
): readonly StoredAssignment[] =>
  read(db, 'WHERE pack = ? AND envelope = ? ORDER BY id', pack, envelope);

/** Assignments of any machine that name one of some kits: shown, set aside or given. */
export const assignmentsShowingAny = (
  db: SqlDatabase,
  kits: readonly string[],
): readonly StoredAssignment[] =>
  read(
    db,
    `WHERE id IN (SELECT assignment FROM shown_kit
       WHERE kit IN (SELECT value FROM json_each(?))) ORDER BY id`,
    JSON.stringify(kits),
  );

export const assignmentsShowing = (db: SqlDatabase, kit: string): readonly StoredAssignment[] =>
  assignmentsShowingAny(db, [kit]);

export const assignmentsOfPack = (db: SqlDatabase, pack: string): readonly StoredAssignment[] =>
  read(db, 'WHERE pack = ? ORDER BY id', pack);

export interface AssignmentFilter {
  readonly state: string | null;
  readonly verdict: string | null;
  /** Null for any site. */
  readonly sites: readonly string[] | null;
  readonly pack: string | null;
}

function whereOf(filter: AssignmentFilter): {
  readonly sql: string;
  readonly values: readonly SqlValue[];
} {
  const sites = filter.sites === null ? null : JSON.stringify(filter.sites);
  const terms: readonly (readonly [sql: string, value: string | null])[] = [
    ['state = ?', filter.state],
    ['verdict = ?', filter.verdict],
    ['site IN (SELECT value FROM json_each(?))', sites],
    ['pack = ?', filter.pack],
  ];
  const used = terms.filter(([, value]) => value !== null);
  return {
    sql: `WHERE ${['TRUE', ...used.map(([sql]) => sql)].join(' AND ')}`,
    values: used.map(([, value]) => value),
  };
}

export function assignmentPage(
  db: SqlDatabase,
  filter: AssignmentFilter,
  window: { readonly offset: number; readonly limit: number },
): readonly StoredAssignment[] {
  const { sql, values } = whereOf(filter);
  return read(
    db,
    `${sql} ORDER BY id DESC LIMIT ? OFFSET ?`,
    ...values,
    window.limit,
    window.offset,
  );
}

export interface AssignmentCount {
  readonly verdict: VerdictKind;
  readonly state: StoredAssignment['state'];
  readonly assignments: number;
}

export function countAssignments(
  db: SqlDatabase,
  filter: AssignmentFilter,
): readonly AssignmentCount[] {
  const { sql, values } = whereOf(filter);
  return db
    .prepare(
      `SELECT verdict, state, count(*) AS assignments FROM backup_assignment ${sql}
       GROUP BY verdict, state ORDER BY verdict, state`,
    )
    .all<AssignmentCount>(...values);
}

export const openAssignmentsOfPack = (db: SqlDatabase, pack: string): number =>
  (
    db
      .prepare(
        `SELECT count(*) AS n FROM backup_assignment WHERE pack = ? AND state IN ('open', 'waiting')`,
      )
      .get(pack) as { n: number }
  ).n;

/** Whether a subject of the tables came home from a site. */
export const isFromBackup = (db: SqlDatabase, subject: string): boolean =>
  db
    .prepare(
      'SELECT 1 FROM backup_assignment WHERE subject = ? COLLATE NOCASE AND is_recorded = 1 LIMIT 1',
    )
    .get(subject) !== undefined;

export interface BundleFacts {
  readonly digest: string;
  readonly device: string;
  readonly site: string;
  readonly pack: string;
  readonly epoch: number;
  readonly first: number;
  readonly last: number;
  readonly added: number;
  readonly importedAt: string;
  readonly entry: number;
}

const selectBundle = `SELECT digest, device, site, pack, epoch, first, last, added,
  imported_at AS importedAt, entry FROM site_bundle`;

/** Of some sites; null for any. */
export const bundlesPage = (
  db: SqlDatabase,
  sites: readonly string[] | null,
  window: { readonly offset: number; readonly limit: number },
): readonly BundleFacts[] =>
  db
    .prepare(`${selectBundle} ${ofSites} ORDER BY id DESC LIMIT ? OFFSET ?`)
    .all<BundleFacts>(...siteValues(sites), window.limit, window.offset);

export const countBundles = (db: SqlDatabase, sites: readonly string[] | null): number =>
  (
    db.prepare(`SELECT count(*) AS n FROM site_bundle ${ofSites}`).get(...siteValues(sites)) as {
      n: number;
    }
  ).n;

const ofSites = 'WHERE (? OR site IN (SELECT value FROM json_each(?)))';

const siteValues = (sites: readonly string[] | null): readonly [number, string] => [
  sites === null ? 1 : 0,
  JSON.stringify(sites ?? []),
];

/** Machines whose records came home, known or not. */
export const devicesHome = (
  db: SqlDatabase,
): readonly { readonly device: string; readonly site: string; readonly entries: number }[] =>
  db
    .prepare(
      `SELECT site_bundle.device, max(site) AS site,
         (SELECT count(*) FROM site_entry WHERE site_entry.device = site_bundle.device) AS entries
       FROM site_bundle GROUP BY site_bundle.device ORDER BY site, site_bundle.device`,
    )
    .all<{ device: string; site: string; entries: number }>();

export const isLayerReleased = (
  db: SqlDatabase,
  asked: {
    readonly pack: string;
    readonly envelope: number;
    readonly layer: number;
    readonly subject: string;
  },
): boolean =>
  db
    .prepare(
      `SELECT 1 FROM pack_release JOIN pack ON pack.id = pack_release.pack
       WHERE pack.code = ? AND envelope = ? AND layer = ? AND subject = ? COLLATE NOCASE LIMIT 1`,
    )
    .get(asked.pack, asked.envelope, asked.layer, asked.subject) !== undefined;

export const kitStateOf = (db: SqlDatabase, number: string): string | undefined =>
  db.prepare('SELECT state FROM kit WHERE number = ?').get<{ state: string }>(number)?.state;
