import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../../../shared/base/canonical-json.ts';
import { sha256 } from '../crypto-random.ts';
import type { MachineAtWork } from './own-ledger.ts';
import type { HubTables } from './tables.ts';

/** What the hub says to a checkpoint; the last three are conflicts that the consoles of the study see. */
export type Witnessed = 'witnessed' | 'known' | 'rolled-back' | 'restored' | 'rewritten';

interface Statement {
  readonly hub: string;
  readonly store: string;
  readonly device: string;
  readonly epoch: number;
  readonly entries: number;
  readonly head: string;
  /** What the hub witnessed before, with the hash that stands there now; the ledger goes on from it. */
  readonly since: { readonly entries: number; readonly head: string | null } | null;
}

/** What the device signs. */
export const statementText = (statement: Statement): string =>
  `cachet hub checkpoint\n${canonicalJson(statement as never)}`;

/**
 * Posts the end of the ledger. The hub refuses an end before what it witnessed, and one whose history has another entry
 * at the witnessed place: a file that was rolled back or rewritten cannot be told by itself, but by its witness.
 */
export async function postCheckpoint(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
): Promise<Witnessed> {
  const last = await db
    .selectFrom('hub.checkpoint')
    .select(['entries', 'epoch'])
    .where('device', '=', machine.device.id)
    .where('store', '=', machine.storeId)
    .orderBy('epoch', 'desc')
    .orderBy('entries', 'desc')
    .executeTakeFirst();
  const entries = machine.entries();
  const head = machine.hashAt(entries) as string;
  const before = last === undefined ? null : Number(last.entries);
  const since = before === null ? null : { entries: before, head: machine.hashAt(before) };
  const { storeId: store, epoch, device } = machine;
  const said = statementText({ hub, store, device: device.id, epoch, entries, head, since });
  const signature = Buffer.from(device.sign(sha256(said)));
  const { rows } = await sql<{ said: Witnessed }>`SELECT hub.post_checkpoint(${store}, ${epoch},
    ${entries}, ${head}, ${since?.entries ?? null}, ${since?.head ?? null}, ${said},
    ${signature}) AS said`.execute(db);
  return (rows[0] as { readonly said: Witnessed }).said;
}
