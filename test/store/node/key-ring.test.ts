// Requirements: TRU-05
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomBytes } from 'node:crypto';
import {
  authenticates,
  keyRingPath,
  KeyRingError,
  openKeyRing,
  readKeyRing,
  withPassphrase,
  withUnblinding,
  withUser,
  writeKeyRing,
} from '../../../electron/node/key-ring.ts';
import type { KeyRing } from '../../../electron/node/key-ring.ts';
import { makeRecovery, recoverKeys } from '../../../electron/node/recovery.ts';

const cost = { memoryKiB: 64, passes: 1, lanes: 1 };
const deviceSecret = randomBytes(32);
const keys = { dataKey: randomBytes(32), unblindingKey: randomBytes(32) };
let folder: string;

const empty: KeyRing = {
  format: 'cachet-keys/1',
  storeId: 'store-1',
  founder: { device: 'd1', publicKey: '00'.repeat(32) },
  demonstration: 'no',
  users: [],
  recovery: null,
};

const ringOfTwo = async (): Promise<KeyRing> => {
  const one = await withUser(empty, {
    user: 'maren',
    role: 'unblinded-pharmacist',
    passphrase: 'correct horse battery',
    keys,
    deviceSecret,
    cost,
  });
  return withUser(one, {
    user: 'site',
    role: 'site-user',
    passphrase: 'another long passphrase',
    keys: { dataKey: keys.dataKey, unblindingKey: null },
    deviceSecret,
    cost,
  });
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cachet-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the key ring', () => {
  it('opens both keys for an unblinded person and only the data key for a blinded one', async () => {
    const ring = await ringOfTwo();
    const maren = await openKeyRing(ring, {
      user: 'maren',
      passphrase: 'correct horse battery',
      deviceSecret,
    });
    expect(maren).toEqual(keys);
    const site = await openKeyRing(ring, {
      user: 'site',
      passphrase: 'another long passphrase',
      deviceSecret,
    });
    expect(site).toEqual({ dataKey: keys.dataKey, unblindingKey: null });
  });

  it('opens nothing with a wrong passphrase, name or device', async () => {
    const ring = await ringOfTwo();
    const right = { user: 'maren', passphrase: 'correct horse battery', deviceSecret };
    expect(await openKeyRing(ring, { ...right, passphrase: 'correct horse batterz' })).toBeNull();
    expect(await openKeyRing(ring, { ...right, user: 'nobody' })).toBeNull();
    expect(await openKeyRing(ring, { ...right, deviceSecret: randomBytes(32) })).toBeNull();
    expect(await authenticates(ring, right)).toBe(true);
  });

  it('binds a wrap to its role: a blinded person cannot be edited into an unblinded one', async () => {
    const ring = await ringOfTwo();
    const promoted = {
      ...ring,
      users: ring.users.map((user) => ({ ...user, role: 'unblinded-pharmacist' as const })),
    };
    const site = { user: 'site', passphrase: 'another long passphrase', deviceSecret };
    expect(await openKeyRing(promoted, site)).toBeNull();
  });

  it('grants unblinding without knowing the passphrase of the person', async () => {
    const ring = withUnblinding(await ringOfTwo(), 'site', keys.unblindingKey);
    const site = { user: 'site', passphrase: 'another long passphrase', deviceSecret };
    expect(await openKeyRing(ring, site)).toEqual(keys);
  });

  it('changes a passphrase: the old one opens nothing afterwards', async () => {
    const credentials = { user: 'maren', passphrase: 'correct horse battery', deviceSecret };
    const ring = await ringOfTwo();
    const changed = await withPassphrase(ring, { ...credentials, next: 'a new long passphrase' });
    expect(await openKeyRing(changed as KeyRing, credentials)).toBeNull();
    const next = { ...credentials, passphrase: 'a new long passphrase' };
    expect(await openKeyRing(changed as KeyRing, next)).toEqual(keys);
    expect(await withPassphrase(ring, { ...credentials, passphrase: 'x', next: 'y' })).toBeNull();
  });

  it('keeps no bare key in its file, and says what is wrong with a damaged one', async () => {
    const path = join(folder, 'study.cachet');
    writeKeyRing(path, await ringOfTwo());
    const text = readFileSync(keyRingPath(path), 'utf8');
    for (const key of [keys.dataKey, keys.unblindingKey]) {
      expect(text).not.toContain(key.toString('base64'));
      expect(text).not.toContain(key.toString('hex'));
    }
    expect(readKeyRing(path).users.map(({ user }) => user)).toEqual(['maren', 'site']);
    writeFileSync(keyRingPath(path), text.slice(0, 100));
    expect(() => readKeyRing(path)).toThrow(KeyRingError);
    rmSync(keyRingPath(path));
    expect(() => readKeyRing(path)).toThrow('is missing');
  });

  it('recovers with enough shares and not with fewer', async () => {
    const { recovery, shares } = await makeRecovery('store-1', keys, { threshold: 3, shares: 5 });
    const [a, b, , d, e] = shares as [string, string, string, string, string];
    expect(await recoverKeys('store-1', recovery, [e, a, d])).toEqual(keys);
    expect(await recoverKeys('store-1', recovery, [a, b])).toBeNull();
    expect(await recoverKeys('store-2', recovery, [a, b, d])).toBeNull();
    expect(await recoverKeys('store-1', recovery, [a, b, `${d.slice(0, -2)}00`])).toBeNull();
  });
});
