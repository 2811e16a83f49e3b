import type { SqlDatabase } from '../sql-database.ts';

/** Broken codes of one site, in numbers. */
export interface SiteSums {
  readonly site: string;
  readonly siteName: string;
  /** Subjects randomized there. */
  readonly randomized: number;
  readonly emergencies: number;
  readonly exercises: number;
  readonly reasonsOpen: number;
  readonly reasonsOverdue: number;
  readonly assessmentsOpen: number;
  readonly assessmentsOverdue: number;
  /** Assessed emergencies of which the assessment names no time when the sponsor was told. */
  readonly sponsorUntold: number;
  /** Of the latest emergency, UTC. */
  readonly lastAt: string | null;
}

const emergency = `code_break.kind = 'emergency'`;
const noReason = `${emergency} AND reason IS NULL`;
const notAssessed = `${emergency} AND reason IS NOT NULL AND assessed_at IS NULL`;
const sum = (condition: string): string => `coalesce(sum(${condition}), 0)`;

/** Sites with subjects or broken codes, by their code; `now` decides what is overdue. */
export const codeBreaksBySite = (db: SqlDatabase, now: string): readonly SiteSums[] =>
  db
    .prepare(
      `SELECT place.code AS site, place.name AS siteName,
         (SELECT count(*) FROM subject WHERE subject.site = place.id) AS randomized,
         ${sum(emergency)} AS emergencies,
         ${sum(`code_break.kind = 'exercise'`)} AS exercises,
         ${sum(noReason)} AS reasonsOpen,
         ${sum(`${noReason} AND reason_due < ?`)} AS reasonsOverdue,
         ${sum(notAssessed)} AS assessmentsOpen,
         ${sum(`${notAssessed} AND assessment_due < ?`)} AS assessmentsOverdue,
         ${sum(`${emergency} AND assessed_at IS NOT NULL AND sponsor_told_at IS NULL`)} AS sponsorUntold,
         max(CASE WHEN ${emergency} THEN code_break.at END) AS lastAt
       FROM place LEFT JOIN code_break ON code_break.site = place.id
       GROUP BY place.id
       HAVING randomized > 0 OR count(code_break.id) > 0
       ORDER BY place.code`,
    )
    .all<SiteSums>(now, now);
