import type { SqlDatabase } from '../sql-database.ts';

/** An entry of one device's chain without what this program never puts into a site's ledger: sealed parts. */
export interface DeviceEntry {
  readonly epoch: number;
  readonly sequence: number;
  readonly hash: string;
  readonly content: string;
}

/** Entries of a device in the order of its chain; `until` null means to the end. */
export const entriesOfDevice = (
  db: SqlDatabase,
  device: string,
  from: number,
  until: number | null,
): readonly DeviceEntry[] =>
  db
    .prepare(
      `SELECT epoch, device_sequence AS sequence, lower(hex(hash)) AS hash, content FROM ledger
       WHERE device = ? AND device_sequence BETWEEN ? AND ? ORDER BY device_sequence`,
    )
    .all<DeviceEntry>(device, from, until ?? Number.MAX_SAFE_INTEGER);

export const hashOfDeviceEntry = (
  db: SqlDatabase,
  device: string,
  sequence: number,
): string | null =>
  db
    .prepare('SELECT lower(hex(hash)) AS hash FROM ledger WHERE device = ? AND device_sequence = ?')
    .get<{ hash: string }>(device, sequence)?.hash ?? null;
