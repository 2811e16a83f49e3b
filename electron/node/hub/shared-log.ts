import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { rangeFile } from '../../../shared/contracts/range-file.ts';
import type { RangeFile } from '../../../shared/contracts/range-file.ts';
import { genesisHash } from '../../../shared/ledger/entry.ts';
import { deriveKey } from '../crypto-random.ts';
import { decrypt, encrypt } from '../sealed-box.ts';
import { sizeClass } from './parcel.ts';
import type { HubTables } from './tables.ts';

type Database = Kysely<HubTables>;

/** What consoles of a study share, and the hub does not know: both keys follow from the key of the file. */
export interface ExchangeKeys {
  readonly store: string;
  readonly seal: Uint8Array;
  readonly tag: Uint8Array;
}

export const exchangeKeys = (store: string, dataKey: Uint8Array): ExchangeKeys => ({
  store,
  seal: deriveKey(dataKey, 'cachet exchange seal 1'),
  tag: deriveKey(dataKey, 'cachet exchange tag 1'),
});

/**
 * The hub compares where ranges join. It is told a keyed hash of the entry's hash, so that nobody who owns it can try
 * guesses at what an entry says.
 */
export const joinTag = ({ tag }: ExchangeKeys, hash: string): string =>
  hash === genesisHash ? '' : createHmac('sha256', tag).update(hash).digest('hex');

const headerBytes = 4;
const contextOf = ({ store }: ExchangeKeys, first: number, last: number): string =>
  `cachet range ${store} ${first} ${last}`;

/** A range as the hub holds it: padded to a class of sizes, sealed to the consoles, bound to its place. */
export function sealRange(keys: ExchangeKeys, range: RangeFile): Buffer {
  const text = Buffer.from(JSON.stringify(range), 'utf8');
  const padded = Buffer.alloc(sizeClass(headerBytes + text.length));
  padded.writeUInt32BE(text.length, 0);
  text.copy(padded, headerBytes);
  const last = range.first + range.entries.length - 1;
  return encrypt(keys.seal, padded, contextOf(keys, range.first, last));
}

/** Null when it is not what a console of the study sealed for this place. */
export function openRange(keys: ExchangeKeys, row: RangeRow): RangeFile | null {
  try {
    const padded = decrypt(keys.seal, row.content, contextOf(keys, row.first, row.last));
    const text = padded.subarray(headerBytes, headerBytes + padded.readUInt32BE(0));
    const range = rangeFile.parse(JSON.parse(text.toString('utf8')));
    const fits = range.first === row.first && range.entries.length === row.last - row.first + 1;
    return fits ? range : null;
  } catch {
    return null;
  }
}

export interface RangeRow {
  readonly first: number;
  readonly last: number;
  readonly head: string;
  readonly sender: string;
  readonly content: Buffer;
}

/** Up to where the hub knows the order, the tag of the entry there, and what the hub's clock says. */
export interface LogEnd {
  readonly last: number;
  readonly head: string;
  readonly nowMs: number;
}

export async function logEnd(db: Database, store: string): Promise<LogEnd> {
  const { rows } = await sql<{ last: string | null; head: string | null; now: string }>`
    SELECT s.last, s.head, extract(epoch FROM clock_timestamp()) * 1000 AS now
    FROM (SELECT 1) AS one
    LEFT JOIN hub.shared s ON s.study = hub.my_study() AND s.store = ${store}`.execute(db);
  const row = rows[0] as { last: string | null; head: string | null; now: string };
  return { last: Number(row.last ?? 0), head: row.head ?? '', nowMs: Math.round(Number(row.now)) };
}

const rangesAtOnce = 64;

/** Ranges with entries beyond a position, oldest first, a few at a time. */
export async function rangesAfter(
  db: Database,
  store: string,
  position: number,
): Promise<readonly RangeRow[]> {
  const { rows } = await sql<{
    first: string;
    last: string;
    head: string;
    sender: string;
    content: Buffer;
  }>`SELECT first, last, head, sender, content FROM (
      SELECT r.*, sum(size) OVER (ORDER BY last) - size AS before FROM (
        SELECT * FROM hub.range WHERE study = hub.my_study() AND store = ${store}
          AND last > ${position} ORDER BY last LIMIT ${rangesAtOnce}) r) sized
    WHERE before < 8388608 ORDER BY last`.execute(db);
  return rows.map((row) => ({ ...row, first: Number(row.first), last: Number(row.last) }));
}

/** What the hub says to a range that wants its place. */
export type Posted =
  | { readonly said: 'posted' | 'known' | 'stale' | 'behind' | 'parted' | 'fork' }
  | {
      readonly said: 'held';
      readonly place: string;
      readonly holder: string;
      readonly until: string;
    }
  | { readonly said: 'fenced'; readonly place: string; readonly token: number };

export interface RangeToPost {
  readonly range: RangeFile;
  /** Hash of the entry before the first. */
  readonly before: string;
  readonly places: readonly string[];
  /** Fencing tokens of the places that this machine holds. */
  readonly tokens: Readonly<Record<string, number>>;
}

export async function postRange(
  db: Database,
  keys: ExchangeKeys,
  { range, before, places, tokens }: RangeToPost,
): Promise<Posted> {
  const { first, entries } = range;
  const last = first + entries.length - 1;
  const head = (entries.at(-1) as { readonly hash: string }).hash;
  const { rows } = await sql<{
    said: Posted;
  }>`SELECT hub.post_range(${keys.store}, ${first}, ${last},
    ${joinTag(keys, before)}, ${joinTag(keys, head)}, ${places as string[]}::text[],
    ${JSON.stringify(tokens)}::jsonb, ${entries.map(({ device }) => device)}::text[],
    ${entries.map(({ epoch }) => epoch)}::bigint[],
    ${entries.map(({ deviceSequence }) => deviceSequence)}::bigint[],
    ${sealRange(keys, range)}) AS said`.execute(db);
  return (rows[0] as { readonly said: Posted }).said;
}
