import type { SqlDatabase } from '../sql-database.ts';

/** An entry about resupply with its clear body. */
export interface ResupplyEntry<B> {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly body: B;
}

interface EntryRow {
  readonly entry: number;
  readonly at: string;
  readonly by: string;
  readonly body: string;
}

/** Who signed, where the entry carries a signature; otherwise who made it. */
const columns = `sequence AS entry, at,
  coalesce(content ->> '$.signature.printedName', content ->> '$.printedName') AS by,
  content -> '$.body' AS body`;

const rowToEntry = <B>(row: EntryRow): ResupplyEntry<B> => ({
  ...row,
  body: JSON.parse(row.body) as B,
});

/** The latest settings, or null before any were signed. */
export function resupplySettings<S>(
  db: SqlDatabase,
): ResupplyEntry<{ readonly settings: S }> | null {
  const row = db
    .prepare(
      `SELECT ${columns} FROM ledger WHERE kind = 'resupply-set' ORDER BY sequence DESC LIMIT 1`,
    )
    .get<EntryRow>();
  return row === undefined ? null : rowToEntry(row);
}

/** All settings that were signed, the latest first. */
export const settingsVersions = <S>(
  db: SqlDatabase,
): readonly (ResupplyEntry<{ readonly settings: S }> & {
  readonly reason: string;
  readonly offsetMinutes: number;
})[] =>
  db
    .prepare(
      `SELECT ${columns}, content ->> '$.reason' AS reason,
         content ->> '$.offsetMinutes' AS offsetMinutes
       FROM ledger WHERE kind = 'resupply-set' ORDER BY sequence DESC`,
    )
    .all<EntryRow & { reason: string | null; offsetMinutes: number }>()
    .map(({ reason, offsetMinutes, ...row }) => ({
      ...rowToEntry<{ readonly settings: S }>(row),
      reason: reason ?? '',
      offsetMinutes,
    }));

/** What the clear part of a run says. */
export interface RunBody {
  readonly run: string;
  readonly settingsEntry: number;
  readonly sites: number;
  readonly shipments: readonly string[];
  readonly proposal?: string;
  readonly adjusted?: number;
}

/** A recorded run by its code. */
export function resupplyRun(db: SqlDatabase, run: string): ResupplyEntry<RunBody> | null {
  const row = db
    .prepare(
      `SELECT ${columns} FROM ledger
       WHERE kind = 'resupply-run' AND content ->> '$.body.run' = ?`,
    )
    .get<EntryRow>(run);
  return row === undefined ? null : rowToEntry(row);
}

/** A page of runs, the latest first. */
export const resupplyRuns = (
  db: SqlDatabase,
  page: { readonly offset: number; readonly limit: number },
): readonly (ResupplyEntry<RunBody> & { readonly offsetMinutes: number })[] =>
  db
    .prepare(
      `SELECT ${columns}, content ->> '$.offsetMinutes' AS offsetMinutes
       FROM ledger WHERE kind = 'resupply-run' ORDER BY sequence DESC LIMIT ? OFFSET ?`,
    )
    .all<EntryRow & { offsetMinutes: number }>(page.limit, page.offset)
    .map(({ offsetMinutes, ...row }) => ({ ...rowToEntry<RunBody>(row), offsetMinutes }));

export const countRuns = (db: SqlDatabase): number =>
  db
    .prepare(`SELECT count(*) AS runs FROM ledger WHERE kind = 'resupply-run'`)
    .get<{ runs: number }>()?.runs ?? 0;

/** A prepared proposal with the clear part of its entry. */
export interface ProposalRecord {
  readonly code: string;
  readonly status: 'pending' | 'run' | 'discarded' | 'superseded';
  readonly day: string;
  readonly entry: number;
  readonly at: string;
  readonly offsetMinutes: number;
  readonly by: string;
  readonly scheduled: boolean;
  readonly settingsEntry: number;
  readonly shipments: number;
  readonly kits: number;
}

const proposalColumns = `
  SELECT code, status, day, entry, ledger.at, content ->> '$.offsetMinutes' AS offsetMinutes,
    content ->> '$.printedName' AS by, content ->> '$.body.scheduled' AS scheduled,
    content ->> '$.body.settingsEntry' AS settingsEntry,
    content ->> '$.body.shipments' AS shipments, content ->> '$.body.kits' AS kits
  FROM resupply_proposal JOIN ledger ON ledger.sequence = resupply_proposal.entry`;

