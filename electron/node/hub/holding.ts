import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';
import type { HubTables } from './tables.ts';

type Database = Kysely<HubTables>;

/** A depot, a site, or `*` for the whole study, that one machine alone writes for. */
export interface Holding {
  readonly place: string;
  readonly holder: string;
  readonly until: string;
  /** Rises with every change of the holder: a machine that names an older one is refused. */
  readonly token: number;
}

export interface ConsoleSeen {
  readonly device: string;
  /** Entries of the study that it had when it was seen last. */
  readonly entries: number;
  readonly at: string;
}

/** What the hub knows of the order of a study beside its entries. */
export interface OrderAtHub {
  readonly entries: number;
  readonly holdings: readonly Holding[];
  readonly consoles: readonly ConsoleSeen[];
}

export async function orderAtHub(db: Database, store: string): Promise<OrderAtHub> {
  const end = await sql<{ last: string }>`SELECT last FROM hub.shared
    WHERE study = hub.my_study() AND store = ${store}`.execute(db);
  const held = await sql<{ place: string; holder: string; until: Date; token: string }>`
    SELECT place, holder, until, token FROM hub.lease
    WHERE study = hub.my_study() AND store = ${store} AND until > clock_timestamp()
    ORDER BY place`.execute(db);
  const seen = await sql<{ device: string; last: string; at: Date }>`SELECT device, last, at
    FROM hub.seen WHERE study = hub.my_study() AND store = ${store} ORDER BY device`.execute(db);
  return {
    entries: Number(end.rows[0]?.last ?? 0),
    holdings: held.rows.map((row) => ({
      ...row,
      token: Number(row.token),
      until: row.until.toISOString(),
    })),
    consoles: seen.rows.map(({ device, last, at }) => ({
      device,
      entries: Number(last),
      at: at.toISOString(),
    })),
  };
}

/** What the hub says to whoever wants to hold a place, or hands it over. */
export type HoldingSaid =
  | {
      readonly said: 'granted' | 'given';
      readonly place: string;
      readonly holder: string | null;
      readonly token: number;
      readonly until: string | null;
    }
  | {
      readonly said: 'held';
      readonly place: string;
      readonly holder: string;
      readonly until: string;
    }
  | { readonly said: 'not-held' | 'unknown' };

export async function takePlace(
  db: Database,
  store: string,
  place: string,
  hours: number,
): Promise<HoldingSaid> {
  const { rows } = await sql<{ said: HoldingSaid }>`SELECT
    hub.take_lease(${store}, ${place}, ${hours}) AS said`.execute(db);
  return (rows[0] as { readonly said: HoldingSaid }).said;
}

export interface HandOver {
  readonly store: string;
  readonly place: string;
  readonly token: number;
  /** Null gives the place free. */
  readonly to: string | null;
  readonly hours: number;
  /** Whoever hands over, by the name in the trail. */
  readonly user: string;
}

/** Hands a place to another console, or gives it free, signed with this machine's key. */
export async function handOver(
  db: Database,
  device: Device,
  { store, place, token, to, hours, user }: HandOver,
): Promise<HoldingSaid> {
  const statement = `cachet hub hand-over\n${canonicalJson({ store, place, token, to, user, from: device.id })}`;
  const signature = Buffer.from(device.sign(sha256(statement)));
  const { rows } = await sql<{ said: HoldingSaid }>`SELECT hub.give_lease(${store}, ${place},
    ${token}, ${to}, ${hours}, ${statement}, ${signature}) AS said`.execute(db);
  return (rows[0] as { readonly said: HoldingSaid }).said;
}

export const noteSeen = async (db: Database, store: string, entries: number): Promise<void> => {
  await sql`SELECT hub.note_seen(${store}, ${entries})`.execute(db);
};
