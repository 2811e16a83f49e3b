import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import { blockInWords } from '../../domain/kit/kit-block.ts';
import {
  chosenInWords,
  notChosenInWords,
  selectionStatus,
  tooFewKits,
} from '../../domain/kit/kit-selection.ts';
import type { KitNotChosenReason, PurposeFacts } from '../../domain/kit/kit-selection.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { unusableReason } from '../../engine/supply/kit-selection.ts';
import type { SelectionRequest } from '../../engine/supply/kit-selection.ts';
import {
  blockedKitsAt,
  freeKitsOfExpiry,
  heldKitsAt,
  kitLabel,
  nextExpiryAt,
} from '../../store/queries/kits-at-place.ts';
import type { VeiledKit } from '../../store/queries/kits-at-place.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import { budgetInWords, LimitedKits } from './limited-kits.ts';
import { drawTied, typeOf } from './tied-kits.ts';
import type { TieSource } from './tied-kits.ts';

/** What to take, where, and by which window. */
export interface PickRequest {
  readonly place: { readonly id: number; readonly name: string };
  readonly kitType: { readonly index: number; readonly name: string };
  readonly count: number;
  readonly day: number;
  readonly wanted: PurposeFacts;
  readonly tie: SelectionRequest['tie'];
  /** Kits that an earlier line of the same command took, or that may not go where these are wanted. */
  readonly except: ReadonlySet<number>;
}

export interface PickedKit {
  readonly id: number;
  readonly number: string;
  readonly lot: string;
  readonly expiry: IsoDate;
}

export interface Because {
  readonly number: string;
  readonly outcome: 'chosen' | 'refused';
  readonly because: string;
}

export interface Pick {
  readonly kits: readonly PickedKit[];
  readonly because: readonly Because[];
}

const heldStates = ['quarantined', 'pre-quarantined', 'reserved', 'damaged', 'missing'] as const;
/** Kits that are told of, of each reason; the others are counted by the stock itself. */
const refusedShown = 50;
/** Kits of all types that are looked at for those. */
const heldSeen = 1_000;
const beforeAnyExpiry = -10_000_000;

interface Found {
  readonly chosen: readonly VeiledKit[];
  /** Kits of the type that expire first but are past the window, at most a few. */
  readonly late: readonly VeiledKit[];
  /** Kits of the type whose stability budget is too short, in words. */
  readonly short: readonly Because[];
}

/**
 * Takes the first-expiring usable kits of a type at a place: expiry by expiry, by the rule of usability that
 * simulations share, ties by draw (by lowest number only where the study says so). Too few kits is the refusal
 * `no-kit`, which explains the kits it saw.
 */
export function pickKits(source: TieSource, request: PickRequest): Result<Pick, Refusal> {
  const found = findKits(source, request);
  if (found.chosen.length < request.count) return err(shortage(source, request, found));
  const kits = found.chosen.map((kit) => pickedKit(source.db, kit));
  return ok({
    kits,
    because: [
      ...kits.map((kit) => ({
        number: kit.number,
        outcome: 'chosen' as const,
        because: chosenInWords(factsOf(kit), request.wanted) + budgetInWords(source.db, kit.id),
      })),
      ...lateWords(source.db, request, found.late),
      ...found.short,
    ],
  });
}

function findKits(source: TieSource, asked: PickRequest): Found {
  const limited = new LimitedKits(source, asked);
  const request =
    limited.ids.size === 0
      ? asked
      : { ...asked, except: new Set([...asked.except, ...limited.ids]) };
  const chosen: VeiledKit[] = [];
  const late: VeiledKit[] = [];
  let expiryDay: number | null = beforeAnyExpiry;
  while (chosen.length < request.count) {
    expiryDay = nextExpiryAt(source.db, request.place.id, expiryDay);
    chosen.push(...limited.take(expiryDay, request.count - chosen.length));
    if (expiryDay === null || chosen.length === request.count) break;
    if (isUsable(request, expiryDay)) chosen.push(...takeTied(source, request, expiryDay, chosen));
    else if (late.length < refusedShown) late.push(...lateKits(source, request, expiryDay));
  }
  return { chosen, late: late.slice(0, refusedShown), short: limited.words(refusedShown) };
}

