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

  add(place: number, line: keyof Account, count: number): void {
    let account = this.#accounts.get(place);
    if (account === undefined) {
      account = { ...emptyAccount };
      this.#accounts.set(place, account);
    }
    account[line] += count;
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

const allKits = `
  SELECT kit.id, kit.place, kit.state, kit_batch.place, kit_batch.state,
    kit_return.returned, kit_return.lost, kit_return.place
  FROM kit JOIN kit_batch ON kit_batch.id = kit.batch LEFT JOIN kit_return ON kit_return.kit = kit.id
  WHERE kit.id > ? ORDER BY kit.id LIMIT ?`;

const readAtOnce = 5000;

/** The same in units; reads every kit, so it is for stores of a size that a person can wait for. */
export function unitAccounts(
  db: SqlDatabase,
  unitsOf: UnitsOfKit,
): { readonly byPlace: AccountsByPlace; readonly onTheWay: UnitsOnTheWay } {
  const ledger = new Ledger();
  const away = new Map(
    awayRows(db).map(([kit, , , condition]) => [kit as number, condition as string | null]),
  );
  const onTheWay = { entered: 0, travelling: 0, lost: 0 };
  for (let after = 0; ;) {
    const rows = db.prepare(allKits).rows(after, readAtOnce);
    for (const row of rows) addKit(ledger, row, unitsOf, away, onTheWay);
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
  away: ReadonlyMap<number, string | null>,
  onTheWay: { entered: number; travelling: number; lost: number },
): void {
  const [id, place, state, firstPlace, firstState] = row as [
    number,
    number,
    string,
    number,
    string,
  ];
  const [returned, lost, returnPlace] = row.slice(5) as [
    number | null,
    number | null,
    number | null,
  ];
  const whole = unitsOf(id);
  if (firstState !== 'in-production') {
    ledger.add(firstPlace, 'received', whole);
    onTheWay.entered += whole;
  }
  const content = returned ?? whole;
  const bucket = bucketOf(state as KitState);
  const condition = away.get(id);
  if (condition !== undefined) onTheWay[condition === null ? 'travelling' : 'lost'] += content;
  else if (bucket !== null) ledger.add(place, bucket, content);
  if (returnPlace === null) return;
  ledger.add(returnPlace, 'lost', lost as number);
  ledger.add(returnPlace, 'dispensed', whole - content - (lost as number));
}
