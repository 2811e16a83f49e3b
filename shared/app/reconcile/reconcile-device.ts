import { verdictOf } from '../../domain/backup/verdict-kinds.ts';
import type { Finding, VerdictKind } from '../../domain/backup/verdict-kinds.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { CentralView } from './central-view.ts';
import { judgeAgainstConsole } from './judge.ts';
import { judgeRecord, ownFindings } from './judge-record.ts';

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
  /** Whether what an import had recorded gives way to an earlier assignment that came home later. */
  readonly retracts: boolean;
}

/** Another assignment of the same subject or envelope. */
export interface Rival {
  readonly facts: AssignmentFacts;
  /** Whether it would be recorded if it were alone. */
  readonly isSound: boolean;
  /** Recorded for good: a person decided so, or the console went on with it. */
  readonly isHeld: boolean;
}

/** What was held against the console the first time stays: the console's state has moved on since. */
export const centralFindings = (
  facts: AssignmentFacts,
  earlier: EarlierJudgement | undefined,
  view: CentralView,
): readonly Finding[] =>
  earlier === undefined || earlier.state === 'waiting' || !isWhole(earlier.facts)
    ? judgeAgainstConsole(facts, view)
    : earlier.findings.filter(({ origin }) => origin === 'central');

/** Whether the record tells an assignment from its beginning to its end. */
export const isWhole = ({ dispensed, behind }: AssignmentFacts): boolean =>
  dispensed !== null && behind === undefined;

/** Whether an assignment is whole and nothing stands against it but what other records say. */
export const isSound = (facts: AssignmentFacts, central: readonly Finding[]): boolean =>
  isWhole(facts) && central.length === 0 && ownFindings(facts).length === 0;

/** The first assignment of a subject, and of an envelope, by the sites' own time; keys decide between equal ones. */
export function precedes(one: AssignmentFacts, other: AssignmentFacts): boolean {
  const [mine, theirs] = [one, other].map((facts) => [
    facts.at,
    facts.closedAt ?? facts.at,
    facts.key,
  ]) as [string[], string[]];
  const first = mine.findIndex((value, i) => value !== theirs[i]);
  return first >= 0 && (mine[first] as string) < (theirs[first] as string);
}

/**
 * Judges one assignment. What the sites' records say is judged anew each time, so that the verdict depends on which
 * records came home and never on their order. Of sound assignments that exclude each other the first is recorded; each is
 * named and waits for a person. What is recorded gives way only while nobody decided about it and nothing followed from it.
 */
export function judgeAssignment(
  facts: AssignmentFacts,
  earlier: EarlierJudgement | undefined,
  rivals: readonly Rival[],
  view: CentralView,
): Judgement {
  const record = judgeRecord(
    facts,
    rivals.map((rival) => rival.facts),
    view,
  );
  if (!isWhole(facts)) {
    return { facts, ...waits(facts, record, earlier), records: false, retracts: false };
  }
  const central = centralFindings(facts, earlier, view);
  const findings = [...central, ...record];
  const isSame = earlier !== undefined && sameFindings(earlier.findings, findings);
  const state =
    findings.length === 0
      ? 'recorded'
      : isSame && earlier.state === 'resolved'
        ? 'resolved'
        : 'open';
  const effect = effectOf(facts, isSound(facts, central), rivals);
  const isRecorded = earlier?.isRecorded === true;
  return {
    facts,
    findings,
    verdict: verdictOf(findings),
    state,
    records: !isRecorded && effect === 'stands',
    retracts: isRecorded && effect === 'gives way' && !view.isHeld(facts),
  };
}

const incomplete = ({ behind }: AssignmentFacts): Finding => ({
  kind: 'incomplete',
  because:
    behind === undefined
      ? 'The record that came home does not say what was given.'
      : `Entries ${behind.from} to ${behind.to} of the record, before this one, have not come home.`,
  origin: 'record',
});

/** What has no end yet takes no effect; once a person ended the waiting it stays ended: what the record says further has another key. */
function waits(
  facts: AssignmentFacts,
  record: readonly Finding[],
  earlier: EarlierJudgement | undefined,
): Pick<Judgement, 'findings' | 'verdict' | 'state'> {
  const findings = [...record, incomplete(facts)];
  const state = earlier?.state === 'resolved' ? 'resolved' : 'waiting';
  return { findings, verdict: verdictOf(findings), state };
}

/** Whether an assignment takes effect by itself: what is not sound waits for a person, whoever its rivals are. */
function effectOf(
  facts: AssignmentFacts,
  sound: boolean,
  rivals: readonly Rival[],
): 'stands' | 'gives way' | 'waits' {
  if (!sound) return 'waits';
  if (rivals.some((rival) => rival.isSound && precedes(rival.facts, facts))) return 'gives way';
  return rivals.some(({ isHeld }) => isHeld) ? 'waits' : 'stands';
}

const textOf = (findings: readonly Finding[]): string =>
  findings.map(({ kind, because }) => `${kind} ${because}`).join('\n');

export const sameFindings = (one: readonly Finding[], other: readonly Finding[]): boolean =>
  textOf(one) === textOf(other);