type ProposalRow = Omit<ProposalRecord, 'scheduled'> & { readonly scheduled: number };

const rowToProposal = (row: ProposalRow | undefined): ProposalRecord | null =>
  row === undefined ? null : { ...row, scheduled: row.scheduled === 1 };

/** The proposal that waits for a signature, or null. */
export const pendingProposal = (db: SqlDatabase): ProposalRecord | null =>
  rowToProposal(db.prepare(`${proposalColumns} WHERE status = 'pending'`).get<ProposalRow>());

export const proposalByCode = (db: SqlDatabase, code: string): ProposalRecord | null =>
  rowToProposal(db.prepare(`${proposalColumns} WHERE code = ?`).get<ProposalRow>(code));

export const countProposals = (db: SqlDatabase): number =>
  db.prepare('SELECT count(*) AS n FROM resupply_proposal').get<{ n: number }>()?.n ?? 0;

/** Whether a proposal of this day waits, was signed or was discarded. */
export const hasProposalOf = (db: SqlDatabase, day: string): boolean =>
  db
    .prepare(`SELECT 1 FROM resupply_proposal WHERE day = ? AND status <> 'superseded' LIMIT 1`)
    .get(day) !== undefined;

export const lastRunAt = (db: SqlDatabase): string | null =>
  db
    .prepare(`SELECT at FROM ledger WHERE kind = 'resupply-run' ORDER BY sequence DESC LIMIT 1`)
    .get<{ at: string }>()?.at ?? null;

/** Shipments that were asked for and whose kits have not left. */
export interface OpenRequest {
  readonly code: string;
  readonly fromId: number;
  readonly toId: number;
  readonly status: string;
  /** Position of the entry whose sealed part holds the lines. */
  readonly entry: number;
  readonly isSealed: number;
}

export const openRequests = (db: SqlDatabase): readonly OpenRequest[] =>
  db
    .prepare(
      `SELECT shipment.code, from_place AS fromId, to_place AS toId, shipment.status,
         shipment.entry, ledger.sealed IS NOT NULL AS isSealed
       FROM shipment JOIN ledger ON ledger.sequence = shipment.entry
       WHERE shipment.status IN ('requested', 'approved', 'picked', 'packed') ORDER BY shipment.id`,
    )
    .all<OpenRequest>();

/** Places that ever received a shipment. */
export const suppliedPlaces = (db: SqlDatabase): ReadonlySet<number> =>
  new Set(
    db
      .prepare(
        `SELECT DISTINCT to_place AS place FROM shipment WHERE status IN ('received', 'partly-received')`,
      )
      .all<{ place: number }>()
      .map(({ place }) => place),
  );

/** Places at which anybody was ever randomized, whether still in the study or not. */
export const sitesWithSubjects = (db: SqlDatabase): ReadonlySet<number> =>
  new Set(
    db
      .prepare('SELECT DISTINCT site FROM subject')
      .all<{ site: number }>()
      .map(({ site }) => site),
  );

/** A subject in the study with its veiled slot and the visits that it had kits for. */
export interface SubjectDemandRow {
  readonly site: number;
  readonly randomizedAt: string;
  readonly visits: readonly string[];
  readonly veil: number;
  readonly nonce: string;
  readonly position: number;
}

export const subjectsWithDemand = (db: SqlDatabase): readonly SubjectDemandRow[] =>
  db
    .prepare(
      `SELECT subject.site, randomized_at AS randomizedAt, slot.veil,
         coalesce(slot.nonce, stratum.nonce) AS nonce, slot.position,
         (SELECT json_group_array(visit) FROM dispensing WHERE dispensing.subject = subject.id) AS visits
       FROM subject JOIN stratum ON stratum.id = subject.stratum
         JOIN slot ON slot.stratum = subject.stratum AND slot.position = subject.position
       WHERE subject.status = 'randomized' ORDER BY subject.id`,
    )
    .all<Omit<SubjectDemandRow, 'visits'> & { visits: string }>()
    .map((row) => ({ ...row, visits: JSON.parse(row.visits) as string[] }));
