import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { CoreSaidNo } from './ask-core.ts';
import type { AskCore } from './ask-core.ts';
import type { MachineAtWork } from './own-ledger.ts';
import { isGenuine, unpadded } from './parcel.ts';
import type { HubTables, ParcelKind } from './tables.ts';

export interface TakenParcel {
  readonly kind: ParcelKind;
  readonly key: string;
  readonly sender: string;
  readonly outcome: 'taken' | 'refused';
  /** The rule that refused it; null when it was taken. */
  readonly rule: string | null;
}

interface Waiting {
  readonly number: string;
  readonly sender: string;
  readonly recipient: string | null;
  readonly kind: ParcelKind;
  readonly key: string;
}

/** What the content itself is refused for; anything else may pass with time, so the parcel goes on waiting. */
const lasting = /^(bundle-|pack-|parts-|hub-parcel-)/;

/** Takes what waits for this machine, in the order in which it came; the core judges it as if it came by hand. */
export async function takeParcels(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
  ask: AskCore,
): Promise<readonly TakenParcel[]> {
  const done: TakenParcel[] = [];
  for (const parcel of await waiting(db, machine)) {
    const rule = await judged(db, hub, parcel, ask);
    const outcome = rule === null ? 'taken' : 'refused';
    if (rule === null || lasting.test(rule)) {
      await sql`SELECT hub.take_parcel(${parcel.number}, ${outcome}, ${rule})`.execute(db);
    }
    done.push({ kind: parcel.kind, key: parcel.key, sender: parcel.sender, outcome, rule });
  }
  return done;
}

function waiting(db: Kysely<HubTables>, { kind, device }: MachineAtWork): Promise<Waiting[]> {
  const all = db
    .selectFrom('hub.parcel as p')
    .select(['p.number', 'p.sender', 'p.recipient', 'p.kind', 'p.key'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('hub.receipt as r')
            .select('r.parcel')
            .whereRef('r.parcel', '=', 'p.number' as never)
            .where('r.device', '=', device.id),
        ),
      ),
    )
    .orderBy('p.number');
  return kind === 'site'
    ? all.where('p.recipient', '=', device.id).execute()
    : all.where('p.kind', '=', 'record').execute();
}

/** The rule that refuses a parcel, or null when it is in. */
async function judged(
  db: Kysely<HubTables>,
  hub: string,
  parcel: Waiting,
  ask: AskCore,
): Promise<string | null> {
  const { content, signature } = await db
    .selectFrom('hub.parcel')
    .select(['content', 'signature'])
    .where('number', '=', parcel.number)
    .executeTakeFirstOrThrow();
  const sender = await db
    .selectFrom('hub.machine')
    .select('public_key')
    .where('device', '=', parcel.sender)
    .executeTakeFirst();
  const key = sender?.public_key ?? '';
  if (!isGenuine(key, { hub, ...parcel }, content, Buffer.from(signature))) {
    return 'hub-parcel-forged';
  }
  const base64 = unpadded(content).toString('base64');
  try {
    if (parcel.kind === 'pack') {
      await ask('site.load', { file: { name: `${parcel.key}.cachet-pack`, base64 } });
    } else {
      await ask('bundles.import', { file: { name: `${parcel.sender}.cachet-bundle`, base64 } });
    }
    return null;
  } catch (error) {
    if (!(error instanceof CoreSaidNo) || error.reply.kind !== 'refused') throw error;
    const { rule } = error.reply.refusal;
    return rule === 'pack-loaded' ? null : rule;
  }
}
