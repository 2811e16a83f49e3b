// Requirements: HUB-01, HUB-03
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
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

const openssl = (folder: string, words: readonly string[]): void => {
  const made = spawnSync('openssl', words, { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
};

/** A certificate of an authority of our own for `localhost`, in a folder that the server may read. */
function certified(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  const ca = [
    'req',
    '-x509',
    ...key,
    '-subj',
    '/CN=Authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  ];
  openssl(folder, ca);
  openssl(folder, [
    'req',
    ...key.slice(0, 5),
    '-subj',
    '/CN=localhost',
    '-keyout',
    's.key',
    '-out',
    's.csr',
  ]);
  writeFileSync(join(folder, 's.ext'), 'subjectAltName=DNS:localhost\n');
  const sign = [
    'x509',
    '-req',
    '-in',
    's.csr',
    '-CA',
    'ca.crt',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
  ];
  openssl(folder, [...sign, '-days', '2', '-extfile', 's.ext', '-out', 's.crt']);
  chmodSync(join(folder, 's.key'), 0o600);
  if (process.getuid?.() === 0) chownSync(join(folder, 's.key'), 65_534, 65_534);
  return folder;
}

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

it.runIf(hasOpenssl)(
  'TLS is taken with a certificate of the named authority for this host, and no other',
  async () => {
    const folder = certified();
    const server = new URL(`${inject('hubServer')}postgres`);
    const client = await rawClient(server.href);
    await client.query(`ALTER SYSTEM SET ssl_cert_file = '${join(folder, 's.crt')}'`);
    await client.query(`ALTER SYSTEM SET ssl_key_file = '${join(folder, 's.key')}'`);
    await client.query('ALTER SYSTEM SET ssl = on');
    await client.query('SELECT pg_reload_conf()');
    onTestFinished(async () => {
      await client.query('ALTER SYSTEM RESET ssl');
      await client.query('SELECT pg_reload_conf()');
      await client.end();
    });
    const over = async (host: string, authority: string) => {
      const url = new URL(server.href);
      url.hostname = host;
      url.searchParams.set('sslmode', 'verify-full');
      if (authority !== '') url.searchParams.set('sslrootcert', authority);
      const { address, login } = must(readDatabaseUrl(url.href));
      const connection = await connect(address, login);
      if (!connection.ok) return connection.error.rule;
      const seen = await sql<{
        ssl: boolean;
      }>`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`.execute(connection.value.db);
      await connection.value.close();
      return seen.rows[0]?.ssl;
    };
    const authority = join(folder, 'ca.crt');
    await vi.waitFor(async () => expect(await over('localhost', authority)).toBe(true), {
      timeout: 20_000,
    });
    expect(await over('localhost', '')).toBe('hub-away');
    expect(await over('127.0.0.1', authority)).toBe('hub-away');
  },
);
