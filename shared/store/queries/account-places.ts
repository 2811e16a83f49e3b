import { emptyAccount } from '../../domain/accountability/account.ts';
import type { Account } from '../../domain/accountability/account.ts';
import { bucketOf } from '../../domain/accountability/bucket.ts';
import type { KitState } from '../../domain/kit/kit-state.ts';
import type { SqlDatabase, SqlValue } from '../sql-database.ts';

/** Accounts by place id. */
export type AccountsByPlace = ReadonlyMap<number, Account>;

/** What happened to kits on their way, for the account of the study as a whole. */
export interface OnTheWay {
  readonly travelling: number;
  readonly lost: number;
}

type Writable = { -readonly [K in keyof Account]: number };

class Ledger {
  readonly #accounts = new Map<number, Writable>();
  /** Kits of a batch come together, so that most are of the place before. */
  #last: { readonly place: number; readonly account: Writable } | undefined;

  add(place: number, line: keyof Account, count: number): void {
    if (this.#last?.place !== place) {
      const account = this.#accounts.get(place) ?? { ...emptyAccount };
      this.#accounts.set(place, account);
      this.#last = { place, account };
    }
    this.#last.account[line] += count;
  }

  get accounts(): AccountsByPlace {
    return this.#accounts;
  }
}

/** Kits that no place has: on their way, or lost there. A partial index holds exactly these. */
const awayRows = (db: SqlDatabase): readonly (readonly SqlValue[])[] =>
  db
    .prepare(
      `SELECT kit.id, kit.place, kit.state, shipment_kit.condition
       FROM shipment_kit INDEXED BY shipment_kit_away
         JOIN shipment ON shipment.id = shipment_kit.shipment
         JOIN kit ON kit.id = shipment_kit.kit
       WHERE (condition IS NULL OR condition IN ('missing', 'lost'))
         AND (condition IS NOT NULL OR shipment.status IN ('in-transit', 'partly-received'))`,
    )
    .rows();

/**
 * Kits of every place. What came in and went out is counted from movements, what is there from the kits' states: two
 * records of the same history, which must agree.
 */
export function kitAccounts(db: SqlDatabase): {
  readonly byPlace: AccountsByPlace;
  readonly onTheWay: OnTheWay;
} {
  const ledger = new Ledger();
  const lineOf = { entered: 'received', in: 'received', out: 'returnedOut' } as const;
  for (const [place, kits] of db
    .prepare(`SELECT place, sum(kits) FROM kit_batch WHERE state <> 'in-production' GROUP BY place`)
    .rows()) {
    ledger.add(place as number, 'received', kits as number);
  }
  for (const [place, direction, kits] of db
    .prepare('SELECT place, direction, count(*) FROM kit_move GROUP BY place, direction')
    .rows()) {
    ledger.add(place as number, lineOf[direction as keyof typeof lineOf], kits as number);
  }
  for (const [place, state, kits] of db
    .prepare('SELECT place, state, sum(kits) FROM kit_count GROUP BY place, state')
    .rows()) {
    const bucket = bucketOf(state as KitState);
    if (bucket !== null) ledger.add(place as number, bucket, kits as number);
  }
  const onTheWay = { travelling: 0, lost: 0 };
  for (const [, place, state, condition] of awayRows(db)) {
    const bucket = bucketOf(state as KitState);
    if (bucket !== null) ledger.add(place as number, bucket, -1);
    if (condition === null) onTheWay.travelling += 1;
    else onTheWay.lost += 1;
  }
  return { byPlace: ledger.accounts, onTheWay };
}

/** Units in a whole kit, by the kit's id. */
export type UnitsOfKit = (kit: number) => number;

/** What only the study as a whole answers for. */
interface UnitsOnTheWay extends OnTheWay {
  /** Units of everything that came from production. */
  readonly entered: number;
}

/** What came back of a kit, and where. */
interface Return {
  readonly returned: number;
  readonly lost: number;
  readonly place: number;
}

/** What is read before the kits: joins would cost more than the kits themselves. */
interface BesideKits {
  /** By batch: the place of kits that came from production at once, null of those that were in it. */
  readonly firstPlaces: ReadonlyMap<number, number | null>;
  readonly returns: ReadonlyMap<number, Return>;
  readonly away: ReadonlyMap<number, string | null>;
}

const besideKits = (db: SqlDatabase): BesideKits => ({
  firstPlaces: new Map(
    db
      .prepare('SELECT id, place, state FROM kit_batch')
      .rows()
      .map(([id, place, state]) => [
        id as number,
        state === 'in-production' ? null : (place as number),
      ]),
  ),
  returns: new Map(
    db
      .prepare('SELECT kit, returned, lost, place FROM kit_return')
      .rows()
      .map(([kit, returned, lost, place]) => [
        kit as number,
        { returned: returned as number, lost: lost as number, place: place as number },
      ]),
  ),
  away: new Map(
    awayRows(db).map(([kit, , , condition]) => [kit as number, condition as string | null]),
  ),
});

const allKits = 'SELECT id, place, state, batch FROM kit WHERE id > ? ORDER BY id LIMIT ?';
const readAtOnce = 5000;

/** The same in units; reads every kit, so it is for stores of a size that a person can wait for. */
export function unitAccounts(
  db: SqlDatabase,
  unitsOf: UnitsOfKit,
): { readonly byPlace: AccountsByPlace; readonly onTheWay: UnitsOnTheWay } {
  const ledger = new Ledger();
  const beside = besideKits(db);
  const onTheWay = { entered: 0, travelling: 0, lost: 0 };
  for (let after = 0; ;) {
    const rows = db.prepare(allKits).rows(after, readAtOnce);
    for (const row of rows) addKit(ledger, row, unitsOf, beside, onTheWay);
    if (rows.length < readAtOnce) break;
    after = (rows.at(-1) as SqlValue[])[0] as number;
  }
  for (const [kit, place, direction, moved] of db
    .prepare('SELECT kit, place, direction, units FROM kit_move')
    .rows()) {
    const units = (moved as number | null) ?? unitsOf(kit as number);
    ledger.add(place as number, direction === 'out' ? 'returnedOut' : 'received', units);
    if (direction === 'entered') onTheWay.entered += units;
  }
  return { byPlace: ledger.accounts, onTheWay };
}

function addKit(
  ledger: Ledger,
  row: readonly SqlValue[],
  unitsOf: UnitsOfKit,
  { firstPlaces, returns, away }: BesideKits,
  onTheWay: { entered: number; travelling: number; lost: number },
): void {
  const [id, place, state, batch] = row as [number, number, string, number];
  const whole = unitsOf(id);
  const firstPlace = firstPlaces.get(batch) as number | null;
  if (firstPlace !== null) {
    ledger.add(firstPlace, 'received', whole);
    onTheWay.entered += whole;
  }
  const back = returns.get(id);
  const content = back?.returned ?? whole;
  const bucket = bucketOf(state as KitState);
  const condition = away.get(id);
  if (condition !== undefined) onTheWay[condition === null ? 'travelling' : 'lost'] += content;
  else if (bucket !== null) ledger.add(place, bucket, content);
  if (back === undefined) return;
  ledger.add(back.place, 'lost', back.lost);
  ledger.add(back.place, 'dispensed', whole - content - back.lost);
}
