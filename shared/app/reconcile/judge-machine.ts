import { canonicalJson } from '../../base/canonical-json.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import { kitsOpened, openingOf } from '../../ledger/bundle/assignment-facts.ts';
import { assignmentsOf } from '../../ledger/bundle/site-assignments.ts';
import type { SiteChain } from '../../ledger/bundle/site-chain.ts';
import type { CentralView } from './central-view.ts';
import { judgeAssignment, sameFindings } from './reconcile-device.ts';
import type { EarlierJudgement, Judgement } from './reconcile-device.ts';
import { claimsBy, inOrder, rivalsIn } from './rivals.ts';
import type { Known } from './rivals.ts';

/** Judgements that stand already: the store and the simulator both give them. */
export interface StandingJudgements<E extends EarlierJudgement> {
  ofDevice(device: string): readonly E[];
  /** From any machine, whatever the case of the letters. */
  ofSubject(subject: string): readonly E[];
  ofEnvelope(pack: string, envelope: number): readonly E[];
  /** Of any of these kits, from any machine. */
  showing(kits: readonly string[]): readonly E[];
}

export interface NewJudgement<E extends EarlierJudgement> extends Judgement {
  readonly earlier: E | undefined;
}

export interface MachineJudged<E extends EarlierJudgement> {
  /** Judgements that are new or differ from those that stood. */
  readonly judged: readonly NewJudgement<E>[];
  /** Keys of unfinished assignments whose story the record now tells further, under another key. */
  readonly dropped: readonly string[];
}

/**
 * Judges a machine's assignments after its record grew, and those of other machines that name the same subjects or
 * envelopes. Pure: the same records and the same console give the same judgements.
 */
export function judgeMachine<E extends EarlierJudgement>(
  device: string,
  chain: SiteChain,
  standing: StandingJudgements<E>,
  view: CentralView,
): MachineJudged<E> {
  const stored = new Map(standing.ofDevice(device).map((item) => [item.facts.key, item]));
  const own = assignmentsOf(chain).map((one) => asStored(placed(one, view), stored));
  const ownRivals = claimsBy(own);
  const showing = showingAny(own, standing);
  const elsewhere = ({ facts }: Known<E>): readonly Known<E>[] =>
    [
      ...standing.ofSubject(facts.subject),
      ...standing.ofEnvelope(facts.pack, facts.envelope),
      ...showing(facts),
    ]
      .filter((item) => item.facts.device !== device)
      .map((item) => ({ facts: item.facts, earlier: item }));
  const rivalOf = rivalsIn<E>(view);
  const affected = new Map(own.map((one) => [one.facts.key, one]));
  const judged = [...affected.values()];
  for (const one of own) {
    for (const other of elsewhere(one)) {
      if (affected.has(other.facts.key)) continue;
      affected.set(other.facts.key, other);
      judged.push(other);
    }
  }
  return {
    judged: judged
      .map((one): NewJudgement<E> => {
        const rivals = inOrder([...ownRivals(one), ...elsewhere(one)], one).map(rivalOf);
        return { ...judgeAssignment(one.facts, one.earlier, rivals, view), earlier: one.earlier };
      })
      .filter(isNews),
    dropped: waitingElsewhere(stored, own),
  };
}

/** Keys under which nothing waits any more. */
function waitingElsewhere<E extends EarlierJudgement>(
  stored: ReadonlyMap<string, E>,
  own: readonly Known<E>[],
): readonly string[] {
  const keys = new Set(own.map(({ facts }) => facts.key));
  return [...stored.values()]
    .filter(({ state, facts }) => state === 'waiting' && !keys.has(facts.key))
    .map(({ facts }) => facts.key)
    .sort();
}

/** Assignments that show a kit of one; those of a machine's own kits are looked up together. */
function showingAny<E extends EarlierJudgement>(
  own: readonly Known<E>[],
  standing: StandingJudgements<E>,
): (facts: AssignmentFacts) => readonly E[] {
  const asked = new Set(own.flatMap(({ facts }) => kitsOpened(facts)));
  const found = asked.size === 0 ? [] : standing.showing([...asked]);
  return (facts) => {
    const kits = kitsOpened(facts);
    const isAsked = kits.every((kit) => asked.has(kit));
    const among = isAsked ? found : standing.showing(kits);
    return among.filter((item) => kitsOpened(item.facts).some((kit) => kits.includes(kit)));
  };
}

/** Behind a gap the pack's own entry may be missing; the console knows for which site it made the pack. */
const placed = (facts: AssignmentFacts, view: CentralView): AssignmentFacts =>
  facts.site === '' ? { ...facts, site: view.pack(facts.pack)?.site ?? '' } : facts;

/** An assignment with what was judged of it before; one that was stored under the hash of its opening keeps that name. */
function asStored<E extends EarlierJudgement>(
  facts: AssignmentFacts,
  stored: ReadonlyMap<string, E>,
): Known<E> {
  const exact = stored.get(facts.key);
  if (exact !== undefined) return { facts: withTaken(facts, exact), earlier: exact };
  const older = stored.get(openingOf(facts));
  const isSame =
    older?.facts.opening === undefined &&
    older?.facts.dispensed !== null &&
    older?.facts.dispensed.join() === facts.dispensed?.join() &&
    older?.facts.openings.length === facts.openings.length;
  return isSame
    ? { facts: { ...facts, key: older.facts.key }, earlier: older }
    : { facts, earlier: undefined };
}

const withTaken = (facts: AssignmentFacts, { facts: { took } }: EarlierJudgement) =>
  took === undefined ? facts : { ...facts, took };

function isNews<E extends EarlierJudgement>({ earlier, ...now }: NewJudgement<E>): boolean {
  if (earlier === undefined) return true;
  return (
    now.state !== earlier.state ||
    now.records ||
    now.retracts ||
    !sameFindings(now.findings, earlier.findings) ||
    canonicalJson(now.facts.correction) !== canonicalJson(earlier.facts.correction)
  );
}
