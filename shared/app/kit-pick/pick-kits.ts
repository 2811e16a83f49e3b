import type { Refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { isoDateFromEpochDay } from '../../base/iso-date.ts';
import type { IsoDate } from '../../base/iso-date.ts';
import {
  chosenInWords,
  notChosenInWords,
  selectionStatus,
  tooFewKits,
} from '../../domain/kit/kit-selection.ts';
import type { KitNotChosenReason, PurposeFacts } from '../../domain/kit/kit-selection.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import { lastAllowedDay, selectKits } from '../../engine/supply/kit-selection.ts';
import type { KitCandidate, SelectionRequest } from '../../engine/supply/kit-selection.ts';
import {
  firstExpiringAt,
  heldKitsAt,
  kitLabel,
  startOfOrder,
} from '../../store/queries/kits-at-place.ts';
import type { FirstExpiringCursor, VeiledKit } from '../../store/queries/kits-at-place.ts';
import type { SqlDatabase } from '../../store/sql-database.ts';
import type { Sealer } from '../ports.ts';

/** What to take, where, and by which window. */
export interface PickRequest {
  readonly place: { readonly id: number; readonly name: string };
  readonly kitType: { readonly index: number; readonly name: string };
  readonly count: number;
  readonly day: number;
  readonly wanted: PurposeFacts;
  readonly tie: SelectionRequest['tie'];
  /** Kits that an earlier line of the same command took. */
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

interface Source {
  readonly db: SqlDatabase;
  readonly sealer: Sealer;
}

const firstRead = 16;
const readGrowth = 4;
const heldStates = ['quarantined', 'pre-quarantined', 'reserved', 'damaged', 'missing'] as const;
const heldShown = 20;
const refusedShown = 12;

/**
 * Takes the first-expiring usable kits of a type at a place, by the rule that simulations share. Reads in
 * first-expiring order only as far as needed. Too few kits is the refusal `no-kit`, which explains every kit it saw.
 */
export function pickKits(source: Source, request: PickRequest): Result<Pick, Refusal> {
  const read = readCandidates(source, request);
  const selection = selectKits(read, selectionOf(request));
  if (selection.chosen.length < request.count) {
    return err(shortage(source, request, read, selection));
  }
  return ok(explain(source, request, read, selection));
}

type Selection = ReturnType<typeof selectKits>;

const selectionOf = (request: PickRequest): SelectionRequest => ({
  kitType: request.kitType.index,
  place: request.place.id,
  count: request.count,
  day: request.day,
  doNotDays: request.wanted.doNotDays,
  isBoundaryDayAllowed: request.wanted.isBoundaryDayAllowed,
  budgetDaysNeeded: 0,
  tie: request.tie,
});

/** Kits of the type in first-expiring order until enough are usable; ties of the last expiry are read to their end. */
function readCandidates(source: Source, request: PickRequest): KitCandidate[] {
  const candidates: KitCandidate[] = [];
  let cursor: FirstExpiringCursor = startOfOrder;
  let limit = firstRead;
  let usable = 0;
  let enoughAt: number | null = null;
  for (;;) {
    const rows = firstExpiringAt(source.db, request.place.id, cursor, limit);
    for (const row of rows) {
      cursor = row;
      const isPastTies =
        enoughAt !== null && (request.tie === 'sequence' || row.expiryDay > enoughAt);
      if (isPastTies) return candidates;
      if (request.except.has(row.id) || typeOf(source, row) !== request.kitType.index) continue;
      candidates.push(candidateOf(source, request, row));
      if (isUsable(request, row)) usable += 1;
      if (usable === request.count) enoughAt = row.expiryDay;
    }
    if (rows.length < limit) return candidates;
    limit *= readGrowth;
  }
}

const typeOf = ({ sealer }: Source, row: VeiledKit): number =>
  row.veil ^ sealer.veilByte(row.nonce, row.batchPosition);

const isUsable = (request: PickRequest, row: VeiledKit): boolean =>
  row.expiryDay >= request.day &&
  lastAllowedDay(row.expiryDay, request.wanted.doNotDays, request.wanted.isBoundaryDayAllowed) >=
    request.day;

const candidateOf = (source: Source, request: PickRequest, row: VeiledKit): KitCandidate => ({
  id: row.id,
  kitType: request.kitType.index,
  place: request.place.id,
  sequence: row.sequence,
  numberRank: request.tie === 'sequence' ? 0 : numberRank(source.db, row.id),
  expiryDay: row.expiryDay,
  budgetDay: Infinity,
  status: 'available',
});

/** Position among printed numbers; read only where the study lets ties go by number. */
const numberRank = (db: SqlDatabase, id: number): number =>
  (
    db
      .prepare(
        'SELECT count(*) AS rank FROM kit WHERE number < (SELECT number FROM kit WHERE id = ?)',
      )
      .get(id) as { rank: number }
  ).rank;

function explain(
  source: Source,
  request: PickRequest,
  read: readonly KitCandidate[],
  selection: Selection,
): Pick {
  const chosen = new Set(selection.chosen);
  const usable =
    selection.chosen.length + selection.refused.filter((r) => r.reason === 'not-first').length;
  const kits: PickedKit[] = [];
  const because: Because[] = [];
  for (const kit of read) {
    if (!chosen.has(kit.id)) continue;
    const picked = pickedKit(source.db, kit);
    kits.push(picked);
    because.push({
      number: picked.number,
      outcome: 'chosen',
      because: chosenInWords(factsOf(picked), request.wanted, usable),
    });
  }
  return { kits, because: [...because, ...refusedWords(source.db, request, read, selection)] };
}

function refusedWords(
  db: SqlDatabase,
  request: PickRequest,
  read: readonly KitCandidate[],
  selection: Selection,
): Because[] {
  const byId = new Map(read.map((kit) => [kit.id, kit]));
  return selection.refused.slice(0, refusedShown).map(({ id, reason }) => {
    const kit = pickedKit(db, byId.get(id) as KitCandidate);
    return {
      number: kit.number,
      outcome: 'refused' as const,
      because: notChosenInWords(reason, factsOf(kit), request.wanted),
    };
  });
}

const pickedKit = (db: SqlDatabase, kit: KitRef): PickedKit => ({
  id: kit.id,
  ...kitLabel(db, kit.id),
  expiry: isoDateFromEpochDay(kit.expiryDay),
});

type KitRef = { readonly id: number; readonly expiryDay: number };

const factsOf = (kit: PickedKit, state: KitState = 'at-site') => ({
  number: kit.number,
  state,
  expiry: kit.expiry,
});

function shortage(
  source: Source,
  request: PickRequest,
  read: readonly KitCandidate[],
  selection: Selection,
): Refusal {
  const seen = refusedWords(source.db, request, read, selection).map(({ because }) => because);
  const held = heldKitsAt(source.db, request.place.id, heldStates, heldShown)
    .filter((row) => typeOf(source, row) === request.kitType.index)
    .map((row) => {
      const state = row.state as KitState;
      const reason = selectionStatus(state, false) as KitNotChosenReason;
      return notChosenInWords(reason, factsOf(pickedKit(source.db, row), state), request.wanted);
    });
  return tooFewKits(
    {
      kitType: request.kitType.name,
      placeName: request.place.name,
      needed: request.count,
      usable: selection.chosen.length,
    },
    [...seen, ...held],
  );
}
