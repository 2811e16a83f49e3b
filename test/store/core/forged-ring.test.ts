// Requirements: TRU-04
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import {
  keyRingPath,
  keyRingText,
  openKeyRing,
  readKeyRing,
} from '../../../electron/node/key-ring.ts';
import type { KeyRing, StoreKeys } from '../../../electron/node/key-ring.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import { makeRecovery } from '../../../electron/node/recovery.ts';
import { createSealer } from '../../../electron/node/sealer.ts';
import { sealContext } from '../../../shared/app/record.ts';
import { dealtShares } from '../../builders/dealt-shares.ts';
import { passphraseFor, smallCore } from '../../builders/small-core.ts';
import { coreOn } from '../../builders/study-core.ts';
import type { TestCore } from '../../builders/study-core.ts';
import type { Instant } from '../../../shared/base/instant.ts';
import { unguarded } from '../../faults/tamper/attacker.ts';

// A blinded person with the data key writes a recovery of their own, or edits the ring that holds the genuine one.
let small: Awaited<ReturnType<typeof smallCore>>;
let genuine: string;
let path: string;
beforeEach(async () => {
  small = await smallCore();
  path = keyRingPath(small.bench.path);
  genuine = readFileSync(path, 'utf8');
});
afterEach(() => {
  small.core.close();
  small.bench.remove();
});

const rolledBack = { kind: 'refused', refusal: { rule: 'ring-rolled-back' } };
const recover = (shares: readonly string[], user = 'ada') =>
  small.core.ask('store.recover', {
    user,
    passphrase: 'mist over quiet harbour 3',
    shares: [...shares],
    reason: 'the passphrase was lost',
  });

async function keysOf(user: string): Promise<StoreKeys> {
  const given = { user, passphrase: passphraseFor(user) };
  const deviceSecret = loadDevice(small.bench.dataDirectory).secret;
  const keys = await openKeyRing(readKeyRing(small.bench.path), { ...given, deviceSecret });
  if (keys === null) throw new Error(`${user} opens nothing`);
  return keys;
}

/** A recovery around the keys that a person holds, and a made-up key to the arms for who holds none. */
async function ownRecovery(user: string): Promise<readonly string[]> {
  const { dataKey, unblindingKey } = await keysOf(user);
  const ring = readKeyRing(small.bench.path);
  const keys = { dataKey, unblindingKey: unblindingKey ?? new Uint8Array(32) };
  const made = await makeRecovery(ring.storeId, keys, { threshold: 2, shares: 2 });
  writeFileSync(path, keyRingText({ ...ring, recovery: made.recovery }));
  return made.shares;
}

/** As an earlier program founded a study: no entry names a ring. One entry holds a secret. */
async function forgetRingHashes(): Promise<void> {
  const { dataKey, unblindingKey } = await keysOf('phil');
  const database = openDatabase(small.bench.path, dataKey, { create: false });
  unguarded(database, () =>
    database.exec(
      `UPDATE ledger SET content = json_set(content, '$.body.ringHash', null)
       WHERE content ->> '$.body.ringHash' IS NOT NULL`,
    ),
  );
  const last = database
    .prepare(
      'SELECT device, device_sequence AS position FROM ledger ORDER BY sequence DESC LIMIT 1',
    )
    .get<{ device: string; position: number }>();
  if (last === undefined || unblindingKey === null) throw new Error('nothing to seal');
  const context = sealContext(last.device, last.position);
  const sealed = createSealer(unblindingKey).seal('{}', context);
  unguarded(database, () =>
    database
      .prepare('UPDATE ledger SET sealed = ? WHERE device_sequence = ?')
      .run(sealed, last.position),
  );
  database.close();
}

it('recovers nobody from a recovery that a blinded person made', async () => {
  const shares = await ownRecovery('sue');
  expect(await recover(shares)).toMatchObject(rolledBack);
  writeFileSync(path, genuine);
  await small.enter('phil');
});

