import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** A client that the test speaks raw SQL with. */
export async function rawClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** An empty database on the server of the suite; gives its address, as its owner. */
export async function freshDatabase(server: string = inject('hubServer')): Promise<string> {
  const name = `t_${randomBytes(6).toString('hex')}`;
  const client = await rawClient(`${server}postgres`);
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  return `${server}${name}`;
}

/** The same address as somebody else. */
export function urlAs(url: string, user: string, password: string): string {
  const other = new URL(url);
  other.username = user;
  other.password = password;
  return other.href;
}
