import { toHex } from '../base/hex.ts';
import { chainText, genesisHash } from '../ledger/entry.ts';
import type { ChainPosition, StoredEntry } from '../ledger/entry.ts';
import type { Sha256 } from '../ledger/ports.ts';
import type { SqlDatabase, SqlValue } from './sql-database.ts';

/** The end of the ledger: of this device's own chain, and of the file. */
export interface LedgerHead {
  readonly sequence: number;
  readonly deviceSequence: number;
  /** Hash of this device's last entry, hexadecimal; the genesis hash before the first. */
  readonly deviceHash: string;
}

export function readHead(db: SqlDatabase, device: string): LedgerHead {
  const last = db.prepare('SELECT max(sequence) AS sequence FROM ledger').get<{
    sequence: number | null;
  }>();
  const own = db
    .prepare(
      `SELECT device_sequence, hash FROM ledger WHERE device = ? ORDER BY device_sequence DESC LIMIT 1`,
    )
    .get<{ device_sequence: number; hash: Uint8Array }>(device);
  return {
    sequence: last?.sequence ?? 0,
    deviceSequence: own?.device_sequence ?? 0,
    deviceHash: own === undefined ? genesisHash : toHex(own.hash),
  };
}

/** Hash of the entry at a position of the file, hexadecimal, or null when there is none. */
export function hashAt(db: SqlDatabase, sequence: number): string | null {
  const row = db
    .prepare('SELECT hash FROM ledger WHERE sequence = ?')
    .get<{ hash: Uint8Array }>(sequence);
  return row === undefined ? null : toHex(row.hash);
}

/** Appends one entry after `head` and returns the new head. `sign` is given for the last entry of a commit. */
export function appendEntry(
  db: SqlDatabase,
  head: LedgerHead,
  entry: { readonly content: string; readonly sealed: string | null },
  device: {
    readonly device: string;
    readonly epoch: number;
    readonly sha256: Sha256;
    readonly sign: ((hash: Uint8Array) => Uint8Array) | null;
  },
): LedgerHead {
  const position: ChainPosition = {
    device: device.device,
    epoch: device.epoch,
    deviceSequence: head.deviceSequence + 1,
  };
  const hash = device.sha256(chainText(position, head.deviceHash, entry.content, entry.sealed));
  db.prepare(
    `INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    head.sequence + 1,
    position.device,
    position.epoch,
    position.deviceSequence,
    entry.content,
    entry.sealed,
    hash,
    device.sign === null ? null : device.sign(hash),
  );
  return {
    sequence: head.sequence + 1,
    deviceSequence: position.deviceSequence,
    deviceHash: toHex(hash),
  };
}

/** Most entries of one chunk, and the characters that chunks settle at: an entry of kits is a thousand times a sign-in. */
const chunkEntries = 4096;
const chunkCharacters = 2_000_000;

const charactersOf = (row: readonly SqlValue[]): number =>
  (row[4] as string).length + ((row[5] as string | null)?.length ?? 0);

/** All entries in order, read in chunks of raw rows; a chunk is as long as the one before lets expect. */
export function* readEntries(db: SqlDatabase, after = 0): Generator<StoredEntry> {
  const select = db.prepare(
    `SELECT sequence, device, epoch, device_sequence, content, sealed, lower(hex(hash)), signature
     FROM ledger WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  let last = after;
  for (let size = 16; ;) {
    const rows = select.rows(last, size);
    for (const row of rows) yield rowToEntry(row);
    if (rows.length < size) return;
    last = (rows[rows.length - 1] as SqlValue[])[0] as number;
    const characters = rows.reduce((sum, row) => sum + charactersOf(row), 0);
    const fitting = Math.floor((size * chunkCharacters) / Math.max(1, characters));
    size = Math.max(1, Math.min(chunkEntries, size * 4, fitting));
  }
}

const rowToEntry = (row: readonly SqlValue[]): StoredEntry => ({
  sequence: row[0] as number,
  device: row[1] as string,
  epoch: row[2] as number,
  deviceSequence: row[3] as number,
  content: row[4] as string,
  sealed: row[5] as string | null,
  hash: row[6] as string,
  signature: row[7] as Uint8Array | null,
});
