import { canonicalJson } from '../../base/canonical-json.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { assignmentsOf } from '../../ledger/bundle/site-assignments.ts';
import type { SiteChain } from '../../ledger/bundle/site-chain.ts';
import type { CentralView } from './central-view.ts';
import { judgeAssignment, sameFindings } from './reconcile-device.ts';
import type { EarlierJudgement, Judgement } from './reconcile-device.ts';

/** Judgements that stand already: the store and the simulator both give them. */
export interface StandingJudgements<E extends EarlierJudgement> {
  ofDevice(device: string): readonly E[];
  /** From any machine, whatever the case of the letters. */
  ofSubject(subject: string): readonly E[];
  ofEnvelope(pack: string, envelope: number): readonly E[];
}

export interface NewJudgement<E extends EarlierJudgement> extends Judgement {
  readonly earlier: E | undefined;
}

/**
 * Judgements that are new or differ after a machine's record grew: its own, and those of other machines that name the
 * same subjects. Pure: the same records and the same console give the same judgements.
 */
export function judgeMachine<E extends EarlierJudgement>(
  device: string,
  chain: SiteChain,
  standing: StandingJudgements<E>,
  view: CentralView,
): readonly NewJudgement<E>[] {
  const stored = new Map(standing.ofDevice(device).map((item) => [item.facts.key, item]));
  const facts = assignmentsOf(chain);
  const own = claimsBy(facts);
  const judged: NewJudgement<E>[] = [];
  for (const one of facts) {
    const elsewhere = standing
      .ofSubject(one.subject)
      .filter((item) => item.facts.device !== device);
    const claims = [...own(one), ...elsewhere.map((item) => item.facts)];
    const earlier = stored.get(one.key);
    judged.push({ ...judgeAssignment(one, earlier, inOrder(claims), view), earlier });
    for (const item of elsewhere) {
      const { key, pack, envelope } = item.facts;
      const standingBy = [...elsewhere, ...standing.ofEnvelope(pack, envelope)]
        .map((other) => other.facts)
        .filter((other) => other.key !== key && other.device !== device);
      const others = inOrder([...own(item.facts), ...standingBy]);
      judged.push({ ...judgeAssignment(item.facts, item, others, view), earlier: item });
    }
  }
  return judged.filter(isNews);
}

/** Each once, by their keys: the order in which records came must not show in what is said of them. */
const inOrder = (claims: readonly AssignmentFacts[]): readonly AssignmentFacts[] =>
  [...new Map(claims.map((claim) => [claim.key, claim])).values()].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  );

/** Assignments of the machine that share subject or envelope with one. */
function claimsBy(
  facts: readonly AssignmentFacts[],
): (one: AssignmentFacts) => readonly AssignmentFacts[] {
  const by = new Map<string, AssignmentFacts[]>();
  const namesOf = ({ subject, pack, envelope }: AssignmentFacts): readonly string[] => [
    `subject ${subject.toUpperCase()}`,
    `envelope ${pack} ${envelope}`,
  ];
  for (const one of facts) {
    for (const name of namesOf(one)) by.set(name, [...(by.get(name) ?? []), one]);
  }
  return (one) =>
    [...new Set(namesOf(one).flatMap((name) => by.get(name) ?? []))].filter(
      ({ key }) => key !== one.key,
    );
}

function isNews<E extends EarlierJudgement>({ earlier, ...now }: NewJudgement<E>): boolean {
  if (earlier === undefined) return true;
  return (
    now.state !== earlier.state ||
    now.records ||
    !sameFindings(now.findings, earlier.findings) ||
    JSON.stringify(now.facts.dispensed) !== JSON.stringify(earlier.facts.dispensed) ||
    now.facts.openings.length !== earlier.facts.openings.length
  );
}

/** All verdicts in an order of their own: which records came home decides the text, and nothing else. */
export const verdictText = (
  items: readonly Pick<Judgement, 'facts' | 'findings' | 'verdict'>[],
): string =>
  items
    .map(({ verdict, findings, facts }) =>
      canonicalJson({
        key: facts.key,
        verdict,
        findings: findings.map(({ kind, because }) => `${kind}: ${because}`).sort(),
        kits: [...(facts.dispensed ?? [])],
      }),
    )
    .sort()
    .join('\n');
