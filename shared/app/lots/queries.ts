import { epochDayOf } from '../../base/iso-date.ts';
import { err, ok } from '../../base/result.ts';
import type { LotPlace, LotRow } from '../../contracts/lots.ts';
import { armsLeftOut } from '../../domain/lot/arms-of-lot.ts';
import { timelineOf } from '../campaigns/queries.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import {
  blockedByLot,
  countByLot,
  countByPlace,
  countByState,
} from '../../store/queries/kit-counts.ts';
import type { LotCount } from '../../store/queries/kit-counts.ts';
import {
  allLots,
  allManufacturingLots,
  datingsOfLot,
  firstExpiryByPlace,
  lotByCode,
  membersOfLot,
} from '../../store/queries/lot-facts.ts';
import type { LotRecord } from '../../store/queries/lot-facts.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { expiredOn, todayIn } from '../queries/kit-view.ts';
import { lastDaysAt, lastDaysOfVisits } from '../queries/last-days.ts';
import { placeScope } from '../queries/scope.ts';
import type { PlaceScope } from '../queries/scope.ts';
import { unknownLots } from './lots-named.ts';
import { typesOfLots } from './types-of-lots.ts';

/** What rows of lots are made from, read once a question. */
interface LotSource {
  readonly counts: ReadonlyMap<string, LotCount>;
  /** Kits on the shelf that are kept from use, by lot. */
  readonly blocked: ReadonlyMap<number, number>;
  /** The earliest today of all places, as an epoch day. */
  readonly today: number;
  leftOut(lot: number): string[] | null;
}

function lotSource(context: QueryContext, scope: PlaceScope): LotSource {
  const { db, sealer } = context;
  const { definition } = currentDefinition(db);
  const types = sealer === null ? null : typesOfLots(db, sealer);
  return {
    counts: new Map(countByLot(db, scope.visible).map((row) => [row.lot, row])),
    blocked: blockedByLot(db, scope.visible),
    today: expiredOn(context, scope.places).today,
    leftOut: (lot) =>
      types === null
        ? null
        : [...armsLeftOut(definition, (index) => types.get(lot)?.has(index) ?? false)],
  };
}

function lotRow(source: LotSource, record: LotRecord): LotRow {
  const { id, code, expiry, extendedTo, status, retest, labelGroup, campaign } = record;
  const counted = source.counts.get(code);
  const blocked = source.blocked.get(id) ?? 0;
  const last = extendedTo ?? expiry;
  return {
    lot: code,
    expiry,
    extendedTo,
    status,
    expired: epochDayOf(last) < source.today,
    retest,
    labelGroup,
    campaign,
    kits: counted?.kits ?? 0,
    available: (counted?.available ?? 0) - blocked,
    dispensed: counted?.dispensed ?? 0,
    armsLeftOut: source.leftOut(id),
  };
}

/** Every lot as this person may see it, first expiring first. */
export function lotRows(context: QueryContext): LotRow[] {
  const source = lotSource(context, placeScope(context));
  return allLots(context.db).map((record) => lotRow(source, record));
}

export const lotsPage: QueryHandler<'lots.page'> = (context) =>
  ok({ unblinded: context.sealer !== null, lots: lotRows(context) });

/** Places that have kits of the lot, each with the last days of its first-expiring ones. */
function placesOf(context: QueryContext, scope: PlaceScope, lot: LotRecord): LotPlace[] {
  const { definition } = currentDefinition(context.db);
  const today = todayIn(context.now);
  const first = firstExpiryByPlace(context.db, lot.id);
  const kits = countByPlace(context.db, { places: scope.visible, lot: lot.id });
  return [...scope.places.values()].flatMap((place) => {
    if ((kits.get(place.id) ?? 0) === 0) return [];
    const at = { definition, place, today: epochDayOf(today(place.zone)) };
    const expiryDay = first.get(place.id) ?? epochDayOf(lot.expiry);
    const { code, name, zone, kind } = place;
    return [
      {
        place: code,
        name,
        zone,
        kind,
        byStatus: [...countByState(context.db, { places: [place.id], lot: lot.id })],
        ...lastDaysAt(at, expiryDay),
        visits: lastDaysOfVisits(at, expiryDay),
      },
    ];
  });
}

export const lotsGet: QueryHandler<'lots.get'> = (context, input) => {
  const { db, sealer } = context;
  const lot = lotByCode(db, input.lot);
  if (lot === undefined) return err(unknownLots([input.lot]));
  const scope = placeScope(context);
  const members = sealer === null ? [] : membersOfLot(db, lot.id);
  return ok({
    lot: lotRow(lotSource(context, scope), lot),
    unblinded: sealer !== null,
    isBoundaryDayAllowed: currentDefinition(db).definition.selection.isBoundaryDayAllowed,
    members: members.map(({ code, expiry, retest }) => ({ lot: code, expiry, retest })),
    datings: datingsOfLot(db, lot.id, scope.visible).map((row) => ({ ...row })),
    places: placesOf(context, scope, lot),
    timeline: timelineOf(context, 'lot', lot.code),
  });
};

export const lotsManufacturing: QueryHandler<'lots.manufacturing'> = ({ db }) =>
  ok({
    lots: allManufacturingLots(db).map(({ code, expiry, retest, lots }) => ({
      lot: code,
      expiry,
      retest,
      lots: [...lots],
    })),
  });
