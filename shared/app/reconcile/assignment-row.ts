import type { ReconciliationRow } from '../../contracts/reconciliation.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';
import { emergenciesBy } from '../../store/queries/code-break-rows.ts';
import { stratumOfPackInWords } from '../../store/queries/pack-facts.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';

/** Codes that were broken by the envelope under another number than the one that its record tells. */
export const misheardBreaks = (db: SqlDatabase, facts: AssignmentFacts): readonly string[] =>
  emergenciesBy(db, facts)
    .filter(({ subject }) => subject.toUpperCase() !== facts.subject.toUpperCase())
    .map(({ code, subject }) => `${code} was broken by this envelope for subject ${subject}.`);

function notesOf(db: SqlDatabase, facts: AssignmentFacts): Pick<ReconciliationRow, 'notes'> {
  const notes = misheardBreaks(db, facts);
  return notes.length === 0 ? {} : { notes: [...notes] };
}

type Shown = Pick<
  StoredAssignment,
  'findings' | 'verdict' | 'state' | 'isRecorded' | 'decision'
> & {
  readonly facts: AssignmentFacts;
};

/** An offline assignment as lists show it. */
export const assignmentRow = (db: SqlDatabase, { facts, ...item }: Shown): ReconciliationRow => ({
  key: facts.key,
  subject: facts.subject,
  site: facts.site,
  pack: facts.pack,
  envelope: facts.envelope,
  stratum: facts.stratum,
  stratumWords: stratumOfPackInWords(db, facts.pack, facts.stratum),
  at: facts.at,
  offsetMinutes: facts.offsetMinutes,
  kits: [...(facts.dispensed ?? [])],
  verdict: item.verdict,
  findings: item.findings.map(({ kind, because }) => ({ kind, because })),
  ...notesOf(db, facts),
  state: item.state,
  recorded: item.isRecorded,
  decision: item.decision,
});
