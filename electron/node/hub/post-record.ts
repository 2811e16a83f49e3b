import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { genesisHash } from '../../../shared/ledger/entry.ts';
import type { AskCore } from './ask-core.ts';
import type { MachineAtWork } from './own-ledger.ts';
import { padded, signLabel } from './parcel.ts';
import type { HubTables } from './tables.ts';

/** What became of a piece of the record; `fork` and `restored` are posted too, and are conflicts. */
export interface PostedRecord {
  readonly first: number;
  readonly last: number;
  readonly said: 'posted' | 'known' | 'fork' | 'restored';
}

const entriesOfParcel = 2000;
const mostLooks = 5;

/** Posts what the hub lacks of this machine's record, oldest first, until nothing is left. */
export async function postRecord(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
  ask: AskCore,
): Promise<readonly PostedRecord[]> {
  const posted: PostedRecord[] = [];
  for (let stale = 0; stale < mostLooks;) {
    const { from, known } = await nextToPost(db, machine);
    if (from > machine.ownEntries()) break;
    const piece = await postPiece(db, hub, machine, ask, from, known);
    if (piece === 'stale') stale += 1;
    else posted.push(piece);
  }
  return posted;
}

/** The first entry after the last that the hub and this ledger have in common. */
async function nextToPost(
  db: Kysely<HubTables>,
  { device, ownHash }: MachineAtWork,
): Promise<{ readonly from: number; readonly known: number | null }> {
  const points = await db
    .selectFrom('hub.point')
    .select(['sequence', 'hash'])
    .where('device', '=', device.id)
    .orderBy('sequence', 'desc')
    .execute();
  const shared = points.find(({ sequence, hash }) => ownHash(Number(sequence)) === hash);
  return {
    from: Number(shared?.sequence ?? 0) + 1,
    known: points[0] === undefined ? null : Number(points[0].sequence),
  };
}

async function postPiece(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
  ask: AskCore,
  from: number,
  known: number | null,
): Promise<PostedRecord | 'stale'> {
  const until = Math.min(from + entriesOfParcel - 1, machine.ownEntries());
  const { file, first, last } = await ask('site.bundle', { from, until });
  const content = padded(Buffer.from(file.base64, 'base64'));
  const key = `${machine.epoch}.${first}`;
  const label = { hub, kind: 'record', recipient: null, key } as const;
  const signature = signLabel((message) => machine.device.sign(message), label, content);
  const before = machine.ownHash(first - 1) ?? genesisHash;
  const { rows } = await sql<{ said: PostedRecord['said'] | 'stale' }>`
    SELECT hub.post_record(${machine.epoch}, ${known}, ${first}, ${last}, ${before},
      ${machine.ownHash(last)}, ${content}, ${signature}) AS said`.execute(db);
  const { said } = rows[0] as { readonly said: PostedRecord['said'] | 'stale' };
  return said === 'stale' ? said : { first, last, said };
}
