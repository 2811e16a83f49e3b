import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import { notChosenInWords } from '../../domain/kit/kit-selection.ts';
import type { KitFacts, PurposeFacts } from '../../domain/kit/kit-selection.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { durationText } from '../../engine/temperature/excursion-tier.ts';
import { lastAllowedDay } from '../../engine/supply/kit-selection.ts';
import { budgetEndOf, budgetLeftOf, limitedKitsAt } from '../../store/queries/kit-limits.ts';
import type { LimitedKit } from '../../store/queries/kit-limits.ts';
import { kitLabel } from '../../store/queries/kits-at-place.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Because, PickRequest } from './pick-kits.ts';
import { typeOf } from './tied-kits.ts';
import type { TieSource } from './tied-kits.ts';

/** The day that decides when a kit goes: the earlier of its expiry and the end of its stability budget. */
const endOf = ({ expiryDay, endDay }: LimitedKit): number => Math.min(expiryDay, endDay);

const covers = (end: number, day: number, wanted: PurposeFacts): boolean =>
  lastAllowedDay(end, wanted.doNotDays, wanted.isBoundaryDayAllowed) >= day;

/**
 * Kits that their stability budget limits, apart from the others: they go by the earlier of expiry and budget
 * end. Kits with the same end go by draw, as kits of one expiry do.
 */
export class LimitedKits {
  readonly #source: TieSource;
  readonly #request: PickRequest;
  readonly #waiting: LimitedKit[];
  /** Every limited kit of the place: none of them goes by its expiry alone. */
  readonly ids: ReadonlySet<number>;
  /** Of the type wanted, with too little left. */
  readonly refused: readonly LimitedKit[];

  constructor(source: TieSource, request: PickRequest) {
    const all = limitedKitsAt(source.db, request.place.id);
    const own = all.filter(
      (kit) => !request.except.has(kit.id) && typeOf(source, kit) === request.kitType.index,
    );
    this.#source = source;
    this.#request = request;
    this.ids = new Set(all.map(({ id }) => id));
    this.refused = own.filter((kit) => !covers(endOf(kit), request.day, request.wanted));
    this.#waiting = own
      .filter((kit) => !this.refused.includes(kit))
      .sort((a, b) => endOf(a) - endOf(b));
  }

  /** Takes kits that end on or before a day (all for `null`), the nearest end first, at most `count`. */
  take(until: number | null, count: number): readonly LimitedKit[] {
    const taken: LimitedKit[] = [];
    while (taken.length < count) {
      const first = this.#waiting[0];
      if (first === undefined || (until !== null && endOf(first) > until)) break;
      const end = endOf(first);
      const tied = this.#waiting.filter((kit) => endOf(kit) === end);
      const chosen = this.#pick(tied);
      this.#waiting.splice(this.#waiting.indexOf(chosen), 1);
      taken.push(chosen);
    }
    return taken;
  }

  #pick(tied: readonly LimitedKit[]): LimitedKit {
    if (this.#request.tie === 'sequence') {
      return tied[this.#source.draw(tied.length)] as LimitedKit;
    }
    const numberOf = (kit: LimitedKit): string => kitLabel(this.#source.db, kit.id).number;
    return tied.reduce((lowest, kit) => (numberOf(kit) < numberOf(lowest) ? kit : lowest));
  }

  /** Why the refused ones were not taken, at most `most` of them. */
  words(most: number): readonly Because[] {
    return this.refused.slice(0, most).map((kit) => {
      const { number } = kitLabel(this.#source.db, kit.id);
      const facts = {
        number,
        state: 'at-site' as KitState,
        expiry: isoDateFromEpochDay(kit.expiryDay),
        ...(kit.endDay === 0 ? {} : { budgetEnds: isoDateFromEpochDay(kit.endDay) }),
      };
      return {
        number,
        outcome: 'refused',
        because: notChosenInWords('budget-too-short', facts, this.#request.wanted),
      };
    });
  }
}

/** Whether the stability budget of a kit lets it be used on the day. */
export function budgetAllows(
  db: SqlDatabase,
  kit: number,
  day: number,
  wanted: PurposeFacts,
): boolean {
  const end = budgetEndOf(db, kit);
  return end === null || covers(end, day, wanted);
}

/** `; 34 h of its stability budget are left`, where it was ever judged; picking shows it with every kit. */
export function budgetInWords(db: SqlDatabase, kit: number): string {
  const left = budgetLeftOf(db, kit);
  return left === null ? '' : `; ${durationText(left)} of its stability budget are left`;
}

/** Kits picked by hand whose stability budget is too short, in words. */
export const outOfBudget = (
  db: SqlDatabase,
  kits: readonly { readonly id: number; readonly number: string; readonly expiryDay: number }[],
  day: number,
  wanted: PurposeFacts,
): readonly string[] =>
  kits
    .filter(({ id }) => !budgetAllows(db, id, day, wanted))
    .map(({ id, number, expiryDay }) => {
      const end = budgetEndOf(db, id) ?? 0;
      const facts: KitFacts = {
        number,
        state: 'at-depot',
        expiry: isoDateFromEpochDay(expiryDay),
        ...(end === 0 ? {} : { budgetEnds: isoDateFromEpochDay(end) }),
      };
      return notChosenInWords('budget-too-short', facts, wanted);
    });
