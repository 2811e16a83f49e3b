import { toHex } from '../../base/hex.ts';
import type { EntryContent } from '../../ledger/entry.ts';
import type { SqlDatabase } from '../sql-database.ts';

/** A ledger entry with its clear part read. */
export interface EntryRecord {
  readonly sequence: number;
  readonly device: string;
  readonly epoch: number;
  readonly deviceSequence: number;
  readonly content: EntryContent;
  readonly sealed: string | null;
  readonly hash: string;
}

/** The same with every byte that the chain covers, for those who compute it again. */
export interface RawEntryRecord {
  readonly sequence: number;
  readonly device: string;
  readonly epoch: number;
  readonly deviceSequence: number;
  readonly content: string;
  readonly sealed: string | null;
  readonly hash: string;
  readonly signature: string | null;
}

interface EntryRow {
  readonly sequence: number;
  readonly device: string;
  readonly epoch: number;
  readonly deviceSequence: number;
  readonly content: string;
  readonly sealed: string | null;
  readonly hash: Uint8Array;
  readonly signature: Uint8Array | null;
}

const rowsOf = (db: SqlDatabase, sequences: readonly number[]): readonly EntryRow[] => {
  const rows = db
    .prepare(
      `SELECT sequence, device, epoch, device_sequence AS deviceSequence, content, sealed, hash, signature
       FROM ledger WHERE sequence IN (SELECT value FROM json_each(?))`,
    )
    .all<EntryRow>(JSON.stringify(sequences));
  const bySequence = new Map(rows.map((row) => [row.sequence, row]));
  return sequences.flatMap((sequence) => bySequence.get(sequence) ?? []);
};

const rowToEntry = ({ signature: _signature, ...row }: EntryRow): EntryRecord => ({
  ...row,
  content: JSON.parse(row.content) as EntryContent,
  hash: toHex(row.hash),
});

/** Entries in the order of the given positions; positions without an entry are left out. */
export const entriesOf = (db: SqlDatabase, sequences: readonly number[]): readonly EntryRecord[] =>
  rowsOf(db, sequences).map(rowToEntry);

export const rawEntriesOf = (
  db: SqlDatabase,
  sequences: readonly number[],
): readonly RawEntryRecord[] =>
  rowsOf(db, sequences).map((row) => ({
    ...row,
    hash: toHex(row.hash),
    signature: row.signature === null ? null : toHex(row.signature),
  }));
