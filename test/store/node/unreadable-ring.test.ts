// Requirements: TRU-04
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { keyRingPath } from '../../../electron/node/key-ring.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { readJson } from '../../faults/tamper/attacker.ts';

interface Ring {
  readonly users: readonly { readonly user: string; readonly cost: object }[];
}
let small: Awaited<ReturnType<typeof smallCore>>;
let path: string;
let good: string;
let ring: Ring;
beforeAll(async () => {
  small = await smallCore();
  path = keyRingPath(small.bench.path);
  good = readFileSync(path, 'utf8');
  ring = readJson(path) as Ring;
});
beforeEach(() => writeFileSync(path, good));
afterAll(() => {
  small.core.close();
  small.bench.remove();
});

const signIn = () =>
  small.core.ask('session.signIn', { user: 'ada', passphrase: passphraseFor('ada') });
const everyUser = (change: object) => ({
  ...ring,
  users: ring.users.map((user) => ({ ...user, ...change })),
});
const rings: readonly (readonly [string, () => unknown])[] = [
  ['no object', () => null],
  ['a list', () => [ring]],
  ['no person', () => ({ ...ring, users: [null] })],
  ['no wrap', () => ({ ...ring, users: [{ user: 'ada' }] })],
  ['a wrap without salt', () => everyUser({ salt: undefined })],
  ['a cost without memory', () => everyUser({ cost: { passes: 1, lanes: 1 } })],
  [
    'more memory than a machine has',
    () => everyUser({ cost: { memoryKiB: 4e9, passes: 1, lanes: 1 } }),
  ],
  ['passes that never end', () => everyUser({ cost: { memoryKiB: 64, passes: 4e9, lanes: 1 } })],
  ['a role that nobody has', () => everyUser({ role: 'owner' })],
  ['no founder', () => ({ ...ring, founder: null })],
  ['a recovery without its wrap', () => ({ ...ring, recovery: { threshold: 2, shares: 3 } })],
];

it.each(rings)('is refused in words: %s', async (_, bad) => {
  writeFileSync(path, JSON.stringify(bad()));
  expect(await signIn()).toMatchObject({
    kind: 'refused',
    refusal: { rule: 'key-ring-unreadable' },
  });
});

it.each(rings)('is passed over where a ring waits: %s', async (_, bad) => {
  writeFileSync(`${path}.0123456789abcdef.next`, JSON.stringify(bad()));
  expect((await signIn()).kind).toBe('ok');
});

it('opens as it was written (control)', async () => {
  expect((await signIn()).kind).toBe('ok');
});
