// Requirements: HUB-01, HUB-03
import { connect as dial, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connect } from '../../electron/node/hub/connection.ts';
import { readDatabaseUrl } from '../../electron/node/hub/database-url.ts';
import { must, refusedBy } from './machines.ts';
import { rawClient } from './fresh-database.ts';

/** A way to the server of the suite on which some bytes of its answers are others, of the same length. */
async function changing(port: number, from: string, to: string): Promise<number> {
  const proxy = createServer((here) => {
    const there = dial(port, '127.0.0.1');
    here.on('data', (chunk) => there.write(chunk));
    there.on('data', (chunk: Buffer) =>
      here.write(Buffer.from(chunk.toString('latin1').replaceAll(from, to), 'latin1')),
    );
    for (const [socket, other] of [
      [here, there],
      [there, here],
    ] as const) {
      socket.on('error', () => other.destroy()).on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  return (proxy.address() as AddressInfo).port;
}

it.each([
  ['14', 'hub-server-old'],
  ['15', 'not refused'],
])('a server of version %s: %s', async (version, said) => {
  const url = new URL(`${inject('hubServer')}postgres`);
  const client = await rawClient(url.href);
  const { rows } = await client.query(`SELECT current_setting('server_version_num') AS number`);
  await client.end();
  const number = String((rows[0] as { readonly number: string }).number);
  const shown = version + number.slice(2);
  url.port = String(await changing(Number(url.port), number, shown));
  const { address, login } = must(readDatabaseUrl(url.href));
  const connection = await connect(address, login);
  if (connection.ok) await connection.value.close();
  expect(refusedBy(connection)).toBe(said);
});
