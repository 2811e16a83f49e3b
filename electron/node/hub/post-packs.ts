import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { AskCore } from './ask-core.ts';
import type { MachineAtWork } from './own-ledger.ts';
import { padded, signLabel } from './parcel.ts';
import type { HubTables } from './tables.ts';

export interface PostedPack {
  readonly pack: string;
  readonly device: string;
  readonly said: 'posted' | 'known' | 'pack-twice';
}

/** Posts the packs in force whose machines are enrolled at the hub and that are not there yet. */
export async function postPacks(
  db: Kysely<HubTables>,
  hub: string,
  machine: MachineAtWork,
  ask: AskCore,
): Promise<readonly PostedPack[]> {
  const { packs } = await ask('packs.page', { status: 'issued' });
  const sites = await db
    .selectFrom('hub.machine')
    .select('device')
    .where('kind', '=', 'site')
    .where('revoked_at', 'is', null)
    .execute();
  const there = await db
    .selectFrom('hub.parcel')
    .select(['recipient', 'key', 'version'])
    .where('kind', '=', 'pack')
    .execute();
  const reachable = new Set(sites.map(({ device }) => device));
  const known = new Set(
    there.map(({ recipient, key, version }) => `${recipient} ${key} ${version}`),
  );
  const posted: PostedPack[] = [];
  for (const { pack, device, digest } of packs.toReversed()) {
    if (!reachable.has(device) || known.has(`${device} ${pack} ${digest}`)) continue;
    const { base64 } = await ask('packs.file', { pack });
    const content = padded(Buffer.from(base64, 'base64'));
    const label = { hub, kind: 'pack', recipient: device, key: pack } as const;
    const signature = signLabel((message) => machine.device.sign(message), label, content);
    const { rows } = await sql<{
      said: PostedPack['said'];
    }>`SELECT hub.post_pack(${device}, ${pack},
      ${digest}, ${content}, ${signature}) AS said`.execute(db);
    posted.push({ pack, device, said: (rows[0] as { readonly said: PostedPack['said'] }).said });
  }
  return posted;
}
