import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import { canBecomeStock } from '../../domain/kit/kit-state.ts';
import { kitsOpened } from '../../ledger/bundle/assignment-facts.ts';
import type { AssignmentFacts } from '../../ledger/bundle/assignment-facts.ts';
import type { EarlierJudgement } from './reconcile-device.ts';

export const decisions = ['accept', 'annotate', 'void'] as const;
export type Decision = (typeof decisions)[number];

/** What deciding about an assignment looks up: the store and the simulator both give it. */
export interface DeskView {
  kitState(number: string): string | undefined;
  /** The pack in whose envelopes a kit lies. */
  packOf(number: string): string | undefined;
  /** A subject that has an assignment, as it was first written; whatever the case of the letters. */
  knownSubject(code: string): string | undefined;
  /** State of the slot of the envelope; undefined where its list has none. */
  slotState(facts: AssignmentFacts): string | undefined;
  /** Judgements of the same envelope or the same subject, this one among them. */
  rivals(facts: AssignmentFacts): readonly Pick<EarlierJudgement, 'facts' | 'isRecorded'>[];
}

/** Why a person cannot decide so about an assignment now, or null. */
export const decisionRefusal = (
  item: EarlierJudgement,
  decision: Decision,
  view: DeskView,
): Refusal | null => stateRefusal(item, decision) ?? effectRefusal(item, decision, view);

/** Decisions that a person can take about an assignment now. */
export const decisionsNow = (item: EarlierJudgement, view: DeskView): readonly Decision[] =>
  decisions.filter((decision) => decisionRefusal(item, decision, view) === null);

/** What waits for its record takes no effect, but the record may never come: a person can end the waiting. */
const stateRefusal = (
  { state }: Pick<EarlierJudgement, 'state'>,
  decision: Decision,
): Refusal | null => {
  if (state === 'open' || (state === 'waiting' && decision !== 'accept')) return null;
  return refusal(
    'assignment-not-open',
    state === 'waiting'
      ? 'The site’s record of this assignment goes on in a part that has not come home.'
      : 'Nothing is left to decide about this assignment.',
    state === 'waiting'
      ? 'Import the rest of the record first; if it cannot come, annotate the assignment or declare it void.'
      : 'Choose one that is open.',
  );
};

function effectRefusal(item: EarlierJudgement, decision: Decision, view: DeskView): Refusal | null {
  if (decision === 'accept' && item.facts.dispensed === null) return nothingToAccept;
  if (decision === 'void' && item.isRecorded) {
    return refusal(
      'assignment-recorded',
      `Subject ${item.facts.subject} is recorded with these kits.`,
      'Accept or annotate it; withdraw the subject if it must not go on.',
    );
  }
  return decision === 'accept' && !item.isRecorded ? acceptRefusal(item, view) : null;
}

const nothingToAccept = refusal(
  'assignment-not-open',
  'No record says what the subject was given.',
  'Import the record of the site; if it cannot come, annotate the item or declare it void.',
);

const takenStates = ['dispensed', 'assigned', 'returned', 'destroyed', 'awaiting-destruction'];

function acceptRefusal(item: EarlierJudgement, view: DeskView): Refusal | null {
  const { facts } = item;
  const known = view.knownSubject(facts.subject);
  if (known !== undefined) {
    return refusal(
      'subject-already-randomized',
      `Subject ${known} has an assignment in the console; a subject has one.`,
      'Annotate this one: the first assignment stays.',
    );
  }
  const slot = view.slotState(facts);
  if (slot === undefined || slot === 'used') {
    return refusal(
      'slot-not-available',
      slot === undefined
        ? `The list has no slot for envelope ${facts.envelope} of ${facts.pack}.`
        : `The slot of envelope ${facts.envelope} belongs to another subject.`,
      'Annotate it, or declare it void.',
    );
  }
  const gone = (facts.dispensed ?? []).find((kit) => isGone(kit, item, view));
  if (gone === undefined) return null;
  return refusal(
    'kit-taken',
    `Kit ${gone} is ${view.kitState(gone) ?? 'unknown'} in the console; a kit belongs to one subject.`,
    'Clear up which record is right, then annotate this one.',
  );
}

/** Whether a kit is another subject's, or lies in the envelope of another pack. */
function isGone(kit: string, { facts, findings }: EarlierJudgement, view: DeskView): boolean {
  const state = view.kitState(kit);
  const isForeign = findings.some(({ foreign }) => foreign?.includes(kit) === true);
  const isOfOther = state === 'reserved' && (isForeign || view.packOf(kit) !== facts.pack);
  return state === undefined || isOfOther || takenStates.includes(state);
}

/**
 * Kits that the decision takes out of use. What an assignment showed is nobody's stock when it does not take effect; when
 * it does, what the others of its envelope or subject showed is not either: none of them can take effect any more.
 */
export function kitsSetApart(
  { facts, isRecorded }: Pick<EarlierJudgement, 'facts' | 'isRecorded'>,
  effect: Decision | 'stands',
  view: DeskView,
): readonly string[] {
  const own = kitsOpened(facts);
  const shown =
    effect === 'stands'
      ? view
          .rivals(facts)
          .filter((rival) => rival.facts.key !== facts.key && !rival.isRecorded)
          .flatMap((rival) => kitsOpened(rival.facts))
          .filter((kit) => !own.includes(kit))
      : isRecorded || effect === 'accept'
        ? []
        : own;
  return [...new Set(shown)].filter((kit) => canBecomeStock(view.kitState(kit)));
}
