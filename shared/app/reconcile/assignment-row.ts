import type { ReconciliationRow } from '../../contracts/reconciliation.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { StoredAssignment } from '../../store/queries/backup-facts.ts';

type Shown = Pick<
  StoredAssignment,
  'findings' | 'verdict' | 'state' | 'isRecorded' | 'decision'
> & {
  readonly facts: AssignmentFacts;
};

/** An offline assignment as lists show it. */
export const assignmentRow = ({ facts, ...item }: Shown): ReconciliationRow => ({
  key: facts.key,
  subject: facts.subject,
  site: facts.site,
  pack: facts.pack,
  envelope: facts.envelope,
  stratum: facts.stratum,
  at: facts.at,
  offsetMinutes: facts.offsetMinutes,
  kits: [...(facts.dispensed ?? [])],
  verdict: item.verdict,
  findings: item.findings.map(({ kind, because }) => ({ kind, because })),
  state: item.state,
  recorded: item.isRecorded,
  decision: item.decision,
});
