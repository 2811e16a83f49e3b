// Requirements: PLT-10
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../fakes/raw-http.ts';
import { cachet, cachetJson } from './spawn-cli.ts';

const root = join(import.meta.dirname, '..', '..');
const cli = join(root, 'electron', 'cli', 'index.ts');
const launcher = join(root, 'electron', 'launch.mjs');

interface Console {
  readonly process: ChildProcess;
  readonly address: URL;
  /** Exit code after an interruption. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-serve-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Starts a console and waits for the address that it prints. */
async function open(words: readonly string[]): Promise<Console> {
  const env = { ...process.env, CACHET_DATA: join(directory, 'data') };
  const child = spawn(process.execPath, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const address = await new Promise<URL>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/\S+(?=\n)/.exec(said);
      if (found !== null) resolve(new URL(found[0]));
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  const stop = (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    return ended;
  };
  return { process: child, address, stop };
}

async function askStatus({ address }: Console): Promise<unknown> {
  const port = Number(address.port);
  const token = address.hash.slice('#token='.length);
  const session = await send(port, { url: '/session', body: JSON.stringify({ token }) });
  expect(session.status).toBe(204);
  const cookie = String(session.headers['set-cookie']).split(';')[0];
  const body = JSON.stringify({ name: 'session.status', input: {} });
  const reply = await send(port, { url: '/request', body, headers: { cookie } });
  return JSON.parse(reply.body);
}

describe('serve', () => {
  test('puts the real core behind a one-time address and ends when interrupted', async () => {
    const opened = await open([cli, 'serve', '--no-open']);
    expect(opened.address.hostname).toBe('127.0.0.1');
    expect(await askStatus(opened)).toMatchObject({ kind: 'ok' });
    expect(await opened.stop()).toBe(0);
  });

  test('refuses a port that is taken and takes it once it is free', async () => {
    const first = await open([cli, 'serve', '--no-open']);
    const { port } = first.address;
    const second = await cachetJson(['serve', '--no-open', '--port', port]);
    expect(second).toMatchObject({ code: 1, json: { refused: { rule: 'port-in-use' } } });
    expect(await first.stop('SIGTERM')).toBe(0);
    const third = await open([cli, 'serve', '--no-open', '--port', port]);
    expect(third.address.port).toBe(port);
    expect(await third.stop()).toBe(0);
  });

  test.each(['-1', '65536', 'http', '80.5'])('port %s is wrong usage', async (port) => {
    const ran = await cachet(['serve', '--no-open', `--port=${port}`]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
  });
});

describe('npm start', () => {
  test('without a shell opens the built console in no window', async () => {
    const opened = await open([launcher, 'start', '--shell', 'none']);
    const page = await send(Number(opened.address.port), { url: '/' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<div id="root">');
    expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(page.body).not.toMatch(/https?:\/\//);
    expect(await askStatus(opened)).toMatchObject({ kind: 'ok' });
    expect(await opened.stop()).toBe(0);
  });
});