it('recovers nobody from such a recovery in a study of an earlier program either', async () => {
  await forgetRingHashes();
  expect(await recover(await ownRecovery('sue'))).toMatchObject(rolledBack);
});

it('recovers a study of an earlier program from a recovery that its foundation can have (control)', async () => {
  await forgetRingHashes();
  expect(await recover(await ownRecovery('phil'))).toMatchObject({ kind: 'ok' });
});

const edits: readonly (readonly [string, (ring: KeyRing) => KeyRing])[] = [
  ['demonstration', (ring) => ({ ...ring, demonstration: 'own-passphrases' })],
  ['founder', (ring) => ({ ...ring, founder: { device: 'x', publicKey: '00'.repeat(32) } })],
];
it.each(edits)('takes no genuine shares with an edited ring: %s', async (_, edit) => {
  const people = [['ada', passphraseFor('ada')]] as const;
  const shares = await dealtShares(small.core, ['phil', passphraseFor('phil')], people, 2);
  await small.core.must('session.lock', {});
  const dealt = readKeyRing(small.bench.path);
  writeFileSync(path, keyRingText(edit(dealt)));
  expect(await recover(shares, 'quinn')).toMatchObject(rolledBack);
  expect(readKeyRing(small.bench.path).users).toHaveLength(dealt.users.length);
  writeFileSync(path, keyRingText(dealt));
  expect(await recover(shares, 'quinn')).toMatchObject({ kind: 'ok' });
});

it('takes no old shares with an edited ring of then, after others were dealt', async () => {
  const people = [['ada', passphraseFor('ada')]] as const;
  const deal = () => dealtShares(small.core, ['phil', passphraseFor('phil')], people, 2);
  const old = await deal();
  const then = readKeyRing(small.bench.path);
  await deal();
  await small.core.must('session.lock', {});
  writeFileSync(path, keyRingText({ ...then, demonstration: 'own-passphrases' }));
  expect(await recover(old, 'quinn')).toMatchObject(rolledBack);
});

it('gives access again with the ring of a backup where the ring is gone, as it says', async () => {
  const people = [['ada', passphraseFor('ada')]] as const;
  const shares = await dealtShares(small.core, ['phil', passphraseFor('phil')], people, 2);
  await small.enter('phil');
  const backup = (await small.core.must('backups.make', { place: small.bench.folder })).path;
  await small.core.must('session.lock', {});
  rmSync(path);
  expect(await recover(shares, 'quinn')).toMatchObject({
    refusal: {
      rule: 'key-ring-unreadable',
      next: expect.stringContaining('that of the newest backup'),
    },
  });
  copyFileSync(keyRingPath(backup), path);
  expect(await recover(shares, 'quinn')).toMatchObject({ kind: 'ok' });
});

it('says in the entry of a recovery that the clock was set back', async () => {
  const people = [['ada', passphraseFor('ada')]] as const;
  const shares = await dealtShares(small.core, ['phil', passphraseFor('phil')], people, 2);
  const detailOf = async (core: TestCore) => {
    const kind = 'access-recovered';
    return (await core.must('trail.page', { kind, limit: 1 })).rows[0]?.detail;
  };
  const quinn = { user: 'quinn', passphrase: 'mist over quiet harbour 3' };
  expect(await recover(shares, 'quinn')).toMatchObject({ kind: 'ok' });
  await small.core.must('session.signIn', quinn);
  expect(await detailOf(small.core)).toBe('');
  small.core.close();
  const instant = '2025-01-01T00:00:00.000Z' as Instant;
  const back = coreOn(small.bench, small.bench.path, {
    now: () => ({ instant, offsetMinutes: 0 }),
  });
  const again = { ...quinn, passphrase: 'mist over quiet harbour 4' };
  await back.must('store.recover', { ...again, shares, reason: 'lost again' });
  await back.must('session.signIn', again);
  expect(await detailOf(back)).toContain('The clock of the computer was behind an entry of 20');
  back.close();
});
