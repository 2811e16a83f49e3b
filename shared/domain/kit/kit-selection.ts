import type { IsoDate } from '../../base/iso-date.ts';
import { dateInWords } from '../../base/iso-date.ts';
import { refusal } from '../../base/refusal.ts';
import type { Refusal } from '../../base/refusal.ts';
import type { DoNotOrigin, KitPurpose } from '../lot/do-not-days.ts';
import { lastDayFor } from '../lot/do-not-days.ts';
import type { KitState } from './kit-state.ts';
import { kitStateInWords } from './kit-state.ts';

/** Why a kit was not chosen; the codes of the selection rule. */
export type KitNotChosenReason =
  | 'wrong-type'
  | 'wrong-place'
  | 'unavailable'
  | 'held'
  | 'quarantined'
  | 'expired'
  | 'past-window'
  | 'budget-too-short'
  | 'not-first';

/** How the stored state of a kit enters the selection for shipping from, or dispensing at, a place. */
export function selectionStatus(
  state: KitState,
  isOnHold: boolean,
): 'available' | 'unavailable' | 'held' | 'quarantined' {
  if (state === 'quarantined' || state === 'pre-quarantined') return 'quarantined';
  if (state !== 'at-depot' && state !== 'at-site') return 'unavailable';
  return isOnHold ? 'held' : 'available';
}

/** The facts of one kit that its sentence names. */
export interface KitFacts {
  readonly number: string;
  readonly state: KitState;
  readonly expiry: IsoDate;
  /** Last day that the stability budget covers, when it limits the kit. */
  readonly budgetEnds?: IsoDate;
}

/** What the kits were wanted for. */
export interface PurposeFacts {
  readonly purpose: KitPurpose;
  readonly day: IsoDate;
  readonly doNotDays: number;
  readonly origin: DoNotOrigin;
  readonly isBoundaryDayAllowed: boolean;
}

function windowSentence(kit: KitFacts, wanted: PurposeFacts): string {
  const last = lastDayFor(kit.expiry, wanted.doNotDays, wanted.isBoundaryDayAllowed);
  return (
    `expires ${dateInWords(kit.expiry)}; last day to ${wanted.purpose} was ${dateInWords(last)} ` +
    `(${wanted.doNotDays} days before expiry, set for the ${wanted.origin})`
  );
}

/** `1234567: expires 3 Feb 2027; last day to dispense was 30 Dec 2026 (35 days before expiry, set for the study)`. */
export function notChosenInWords(
  reason: KitNotChosenReason,
  kit: KitFacts,
  wanted: PurposeFacts,
): string {
  const words: Readonly<Record<KitNotChosenReason, () => string>> = {
    'wrong-type': () => 'is not of the kit type needed',
    'wrong-place': () => 'is not at this place',
    unavailable: () => `is ${kitStateInWords(kit.state)}`,
    held: () => 'is on hold',
    quarantined: () => `is ${kitStateInWords(kit.state)}`,
    expired: () => `expired at the end of ${dateInWords(kit.expiry)}`,
    'past-window': () => windowSentence(kit, wanted),
    'budget-too-short': () =>
      kit.budgetEnds === undefined
        ? 'has too little stability budget left, or waits for the decision on an excursion'
        : `has stability budget only until ${dateInWords(kit.budgetEnds)}`,
    'not-first': () => `can be used, but expires ${dateInWords(kit.expiry)}: others go first`,
  };
  return `${kit.number}: ${words[reason]()}`;
}

/** Why a chosen kit was chosen, for the record and the screen. */
export function chosenInWords(kit: KitFacts, wanted: PurposeFacts): string {
  const last = lastDayFor(kit.expiry, wanted.doNotDays, wanted.isBoundaryDayAllowed);
  return (
    `${kit.number}: among the first to expire of the usable kits; expires ${dateInWords(kit.expiry)}, ` +
    `last day to ${wanted.purpose} is ${dateInWords(last)}`
  );
}

/** The refusal `no-kit` when too few kits are usable: says how many, and why the others are not (at most 50 are told). */
export function tooFewKits(
  facts: {
    /** Leave out for a blinded person: the type would tell the arm. */
    readonly kitType?: string;
    readonly placeName: string;
    readonly needed: number;
    readonly usable: number;
  },
  because: readonly string[],
): Refusal {
  const shownAtMost = 50;
  const hidden = because.length - shownAtMost;
  const ofType = facts.kitType === undefined ? 'for this' : `of type ${facts.kitType}`;
  return refusal(
    'no-kit',
    `${facts.placeName} has ${facts.usable} usable kits ${ofType}; ${facts.needed} needed.`,
    'Have kits shipped to this place, or release quarantined ones.',
    hidden > 0
      ? [...because.slice(0, shownAtMost), `… and ${hidden} more kits that cannot be used.`]
      : because,
  );
}
