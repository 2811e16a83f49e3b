// Requirements: PLT-07
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { userOfConnection } from '../../../electron/loopback/peer.ts';
import { asMarkdownTable } from '../markdown-table.ts';
import { BYTES } from './bytes.ts';
import { PAGES } from './pages.ts';
import { ANOTHER_USER, CAN_NOBODY_RUN, STRANGERS } from './strangers.ts';
import type { World } from './world.ts';
import { startWorld } from './world.ts';

const all = [...PAGES, ...STRANGERS, ANOTHER_USER, ...BYTES].map((vector, place) => ({
  ...vector,
  id: `A${String(place + 1).padStart(3, '0')}`,
}));
const here = all.filter(({ attack }) => attack !== ANOTHER_USER.attack || CAN_NOBODY_RUN());

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe('an attack is refused, and the honest request beside it passes', () => {
  test.each(here)('$id $family: $attack', async ({ refused, send, honest, passes }) => {
    expect(await send(world)).toBe(refused);
    expect(await honest(world)).toBe(passes);
  });
});

test('no attack has changed what all objects have', () => {
  expect('polluted' in {}).toBe(false);
});

test('the documentation shows these attacks and no others', async () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  const rows = all.map(({ id, family, attack, refused }) => [id, family, attack, refused]);
  const text = [
    '# What the host of the browser’s window is held to',
    'Each attack is a real request to a running host with its real core, and beside each the honest request that it\nimitates passes. A number is the status that refuses it; words behind it are the core’s reply; a word alone is what\nthe header says or how the connection ends.',
    asMarkdownTable(['', 'by', 'attack', 'is refused with'], rows),
  ].join('\n\n');
  const file = join(import.meta.dirname, '..', '..', '..', 'electron', 'loopback', 'ATTACKS.md');
  await expect(`${text}\n`).toMatchFileSnapshot(file);
});

describe('the user at the other end of a connection', () => {
  const table = [
    '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0',
    '   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 2 1 0',
    '   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 3 1 0',
    '   3: 0000000000000000FFFF00000100007F:C351 0000000000000000FFFF00000100007F:1F90 01 00000000:00000000 00:00000000 00000000  1002        0 4 1 0',
  ].join('\n');

  test.each([
    ['is who opened it, not who took it', 50_000, 1001],
    ['is found behind a socket of IPv6', 50_001, 1002],
    ['is not known when it is not listed', 50_002, undefined],
  ])('%s', (_, from, user) => {
    expect(userOfConnection(table, from, 8080)).toBe(user);
  });
});
