import { verdictOf } from '../../domain/backup/verdict-kinds.ts';
import type { Finding, VerdictKind } from '../../domain/backup/verdict-kinds.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { CentralView } from './central-view.ts';
import { judgeAgainstConsole, judgeRecord } from './judge.ts';
import type { OtherClaim } from './judge.ts';

/** What an earlier judgement left. */
export interface EarlierJudgement {
  readonly facts: AssignmentFacts;
  readonly findings: readonly Finding[];
  readonly state: 'waiting' | 'recorded' | 'open' | 'resolved';
  readonly isRecorded: boolean;
}

export interface Judgement {
  readonly facts: AssignmentFacts;
  readonly findings: readonly Finding[];
  readonly verdict: VerdictKind;
  readonly state: 'waiting' | 'recorded' | 'open' | 'resolved';
  /** Whether the subject gets the slot and the kits by this judgement. */
  readonly records: boolean;
}

/**
 * Judges one assignment. What was held against the console the first time stays: the console's state has moved on
 * since, not least because the assignment itself was recorded. What the sites' records say is judged anew each time,
 * so that the verdict depends on which records came home and never on their order.
 */
export function judgeAssignment(
  facts: AssignmentFacts,
  earlier: EarlierJudgement | undefined,
  others: readonly OtherClaim[],
  view: CentralView,
): Judgement {
  const record = judgeRecord(facts, others, view);
  if (facts.dispensed === null) {
    return {
      facts,
      findings: record,
      verdict: verdictOf(record),
      state: 'waiting',
      records: false,
    };
  }
  const isFirst = earlier === undefined || earlier.state === 'waiting';
  const central = isFirst
    ? judgeAgainstConsole(facts, view)
    : earlier.findings.filter(({ origin }) => origin === 'central');
  const findings = [...central, ...record];
  const isSame = earlier !== undefined && sameFindings(earlier.findings, findings);
  const state =
    findings.length === 0
      ? 'recorded'
      : isSame && earlier.state === 'resolved'
        ? 'resolved'
        : 'open';
  const records = findings.length === 0 && earlier?.isRecorded !== true;
  return { facts, findings, verdict: verdictOf(findings), state, records };
}

const textOf = (findings: readonly Finding[]): string =>
  findings.map(({ kind, because }) => `${kind} ${because}`).join('\n');

export const sameFindings = (one: readonly Finding[], other: readonly Finding[]): boolean =>
  textOf(one) === textOf(other);
