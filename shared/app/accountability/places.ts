import { ok } from '../../base/result.ts';
import type { PlaceAccountRow } from '../../contracts/accountability.ts';
import {
  addedAccounts,
  emptyAccount,
  imbalanceInWords,
  imbalances,
} from '../../domain/accountability/account.ts';
import type { Account, PlaceAccount } from '../../domain/accountability/account.ts';
import { commonUnitName } from '../../domain/accountability/visit-units.ts';
import { findings } from '../../store/queries/account-findings.ts';
import { discrepancies } from '../../store/queries/account-papers.ts';
import { kitAccounts, unitAccounts } from '../../store/queries/account-places.ts';
import type { AccountsByPlace, OnTheWay } from '../../store/queries/account-places.ts';
import { currentDefinition } from '../../store/queries/definition.ts';
import { countKits } from '../../store/queries/kit-counts.ts';
import type { PlaceRecord } from '../../store/queries/places.ts';
import { readRevision } from '../../store/queries/revision.ts';
import type { QueryContext, QueryHandler } from '../handlers.ts';
import { placeScope } from '../queries/scope.ts';
import { wholeUnits } from './kit-units.ts';
import { periodsOf } from './periods.ts';

/** Beyond so many kits units are not counted for a table: reading every kit would hold everybody up. */
const unitsUpTo = 200_000;

/** Accounts of places and of the study; both sides of the identity are counted from different records. */
export interface StudyAccounts {
  readonly places: ReadonlyMap<number, { readonly kits: Account; readonly units: Account | null }>;
  readonly study: { readonly kits: Account; readonly units: Account | null };
  readonly unitsHidden: 'need-key' | 'too-many-kits' | null;
}

/** What the study answers for: everything that came from production; what is on its way stands as sent on. */
function wholeAccount(byPlace: AccountsByPlace, onTheWay: OnTheWay, entered: number): Account {
  const sum = [...byPlace.values()].reduce(addedAccounts, emptyAccount);
  return {
    ...sum,
    received: entered,
    returnedOut: onTheWay.travelling,
    lost: sum.lost + onTheWay.lost,
  };
}

type Asked = Pick<QueryContext, 'db' | 'sealer'>;

/** The accounts as the tables stand, counted anew. */
export function studyAccounts(context: Asked): StudyAccounts {
  const { db } = context;
  const kits = kitAccounts(db);
  const total = countKits(db, { places: null });
  const unitsOf = wholeUnits(context);
  const isSmall = total <= unitsUpTo;
  const units = unitsOf === null || !isSmall ? null : unitAccounts(db, unitsOf);
  const inProduction = countKits(db, { places: null, states: ['in-production'] });
  const ids = new Set([...kits.byPlace.keys(), ...(units?.byPlace.keys() ?? [])]);
  return {
    places: new Map(
      [...ids].map((id) => [
        id,
        {
          kits: kits.byPlace.get(id) ?? emptyAccount,
          units: units === null ? null : (units.byPlace.get(id) ?? emptyAccount),
        },
      ]),
    ),
    study: {
      kits: wholeAccount(kits.byPlace, kits.onTheWay, total - inProduction),
      units:
        units === null ? null : wholeAccount(units.byPlace, units.onTheWay, units.onTheWay.entered),
    },
    unitsHidden: unitsOf === null ? 'need-key' : isSmall ? null : 'too-many-kits',
  };
}

const inWords = (place: string, account: Omit<PlaceAccount, 'place'>): string[] =>
  imbalances([{ place, ...account }]).map(imbalanceInWords);

function countBy<T>(rows: readonly T[], placeOf: (row: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(placeOf(row), (counts.get(placeOf(row)) ?? 0) + 1);
  return counts;
}

/** Rows of the places that the person may see: depots first. */
export function placeAccountRows(
  context: QueryContext,
  accounts: StudyAccounts,
): PlaceAccountRow[] {
  const { places, visible } = placeScope(context);
  const open = countBy(
    findings(context.db, visible).filter(({ discrepancy }) => discrepancy === null),
    ({ place }) => place,
  );
  const raised = countBy(
    discrepancies(context.db, visible).filter(({ status }) => status === 'open'),
    ({ place }) => place,
  );
  const nothing = {
    kits: emptyAccount,
    units: accounts.unitsHidden === null ? emptyAccount : null,
  };
  const rowOf = (place: PlaceRecord): PlaceAccountRow => {
    const account = accounts.places.get(place.id) ?? nothing;
    return {
      place: place.code,
      name: place.name,
      kind: place.kind,
      ...account,
      imbalances: inWords(place.code, account),
      toReconcile: open.get(place.code) ?? 0,
      openDiscrepancies: raised.get(place.code) ?? 0,
      signedUntil:
        periodsOf(context, place).find(({ status }) => status === 'signed')?.until ?? null,
    };
  };
  return [...places.values()].filter(({ id }) => visible?.includes(id) ?? true).map(rowOf);
}

interface Known {
  readonly revision: number;
  readonly accounts: StudyAccounts;
}

/** Accounts by the store and by who may know them: most looks come between two changes. */
const known = new WeakMap<object, WeakMap<object, Known>>();

/** The accounts for the screen, counted anew when the ledger has grown. */
function shownAccounts(context: Asked): StudyAccounts {
  const { db, sealer } = context;
  const byOwner = known.get(db) ?? new WeakMap<object, Known>();
  known.set(db, byOwner);
  const owner = sealer ?? db;
  const revision = readRevision(db);
  const former = byOwner.get(owner);
  if (former?.revision === revision) return former.accounts;
  const accounts = studyAccounts(context);
  byOwner.set(owner, { revision, accounts });
  return accounts;
}

export const accountabilityPlaces: QueryHandler<'accountability.places'> = (context) => {
  const accounts = shownAccounts(context);
  return ok({
    places: placeAccountRows(context, accounts),
    study:
      placeScope(context).visible === null
        ? { ...accounts.study, imbalances: inWords('The study', accounts.study) }
        : null,
    unitsHidden: accounts.unitsHidden,
    unitName: commonUnitName(currentDefinition(context.db).definition),
  });
};
