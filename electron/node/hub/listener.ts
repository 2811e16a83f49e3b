import pg from 'pg';
import { clientSettings } from './connection.ts';
import type { HubAddress, Login } from './database-url.ts';

/**
 * Has the hub say when a parcel was posted for anybody; what it is, the exchange finds out. Gives the way to stop, or
 * null when the hub does not answer. `ended` is called when the connection breaks; nothing is lost, since the
 * exchange also goes on by the clock.
 */
export async function listenToHub(
  address: Extract<HubAddress, { readonly kind: 'server' }>,
  login: Login,
  heard: () => void,
  ended: () => void,
): Promise<(() => void) | null> {
  const client = new pg.Client({ ...clientSettings(address, login), keepAlive: true });
  let isStopped = false;
  client.on('error', () => undefined);
  client.on('notification', heard);
  client.on('end', () => {
    if (!isStopped) ended();
  });
  const stop = (): void => {
    isStopped = true;
    void client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    await client.query('LISTEN cachet_hub');
    return stop;
  } catch {
    stop();
    return null;
  }
}
