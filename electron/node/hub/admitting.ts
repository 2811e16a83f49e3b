import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { sha256 } from '../crypto-random.ts';
import type { Device } from '../device.ts';
import type { AdmissionRequest } from './admission.ts';
import type { HubTables } from './tables.ts';

/** Whether the hub lets the machine in as a console of this study, with the key that it shows. */
export async function isEnrolledConsole(
  db: Kysely<HubTables>,
  { device, publicKey }: AdmissionRequest,
): Promise<boolean> {
  const row = await db
    .selectFrom('hub.machine')
    .select('kind')
    .where('device', '=', device)
    .where('public_key', '=', publicKey)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row?.kind === 'console';
}

/** Leaves at the hub what only the admitted machine can open; false when the hub does not know it. */
export async function postAdmission(
  db: Kysely<HubTables>,
  device: Device,
  to: AdmissionRequest,
  { store, file }: { readonly store: string; readonly file: Buffer },
): Promise<boolean> {
  const text = `admission ${to.hub} ${to.device} ${file.toString('base64')}`;
  const signature = Buffer.from(device.sign(sha256(text)));
  const { rows } = await sql<{ said: string }>`SELECT hub.post_admission(${to.device}, ${store},
    ${file}, ${signature}) AS said`.execute(db);
  return rows[0]?.said === 'posted';
}