/** Whether kits of this expiry may be used on the day: the one rule of the engine, asked once an expiry. */
function isUsable(request: PickRequest, expiryDay: number): boolean {
  const candidate = {
    id: 0,
    kitType: request.kitType.index,
    place: request.place.id,
    sequence: 0,
    numberRank: 0,
    expiryDay,
    budgetDay: Infinity,
    status: 'available' as const,
  };
  const reason = unusableReason(candidate, {
    kitType: request.kitType.index,
    place: request.place.id,
    count: request.count,
    day: request.day,
    doNotDays: request.wanted.doNotDays,
    isBoundaryDayAllowed: request.wanted.isBoundaryDayAllowed,
    budgetDaysNeeded: 0,
    tie: request.tie,
  });
  return reason === undefined;
}

function takeTied(
  source: TieSource,
  request: PickRequest,
  expiryDay: number,
  chosen: readonly VeiledKit[],
): readonly VeiledKit[] {
  const tie = {
    place: request.place.id,
    expiryDay,
    kitType: request.kitType.index,
    count: request.count - chosen.length,
    except: request.except,
  };
  return request.tie === 'sequence' ? drawTied(source, tie) : lowestNumbers(source, request, tie);
}

function lowestNumbers(
  source: TieSource,
  request: PickRequest,
  tie: { readonly expiryDay: number; readonly count: number },
): readonly VeiledKit[] {
  return ofType(source, request, tie.expiryDay)
    .map((kit) => ({ kit, number: kitLabel(source.db, kit.id).number }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
    .slice(0, tie.count)
    .map(({ kit }) => kit);
}

const ofType = (source: TieSource, request: PickRequest, expiryDay: number): readonly VeiledKit[] =>
  freeKitsOfExpiry(source.db, request.place.id, expiryDay).filter(
    (kit) => !request.except.has(kit.id) && typeOf(source, kit) === request.kitType.index,
  );

const lateKits = (
  source: TieSource,
  request: PickRequest,
  expiryDay: number,
): readonly VeiledKit[] => ofType(source, request, expiryDay).slice(0, refusedShown);

function lateWords(
  db: SqlDatabase,
  request: PickRequest,
  late: readonly VeiledKit[],
): readonly Because[] {
  return late.map((row) => {
    const kit = pickedKit(db, row);
    const reason = row.expiryDay < request.day ? 'expired' : 'past-window';
    return {
      number: kit.number,
      outcome: 'refused',
      because: notChosenInWords(reason, factsOf(kit), request.wanted),
    };
  });
}

const pickedKit = (db: SqlDatabase, kit: { readonly id: number; readonly expiryDay: number }) => ({
  id: kit.id,
  ...kitLabel(db, kit.id),
  expiry: isoDateFromEpochDay(kit.expiryDay),
});

const factsOf = (kit: PickedKit, state: KitState = 'at-site') => ({
  number: kit.number,
  state,
  expiry: kit.expiry,
});

/** Kits of the type at the place that nobody may take now, each with why: held, or kept by their lot or label. */
export function heldBecause(
  source: TieSource,
  request: Omit<PickRequest, 'except'>,
): readonly Because[] {
  const isOfType = (row: VeiledKit): boolean => typeOf(source, row) === request.kitType.index;
  const held = heldKitsAt(source.db, request.place.id, heldStates, heldSeen)
    .filter(isOfType)
    .slice(0, refusedShown)
    .map((row) => {
      const state = row.state as KitState;
      const reason = selectionStatus(state, false) as KitNotChosenReason;
      const kit = factsOf(pickedKit(source.db, row), state);
      return refused(kit.number, notChosenInWords(reason, kit, request.wanted));
    });
  const blocked = blockedKitsAt(source.db, request.place.id, heldSeen)
    .filter(isOfType)
    .slice(0, refusedShown)
    .map((row) => {
      const { number } = kitLabel(source.db, row.id);
      return refused(number, `${number}: ${blockInWords(row.block)}`);
    });
  return [...held, ...blocked];
}

const refused = (number: string, because: string): Because => ({
  number,
  outcome: 'refused',
  because,
});

function shortage(source: TieSource, request: PickRequest, found: Found): Refusal {
  const reasons = [
    ...lateWords(source.db, request, found.late),
    ...found.short,
    ...heldBecause(source, request),
  ];
  return tooFewKits(
    {
      kitType: request.kitType.name,
      placeName: request.place.name,
      needed: request.count,
      usable: found.chosen.length,
    },
    reasons.map(({ because }) => because),
  );
}
