import pg from 'pg';
import type { Refusal } from '../../../../shared/base/refusal.ts';
import { refusal } from '../../../../shared/base/refusal.ts';
import { err, ok } from '../../../../shared/base/result.ts';
import type { Result } from '../../../../shared/base/result.ts';
import { clientSettings, hubTrouble } from '../connection.ts';
import type { HubAddress, Login } from '../database-url.ts';

export type ServerAddress = Extract<HubAddress, { readonly kind: 'server' }>;

/** The address of a server; a hub in a folder is of one program, so nobody could calculate beside it. */
export const serverOf = (address: HubAddress): Result<ServerAddress, Refusal> =>
  address.kind === 'server'
    ? ok(address)
    : err(
        refusal(
          'hub-jobs-folder',
          'A hub in a folder serves one program at a time, so other machines cannot calculate for it.',
          'Calculate here, or make the hub on a PostgreSQL server.',
        ),
      );

/**
 * One connection that stays open: as long as it does, the hub takes its machine for present. `heard` is called when
 * something about runs changed.
 */
export async function openJobSession(
  address: ServerAddress,
  login: Login,
  heard: () => void,
): Promise<Result<pg.Client, Refusal>> {
  const client = new pg.Client({ ...clientSettings(address, login), keepAlive: true });
  client.on('error', heard);
  client.on('end', heard);
  client.on('notification', heard);
  try {
    await client.connect();
    // A machine that loses its power is missed within seconds, not hours.
    await client.query('SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5');
    await client.query('LISTEN cachet_jobs');
    return ok(client);
  } catch (error) {
    await client.end().catch(() => undefined);
    const trouble = hubTrouble(address, error);
    if (trouble === null) throw error;
    return err(trouble);
  }
}

/** Refuses a hub that was made without a queue of jobs, or is not the one that was meant. */
export async function hubOfJobs(
  client: pg.Client,
  wanted: string | null,
): Promise<Result<string, Refusal>> {
  const { rows } = await client.query<{ hub: string | null; ready: boolean }>(
    `SELECT (SELECT hub FROM hub.identity) AS hub, to_regclass('hub.run') IS NOT NULL AS ready`,
  );
  const { hub = null, ready = false } = rows[0] ?? {};
  if (hub === null || !ready) {
    return err(
      refusal(
        'hub-schema-behind',
        'This hub has no queue of simulations yet.',
        'Whoever looks after the database runs `cachet hub upgrade`.',
      ),
    );
  }
  if (wanted === null || hub === wanted) return ok(hub);
  return err(
    refusal(
      'hub-other',
      `This is hub ${hub}; hub ${wanted} was meant.`,
      'Check the address and the number of the hub.',
    ),
  );
}
