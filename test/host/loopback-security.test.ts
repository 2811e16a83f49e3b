// Requirements: PLT-07
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loopback } from '../../electron/loopback/index.ts';
import { startLoopback } from '../../electron/loopback/index.ts';
import type { CorePort } from '../../electron/node/core-port.ts';
import type { Sent } from '../fakes/raw-http.ts';
import { send } from '../fakes/raw-http.ts';
import { startTinyCore } from '../fakes/tiny-core.ts';

let directory: string;
let core: CorePort;
let host: Loopback;
let cookie: string;
let now = 0;

const tokenOf = (address: string): string => new URL(address).hash.slice('#token='.length);
const exchange = (token: string, more: Partial<Sent> = {}) =>
  send(host.port, { url: '/session', body: JSON.stringify({ token }), ...more });
const echo = (headers: Sent['headers'] = {}, body = '{"name":"echo","input":1}') =>
  send(host.port, { url: '/request', body, headers: { cookie, ...headers } });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-'));
  const renderer = join(directory, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>console</title>');
  writeFileSync(join(renderer, 'assets', 'a.js'), 'export {};');
  core = startTinyCore();
  host = await startLoopback({ core, renderer, now: () => now });
  const session = await exchange(tokenOf(host.newAddress()));
  cookie = String(session.headers['set-cookie']).split(';')[0] ?? '';
});

afterAll(async () => {
  await host.close();
  await core.close();
  rmSync(directory, { recursive: true });
});

describe('what a well-behaved browser may do', () => {
  test('keep a connection for as long as browsers do', async () => {
    const agent = new Agent({ keepAlive: true });
    const kept = await new Promise<string | undefined>((resolve, reject) => {
      get({ host: '127.0.0.1', port: host.port, agent }, (response) => {
        response.resume();
        response.on('end', () => resolve(String(response.headers['keep-alive'])));
      }).on('error', reject);
    });
    agent.destroy();
    expect(Number(/^timeout=(\d+)$/.exec(kept ?? '')?.[1])).toBeGreaterThan(300);
  });

  test('load the window that the console began with while a newer one takes its place', async () => {
    const folder = join(directory, 'rebuilt');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), 'first');
    const running = await startLoopback({ core, renderer: folder });
    rmSync(folder, { recursive: true });
    const { status, body } = await send(running.port, { url: '/' });
    await running.close();
    expect({ status, body }).toEqual({ status: 200, body: 'first' });
  });

  test('send a request', async () => {
    const { status, body } = await echo();
    expect({ status, body }).toEqual({ status: 200, body: '{"kind":"ok","value":1}' });
  });

  test.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html><title>console</title>'],
    ['/assets/a.js', 'text/javascript; charset=utf-8', 'export {};'],
  ])('load %s', async (url, type, body) => {
    const received = await send(host.port, { url });
    expect(received.status).toBe(200);
    expect(received.body).toBe(body);
    expect(received.headers['content-type']).toBe(type);
  });

  test('exchange its token for a cookie that scripts and other sites cannot use', async () => {
    const { status, headers } = await exchange(tokenOf(host.newAddress()));
    expect(status).toBe(204);
    expect(String(headers['set-cookie'])).toMatch(
      new RegExp(`^cachet-${host.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
    );
  });
});

describe('every answer tells the browser to be strict', () => {
  test.each(['/', '/absent', '/request'])('%s', async (url) => {
    const { headers } = await send(host.port, { url });
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-eval');
  });
});

describe('the one-time token', () => {
  test('ends after ten minutes, and not before', async () => {
    const young = tokenOf(host.newAddress());
    now += 599_999;
    expect((await exchange(young)).status).toBe(204);
    const old = tokenOf(host.newAddress());
    now += 600_000;
    expect((await exchange(old)).status).toBe(401);
  });

  test.each(['', '"', '∞'])('cannot be of another shape: %j', async (token) => {
    host.newAddress();
    expect((await exchange(token)).status).toBe(401);
  });
});

describe('a request needs the cookie', () => {
  test('and not a part of it', async () => {
    expect((await echo({ cookie: cookie.slice(0, -2) })).status).toBe(401);
  });

  test('among other cookies it is found', async () => {
    expect((await echo({ cookie: `a=b; ${cookie}; c=d` })).status).toBe(200);
  });

  test('and one of its name that another port planted neither opens nor hides it', async () => {
    const [name] = cookie.split('=');
    const planted = `${name}=${Buffer.alloc(32, 7).toString('base64url')}`;
    expect((await echo({ cookie: planted })).status).toBe(401);
    expect((await echo({ cookie: `${planted}; ${cookie}` })).status).toBe(200);
    expect((await echo({ cookie: `${cookie}; ${planted}` })).status).toBe(200);
  });
});

describe('the shape of a request', () => {
  test.each([undefined, 'application/json; charset=utf-8', 'application/jsonp'])(
    'content type %s is refused',
    async (type) => {
      expect((await echo({ 'content-type': type })).status).toBe(415);
      const token = tokenOf(host.newAddress());
      expect((await exchange(token, { headers: { 'content-type': type } })).status).toBe(415);
    },
  );

  test.each(['', '{', 'null', '[]', '"echo"', '{}', '{"name":1}', '{"name":"echo","requestId":1}'])(
    'body %j is refused',
    async (body) => {
      expect((await echo({}, body)).status).toBe(400);
    },
  );

  test.each([
    ['GET', '/request'],
    ['GET', '/session'],
    ['POST', '/'],
    ['HEAD', '/'],
    ['OPTIONS', '/request'],
  ])('%s %s is refused', async (method, url) => {
    expect((await send(host.port, { method, url, headers: { cookie } })).status).toBe(405);
  });
});

test('a stranger who hangs up in the middle does not disturb the host', async () => {
  const upgrade = [
    'GET /events HTTP/1.1',
    `Host: ${new URL(host.newAddress()).host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    '',
    '',
  ].join('\r\n');
  for (const text of [
    upgrade,
    'POST /request HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{',
    '\0',
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port: host.port }, () => {
        socket.write(text, () => socket.resetAndDestroy());
      });
      socket.on('close', () => resolve());
      socket.on('error', () => undefined);
    });
  }
  expect((await echo()).status).toBe(200);
});

test('a taken port is an error, not another port', async () => {
  const second = startLoopback({ core, renderer: directory, port: host.port });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
