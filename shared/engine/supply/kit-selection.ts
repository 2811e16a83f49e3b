/** A kit as numbers. Types and places are the caller's indexes, days are days since 1970-01-01 in the place's zone. */
export interface KitCandidate {
  readonly id: number;
  readonly kitType: number;
  readonly place: number;
  /** Order of packaging, concealed and independent of the printed number. */
  readonly sequence: number;
  /** Rank of the printed number; used only when the study lets ties go by lowest number. */
  readonly numberRank: number;
  /** Last day of use. */
  readonly expiryDay: number;
  /** Last day before the stability budget is used up; `Infinity` when nothing limits it. */
  readonly budgetDay: number;
  /** `available`: free for this purpose; `unavailable`: reserved, assigned, gone and so on. */
  readonly status: 'available' | 'unavailable' | 'held' | 'quarantined';
}

/** What is wanted, where and when. */
export interface SelectionRequest {
  readonly kitType: number;
  readonly place: number;
  readonly count: number;
  /** Day of the purpose (shipping, counting, dispensing) in the place's zone. */
  readonly day: number;
  /** DNS, DNC or DND in force for the purpose. */
  readonly doNotDays: number;
  readonly isBoundaryDayAllowed: boolean;
  /** Days from `day` on that the stability budget must still cover. */
  readonly budgetDaysNeeded: number;
  readonly tie: 'sequence' | 'lowest-number';
}

/** Why a kit is not chosen; the first that applies, in this order. `not-first` is usable, but others go first. */
export const notChosenReasons = [
  'wrong-type',
  'wrong-place',
  'unavailable',
  'held',
  'quarantined',
  'expired',
  'past-window',
  'budget-too-short',
  'not-first',
] as const;
export type NotChosenReason = (typeof notChosenReasons)[number];

export interface KitSelection {
  /** Ids in the order to use them; fewer than asked for when not enough kits are usable. */
  readonly chosen: readonly number[];
  /** Every other candidate with its reason, in the order given. */
  readonly refused: readonly { readonly id: number; readonly reason: NotChosenReason }[];
}

/** The last day on which a purpose with these do-not days is still allowed. */
export const lastAllowedDay = (
  expiryDay: number,
  doNotDays: number,
  isBoundaryDayAllowed: boolean,
): number => expiryDay - doNotDays - (isBoundaryDayAllowed ? 0 : 1);

/** The first day of expiry with which a purpose is allowed on a day: the inverse of `lastAllowedDay`. */
export const firstAllowedExpiry = (
  day: number,
  doNotDays: number,
  isBoundaryDayAllowed: boolean,
): number => day + (day - lastAllowedDay(day, doNotDays, isBoundaryDayAllowed));

/** The first day of expiry that may still be shipped and arrives with enough shelf life. */
export const firstShippableExpiry = (way: {
  readonly dispatchDay: number;
  readonly arrivalDay: number;
  readonly doNotShip: number;
  readonly minimumShelfLifeDays: number;
  readonly isBoundaryDayAllowed: boolean;
}): number =>
  Math.max(
    firstAllowedExpiry(way.dispatchDay, way.doNotShip, way.isBoundaryDayAllowed),
    way.arrivalDay + way.minimumShelfLifeDays,
  );

/** Why a kit cannot be used for the request, or undefined when it can. */
export function unusableReason(
  kit: KitCandidate,
  request: SelectionRequest,
): NotChosenReason | undefined {
  if (kit.kitType !== request.kitType) return 'wrong-type';
  if (kit.place !== request.place) return 'wrong-place';
  if (kit.status !== 'available') return kit.status;
  if (kit.expiryDay < request.day) return 'expired';
  const last = lastAllowedDay(kit.expiryDay, request.doNotDays, request.isBoundaryDayAllowed);
  if (last < request.day) return 'past-window';
  return kit.budgetDay < request.day + request.budgetDaysNeeded ? 'budget-too-short' : undefined;
}

/**
 * First expiring first: negative when `a` goes before `b`. Earliest of expiry and budget exhaustion,
 * then the tie rule, then the other rank, then id, so the order is total.
 */
export function compareForUse(
  a: KitCandidate,
  b: KitCandidate,
  tie: SelectionRequest['tie'],
): number {
  const [endA, endB] = [Math.min(a.expiryDay, a.budgetDay), Math.min(b.expiryDay, b.budgetDay)];
  if (endA !== endB) return endA - endB;
  const bySequence = a.sequence - b.sequence;
  const byNumber = a.numberRank - b.numberRank;
  return (tie === 'sequence' ? bySequence || byNumber : byNumber || bySequence) || a.id - b.id;
}

/** Picks the first-expiring usable kits and says of every other candidate why not. Ids must be unique. */
export function selectKits(
  candidates: readonly KitCandidate[],
  request: SelectionRequest,
): KitSelection {
  const reasons = candidates.map((kit) => unusableReason(kit, request));
  const chosen = candidates
    .filter((_, index) => reasons[index] === undefined)
    .sort((a, b) => compareForUse(a, b, request.tie))
    .slice(0, request.count)
    .map(({ id }) => id);
  const taken = new Set(chosen);
  const refused = candidates.flatMap(({ id }, index) =>
    taken.has(id) ? [] : [{ id, reason: reasons[index] ?? ('not-first' as const) }],
  );
  return { chosen, refused };
}
