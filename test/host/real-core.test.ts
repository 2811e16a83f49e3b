import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCore } from '../../electron/node/core-client.ts';
import type { CorePort } from '../../electron/node/core-port.ts';
import { resourcesDirectory } from '../../electron/node/places.ts';
import type { CoreEvent } from '../../shared/contracts/events.ts';
import type { Reply } from '../../shared/contracts/reply.ts';
import { HOSTS } from './open-hosts.ts';
import type { HostedWindow } from './suite.ts';

let directory: string;
let store: string;

const start = (storePath?: string): CorePort =>
  startCore({
    dataDirectory: join(directory, 'data'),
    resources: resourcesDirectory(),
    ...(storePath === undefined ? {} : { storePath }),
  });

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'cachet-host-'));
  store = join(directory, 'demo.cachet');
  const core = start();
  const built = await core.request({ name: 'store.demonstration', input: { path: store } });
  expect(built.kind).toBe('ok');
  await core.close();
}, 60_000);
afterAll(() => rmSync(directory, { recursive: true }));

/** A morning at the window: everything that a host has to carry, and what each answer was. */
async function walk(window: HostedWindow): Promise<readonly Reply[]> {
  const passphrase = 'cachet demonstration';
  const ask = (name: string, input: unknown = {}) => window.request({ name, input });
  return [
    await ask('session.status'),
    await ask('kits.page', { limit: 5 }),
    await ask('session.signIn', { user: 'maren' }),
    await ask('session.signIn', { user: 'maren', passphrase }),
    await ask('kits.page', { limit: 5 }),
    await ask('kits.page', { limit: -1 }),
    await ask('study.get'),
    await ask('subjects.page', { limit: 3 }),
    await ask('session.lock'),
    await ask('study.get'),
  ];
}

const KINDS = [
  'ok',
  'forbidden',
  'invalid-input',
  'ok',
  'ok',
  'invalid-input',
  'ok',
  'ok',
  'ok',
  'forbidden',
];

describe('the real core', () => {
  const walks: (readonly Reply[])[] = [];

  test.each(Object.entries(HOSTS))('works behind %s', async (_, open) => {
    const core = start(store);
    const window = await open(core);
    const events: CoreEvent[] = [];
    window.subscribe((event) => events.push(event));
    const replies = await walk(window);
    await window.close();
    await core.close();
    expect(replies.map(({ kind }) => kind)).toEqual(KINDS);
    expect(events).toContainEqual({ kind: 'session', state: 'signed-in' });
    walks.push(replies);
  });

  test('answers every host alike', () => {
    expect(walks).toHaveLength(3);
    expect(walks[1]).toEqual(walks[0]);
    expect(walks[2]).toEqual(walks[0]);
  });
});
