import type { Json } from '../base/canonical-json.ts';
import type { SqlDatabase } from '../store/sql-database.ts';
import { sealContext } from './record.ts';
import type { Sealer } from './ports.ts';

/** The sealed part of one entry. Throws when the entry has none or is not what was sealed. */
export function openSecret(db: SqlDatabase, sealer: Sealer, entry: number): Json {
  const row = db
    .prepare('SELECT device, device_sequence AS position, sealed FROM ledger WHERE sequence = ?')
    .get<{ device: string; position: number; sealed: string | null }>(entry);
  if (row === undefined || row.sealed === null) throw new Error(`entry ${entry} holds no secret`);
  return JSON.parse(sealer.open(row.sealed, sealContext(row.device, row.position))) as Json;
}
