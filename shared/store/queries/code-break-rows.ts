import type { CodeBreakKind } from '../../domain/code-break/code-break.ts';
import type {
  CodeBreakState,
  Expectedness,
  LaterKits,
  Participation,
} from '../../domain/code-break/code-break.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** One broken code as the register holds it. */
export interface CodeBreakRecord {
  readonly code: string;
  readonly kind: CodeBreakKind;
  readonly subject: string;
  readonly site: string;
  readonly siteId: number;
  readonly user: string;
  readonly printedName: string;
  readonly role: string;
  /** Canonical JSON of who asked, or null. */
  readonly askedBy: string | null;
  readonly at: string;
  readonly offsetMinutes: number;
  /** Canonical JSON of who must be told. */
  readonly tell: string;
  readonly reason: string | null;
  readonly reasonBy: string | null;
  readonly reasonAt: string | null;
  readonly reasonDue: string;
  readonly assessmentDue: string;
  readonly laterKits: LaterKits | null;
  readonly participation: Participation | null;
  readonly sponsorToldAt: string | null;
  readonly expectedness: Expectedness | null;
  readonly assessment: string | null;
  readonly assessedBy: string | null;
  readonly assessedAt: string | null;
  /** The envelope of a subject whose record was not home when the code was broken; null for all others. */
  readonly pack: string | null;
  readonly envelope: number | null;
  readonly kit: string | null;
  /** For whom the envelope is recorded, where no record of it names the number under which the code was broken; else null. */
  readonly recordedFor: string | null;
}

/** A number that was misheard: the record of the envelope, once it is home, tells whose code was broken. */
const recordedFor = `(SELECT min(one.subject) FROM backup_assignment AS one
  WHERE one.pack = code_break.pack AND one.envelope = code_break.envelope AND one.is_recorded = 1
    AND NOT EXISTS (SELECT 1 FROM backup_assignment AS other
      WHERE other.pack = one.pack AND other.envelope = one.envelope
        AND other.subject = code_break.subject COLLATE NOCASE))`;

const select = `
  SELECT code_break.code, code_break.kind, code_break.subject, place.code AS site,
    code_break.site AS siteId, code_break.user, code_break.printed_name AS printedName,
    code_break.role, asked_by AS askedBy, code_break.at, code_break.offset_minutes AS offsetMinutes,
    tell, reason, reason_by AS reasonBy, reason_at AS reasonAt, reason_due AS reasonDue,
    assessment_due AS assessmentDue, later_kits AS laterKits, participation,
    sponsor_told_at AS sponsorToldAt, expectedness, assessment, assessed_by AS assessedBy,
    assessed_at AS assessedAt, pack, envelope, kit, ${recordedFor} AS recordedFor
  FROM code_break
    JOIN place ON place.id = code_break.site`;

export interface CodeBreakFilter {
  /** Null for any place. */
  readonly places: readonly number[] | null;
  readonly kind: CodeBreakKind | null;
  readonly state: CodeBreakState | null;
  /** Start of a code or of a subject number, or null. */
  readonly search: string | null;
}

const stateSql: Readonly<Record<CodeBreakState, string>> = {
  'reason-open': `code_break.kind = 'emergency' AND reason IS NULL`,
  'assessment-open': `code_break.kind = 'emergency' AND reason IS NOT NULL AND assessed_at IS NULL`,
  closed: `(code_break.kind = 'exercise' OR (reason IS NOT NULL AND assessed_at IS NOT NULL))`,
};

function where(filter: CodeBreakFilter): { sql: string; values: readonly SqlValue[] } {
  const terms = ['TRUE'];
  const values: SqlValue[] = [];
  if (filter.places !== null) {
    terms.push('code_break.site IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(filter.places));
  }
  if (filter.kind !== null) {
    terms.push('code_break.kind = ?');
    values.push(filter.kind);
  }
  if (filter.state !== null) terms.push(stateSql[filter.state]);
  if (filter.search !== null) {
    const sought = ['code_break.code', 'code_break.subject', recordedFor];
    terms.push(`(${sought.map((sql) => `${sql} LIKE ? ESCAPE '!'`).join(' OR ')})`);
    const start = `${filter.search.replace(/[!%_]/g, '!$&')}%`;
    values.push(...sought.map(() => start));
  }
  return { sql: terms.join(' AND '), values };
}

/** The latest first. `limit` -1 for all. */
export function codeBreaks(
  db: SqlDatabase,
  filter: CodeBreakFilter,
  window: { readonly offset: number; readonly limit: number },
): readonly CodeBreakRecord[] {
  const { sql, values } = where(filter);
  return db
    .prepare(`${select} WHERE ${sql} ORDER BY code_break.id DESC LIMIT ? OFFSET ?`)
    .all<CodeBreakRecord>(...values, window.limit, window.offset);
}

export function countCodeBreaks(db: SqlDatabase, filter: CodeBreakFilter): number {
  const { sql, values } = where(filter);
  return (
    db.prepare(`SELECT count(*) AS n FROM code_break WHERE ${sql}`).get<{ n: number }>(...values)
      ?.n ?? 0
  );
}

export const codeBreakByCode = (db: SqlDatabase, code: string): CodeBreakRecord | undefined =>
  db.prepare(`${select} WHERE code_break.code = ?`).get<CodeBreakRecord>(code);

/** Emergencies of one subject, oldest first: by the envelope where a record tells whose it is, else by the number. */
export const emergenciesOf = (db: SqlDatabase, subject: string): readonly CodeBreakRecord[] =>
  db
    .prepare(
      `${select} WHERE code_break.kind = 'emergency'
       AND coalesce(${recordedFor}, code_break.subject) = ? COLLATE NOCASE ORDER BY code_break.id`,
    )
    .all<CodeBreakRecord>(subject);

/** Emergencies by one envelope under whatever number, oldest first. */
export const emergenciesBy = (
  db: SqlDatabase,
  { pack, envelope }: { readonly pack: string; readonly envelope: number },
): readonly CodeBreakRecord[] =>
  db
    .prepare(
      `${select} WHERE code_break.kind = 'emergency' AND pack = ? AND envelope = ?
       ORDER BY code_break.id`,
    )
    .all<CodeBreakRecord>(pack, envelope);

export const countAllCodeBreaks = (db: SqlDatabase): number =>
  db.prepare('SELECT count(*) AS n FROM code_break').get<{ n: number }>()?.n ?? 0;
