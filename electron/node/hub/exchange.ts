import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { refusal } from '../../../shared/base/refusal.ts';
import type { Refusal } from '../../../shared/base/refusal.ts';
import { err, ok } from '../../../shared/base/result.ts';
import type { Result } from '../../../shared/base/result.ts';
import { hubStatus } from './administration.ts';
import type { ConflictRow, MachineRow } from './administration.ts';
import { CoreSaidNo } from './ask-core.ts';
import type { AskCore } from './ask-core.ts';
import { connect, hubTrouble } from './connection.ts';
import type { HubConnection } from './connection.ts';
import type { HubAddress, Login } from './database-url.ts';
import type { HubSettings } from './hub-settings.ts';
import { machineLogin } from './login.ts';
import type { MachineAtWork } from './own-ledger.ts';
import { postPacks } from './post-packs.ts';
import type { PostedPack } from './post-packs.ts';
import { postRecord } from './post-record.ts';
import type { PostedRecord } from './post-record.ts';
import { requireCurrent } from './schema.ts';
import type { HubTables } from './tables.ts';
import { takeParcels } from './take-parcels.ts';
import type { TakenParcel } from './take-parcels.ts';
import { postCheckpoint } from './witness.ts';
import type { Witnessed } from './witness.ts';

/** What one exchange did. */
export interface Exchanged {
  readonly hub: string;
  readonly witness: Witnessed;
  readonly packs: readonly PostedPack[];
  readonly records: readonly PostedRecord[];
  readonly taken: readonly TakenParcel[];
  /** Why parcels were left for somebody else, who must sign in for them; null when nothing was left. */
  readonly left: string | null;
  readonly machines: readonly MachineRow[];
  readonly conflicts: readonly ConflictRow[];
}

/**
 * One exchange with the hub: tells the end of the ledger, posts what the hub lacks and takes what waits. Each step can
 * be repeated and stops at any point without loss; a refusal says why there was none.
 */
export async function exchange(
  settings: HubSettings,
  machine: MachineAtWork,
  ask: AskCore,
): Promise<Result<Exchanged, Refusal>> {
  const { hub, address } = settings;
  const connection = await connectPastDoor(settings, machineLogin(hub, machine.device));
  if (!connection.ok) return connection;
  const { db, close } = connection.value;
  try {
    return ok(await atHub(db, hub, machine, ask));
  } catch (error) {
    const trouble = troubleOf(address, error);
    if (trouble === null) throw error;
    return err(trouble);
  } finally {
    await close().catch(() => undefined);
  }
}

/** Connects as a machine to the hub that it was told, whose tables are those of this program. */
export async function connectPastDoor(
  { hub, address }: HubSettings,
  login: Login,
): Promise<Result<HubConnection, Refusal>> {
  const connection = await connect(address, login);
  if (!connection.ok) return connection;
  const { db, close } = connection.value;
  try {
    const stopped = await stoppedAtDoor(db, hub);
    if (stopped === null) return connection;
    await close();
    return err(stopped);
  } catch (error) {
    await close().catch(() => undefined);
    const trouble = troubleOf(address, error);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

/** What an error while speaking with the hub means; null for a defect. */
export const troubleOf = (address: HubAddress, error: unknown): Refusal | null =>
  knownTrouble(error) ?? hubTrouble(address, error);

async function stoppedAtDoor(db: Kysely<HubTables>, hub: string): Promise<Refusal | null> {
  const { schema } = await hubStatus(db);
  const found = requireCurrent(schema);
  if (!found.ok) return found.error;
  if (found.value !== hub) {
    return refusal(
      'hub-other',
      `This is hub ${found.value}; the machine was connected to hub ${hub}.`,
      'Ask whoever looks after the hub, and connect anew if it was made again.',
    );
  }
  await sql`SELECT hub.arrive()`.execute(db);
  return null;
}

async function atHub(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
  ask: AskCore,
): Promise<Exchanged> {
  const witness = await postCheckpoint(db, hub, machine);
  const moved = {
    packs: [] as readonly PostedPack[],
    records: [] as readonly PostedRecord[],
    taken: [] as readonly TakenParcel[],
  };
  let left: string | null = null;
  try {
    if (machine.kind === 'site') moved.records = await postRecord(db, hub, machine, ask);
    else moved.packs = await postPacks(db, hub, machine, ask);
    moved.taken = await takeParcels(db, hub, machine, ask);
  } catch (error) {
    if (!(error instanceof CoreSaidNo) || error.reply.kind !== 'forbidden') throw error;
    left = error.reply.message;
  }
  const { machines, conflicts } = await hubStatus(db);
  return { hub, witness, ...moved, left, machines, conflicts };
}

/** What the hub's own functions say, by the codes that they raise. */
function knownTrouble(error: unknown): Refusal | null {
  if (error instanceof CoreSaidNo && error.reply.kind === 'refused') return error.reply.refusal;
  switch ((error as { readonly code?: unknown }).code) {
    case 'HB001':
      return refusal(
        'hub-not-enrolled',
        'The hub does not know this machine, or its access was ended.',
        'Give its request code to whoever looks after the hub.',
      );
    case 'HB003':
      return refusal(
        'hub-full',
        'More than 256 MiB of this machine wait at the hub and nobody takes them.',
        'Let a console of the study exchange; then it goes on by itself.',
      );
    default:
      return null;
  }
}
