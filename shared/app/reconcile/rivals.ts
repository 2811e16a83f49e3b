import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { CentralView } from './central-view.ts';
import { centralFindings, isSound } from './reconcile-device.ts';
import type { EarlierJudgement, Rival } from './reconcile-device.ts';

/** An assignment that some record tells, with what was judged of it before. */
export interface Known<E extends EarlierJudgement> {
  readonly facts: AssignmentFacts;
  readonly earlier: E | undefined;
}

/** Two pieces of one story with a gap between them are no rivals. */
const isSameStory = (one: AssignmentFacts, other: AssignmentFacts): boolean =>
  (one.behind !== undefined || other.behind !== undefined) &&
  one.device === other.device &&
  one.pack === other.pack &&
  one.envelope === other.envelope &&
  one.subject === other.subject;

/** Each is held against the console once, however many others it stands in the way of. */
export function rivalsIn<E extends EarlierJudgement>(view: CentralView): (one: Known<E>) => Rival {
  const known = new Map<string, Rival>();
  return ({ facts, earlier }) => {
    const rival = known.get(facts.key) ?? {
      facts,
      isSound: facts.dispensed !== null && isSound(facts, centralFindings(facts, earlier, view)),
      isHeld: earlier?.isRecorded === true && view.isHeld(facts),
    };
    known.set(facts.key, rival);
    return rival;
  };
}

/** Each once, by their keys: the order in which records came must not show in what is said of them. */
export const inOrder = <E extends EarlierJudgement>(
  claims: readonly Known<E>[],
  of: Known<E>,
): readonly Known<E>[] =>
  [...new Map(claims.map((claim) => [claim.facts.key, claim])).values()]
    .filter(({ facts }) => facts.key !== of.facts.key && !isSameStory(facts, of.facts))
    .sort((a, b) => (a.facts.key < b.facts.key ? -1 : 1));

/** Assignments of the machine that share subject, envelope or kit with one. */
export function claimsBy<E extends EarlierJudgement>(
  all: readonly Known<E>[],
): (one: Known<E>) => readonly Known<E>[] {
  const by = new Map<string, Known<E>[]>();
  const namesOf = ({ facts }: Known<E>): readonly string[] => [
    `subject ${facts.subject.toUpperCase()}`,
    `envelope ${facts.pack} ${facts.envelope}`,
    ...kitsOpened(facts).map((kit) => `kit ${kit}`),
  ];
  for (const one of all) {
    for (const name of namesOf(one)) {
      const group = by.get(name);
      if (group === undefined) by.set(name, [one]);
      else group.push(one);
    }
  }
  return (one) => namesOf(one).flatMap((name) => by.get(name) ?? []);
}
