import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { Loopback, LoopbackOptions } from '../../../electron/loopback/index.ts';
import { startLoopback } from '../../../electron/loopback/index.ts';
import type { CorePort } from '../../../electron/node/core-port.ts';
import { startCore } from '../../../electron/node/core-client.ts';
import { resourcesDirectory } from '../../../electron/node/places.ts';
import { smallStudyText } from '../../builders/small-study.ts';
import type { Sent } from '../../fakes/raw-http.ts';
import { send } from '../../fakes/raw-http.ts';

/** A running console with its real core, and what an attacker on this machine can do to it. */
export interface World {
  readonly port: number;
  readonly origin: string;
  /** The cookie of the window that was let in. */
  readonly cookie: string;
  readonly store: string;
  /** Milliseconds by which the host's clock runs ahead. */
  wait(milliseconds: number): void;
  /** A fresh one-time token. */
  token(): string;
  /** Tells the status, and for a reply of the core its kind: `200 ok`, `403`. */
  http(sent: Sent): Promise<string>;
  /** As `http`, to the core, from the window that was let in. */
  ask(name: string, input?: unknown, more?: Partial<Sent>): Promise<string>;
  /** One header of an answer. */
  header(sent: Sent, name: string): Promise<string>;
  /** Writes these bytes and tells the statuses that come back until the host hangs up; `closed` when none does. */
  raw(text: string): Promise<string>;
  /** As `raw`, to a host that loses its patience within the second; `HASTY` becomes its port. */
  rawAtHasty(text: string): Promise<string>;
  /** `open`, or the status that refuses the handshake. */
  stream(path: string, headers?: Readonly<Record<string, string>>): Promise<string>;
  /** Says something in an open stream; the code with which the host ends it. */
  speak(text: string): Promise<string>;
  close(): Promise<void>;
}

const PASSPHRASE = 'seven sleepy herons at dusk';

async function makeStudy(core: CorePort, path: string): Promise<void> {
  const person = (user: string) => ({ user, printedName: `The ${user}`, passphrase: PASSPHRASE });
  const base64 = Buffer.from(smallStudyText()).toString('base64');
  const input = {
    definition: { name: 'study.yaml', base64 },
    path,
    administrator: person('ada'),
    pharmacist: person('phil'),
  };
  for (const [name, given] of [
    ['store.create', input],
    ['store.choose', { path }],
  ] as const) {
    const made = await core.request({ name, input: given });
    if (made.kind !== 'ok') throw new Error(`${name}: ${JSON.stringify(made)}`);
  }
}

function renderer(directory: string): string {
  const folder = join(directory, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(folder, 'assets', 'a.js'), 'export {};');
  writeFileSync(join(directory, 'secret.txt'), 'the secret');
  symlinkSync(join(directory, 'secret.txt'), join(folder, 'link.txt'));
  return folder;
}

function exchangeBytes(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answered = '';
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(text, 'latin1'));
    socket.on('data', (bytes: Buffer) => (answered += bytes.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const statuses = [...answered.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status);
      resolve(statuses.length === 0 ? 'closed' : statuses.join(' '));
    });
  });
}

const kindOf = (body: string): string =>
  body.startsWith('{"kind":') ? ` ${(JSON.parse(body) as { kind: string }).kind}` : '';

async function tell(port: number, sent: Sent): Promise<string> {
  const { status, body } = await send(port, sent);
  return `${status}${kindOf(body)}`;
}

async function letIn(host: Loopback): Promise<string> {
  const body = JSON.stringify({ token: tokenOf(host) });
  const { headers } = await send(host.port, { url: '/session', body });
  return String(headers['set-cookie']).split(';')[0] ?? '';
}

const tokenOf = (host: Loopback): string => new URL(host.newAddress()).hash.slice('#token='.length);

/** The open stream, or the status that refused it. */
function openStream(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<WebSocket | string> {
  return new Promise((resolve) => {
    const stream = new WebSocket(url, { headers });
    stream.on('unexpected-response', (_, response) => resolve(`${response.statusCode}`));
    stream.on('error', () => undefined);
    stream.on('open', () => resolve(stream));
  });
}

/** Starts a console with a small study in a folder of its own. */
export async function startWorld(): Promise<World> {
  const directory = mkdtempSync(join(tmpdir(), 'cachet-attacks-'));
  const store = join(directory, 'study.cachet');
  const core = startCore({ dataDirectory: directory, resources: resourcesDirectory() });
  await makeStudy(core, store);
  let now = 0;
  const options: LoopbackOptions = { core, renderer: renderer(directory), now: () => now };
  const host = await startLoopback(options);
  const hasty = await startLoopback({ ...options, patience: { headers: 200, body: 400 } });
  const { port } = host;
  const cookie = await letIn(host);
  const origin = `http://127.0.0.1:${port}`;
  const ours = { cookie, origin };
  const http = (sent: Sent): Promise<string> => tell(port, sent);
  return {
    port,
    origin,
    cookie,
    store,
    wait: (milliseconds) => void (now += milliseconds),
    token: () => tokenOf(host),
    http,
    ask: (name, input = {}, more = {}) =>
      http({
        url: '/request',
        body: JSON.stringify({ name, input }),
        ...more,
        headers: { cookie, ...more.headers },
      }),
    header: async (sent, name) => String((await send(port, sent)).headers[name]),
    raw: (text) => exchangeBytes(port, text),
    rawAtHasty: (text) => exchangeBytes(hasty.port, text.replaceAll('HASTY', `${hasty.port}`)),
    stream: async (path, headers = ours) => {
      const opened = await openStream(`ws://127.0.0.1:${port}${path}`, headers);
      if (typeof opened === 'string') return opened;
      opened.terminate();
      return 'open';
    },
    speak: async (text) => {
      const opened = await openStream(`ws://127.0.0.1:${port}/events`, ours);
      if (typeof opened === 'string') return opened;
      opened.send(text);
      return new Promise((resolve) => opened.once('close', (code) => resolve(`ended ${code}`)));
    },
    close: async () => {
      await host.close();
      await hasty.close();
      await core.close();
      rmSync(directory, { recursive: true });
    },
  };
}

/** Signs the study's administrator in. */
export const signIn = (world: World): Promise<string> =>
  world.ask('session.signIn', { user: 'ada', passphrase: PASSPHRASE });
