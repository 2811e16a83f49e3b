// Requirements: PLT-03
import { chmodSync, copyFileSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoRandom } from '../../../electron/node/crypto-random.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { loadDevice } from '../../../electron/node/device.ts';
import { keyRingPath, openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { machinePorts } from '../../../electron/node/machine-ports.ts';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { backupStore } from '../../../electron/node/store-file/backup-store.ts';
import { restoreStore } from '../../../electron/node/store-file/restore-store.ts';
import { systemClock } from '../../../electron/node/system-clock.ts';
import { coreOn, demonstrationBench, signIn } from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';

let bench: Bench;
let dataKey: Uint8Array;

beforeAll(async () => {
  bench = await demonstrationBench();
  const keys = await openKeyRing(readKeyRing(bench.path), {
    user: 'maren',
    passphrase: demonstrationPassphrase,
    deviceSecret: loadDevice(bench.dataDirectory).secret,
  });
  dataKey = (keys as { dataKey: Uint8Array }).dataKey;
});
afterAll(() => bench.remove());

const restore = (backup: string, target: string, acceptsLoss: boolean) =>
  restoreStore(
    { dataDirectory: bench.dataDirectory, device: loadDevice(bench.dataDirectory) },
    machinePorts({
      dataDirectory: bench.dataDirectory,
      clock: systemClock,
      printer: machinePrinter,
      emit: () => undefined,
      isCancelled: () => false,
    }),
    {
      backup,
      target,
      dataKey,
      storeId: readKeyRing(bench.path).storeId,
      user: 'maren',
      signature: { meaning: 'restored in a test', digest: '0'.repeat(64) },
      reason: 'the disk failed',
      acceptsLoss,
    },
  );

/** Only its owner may read it; Windows knows no such bits. */
const isPrivate = (path: string): boolean =>
  process.platform === 'win32' || (statSync(path).mode & 0o077) === 0;

describe('backup and restore', () => {
  it('copies a study, proves the copy, and never overwrites', () => {
    const target = join(bench.folder, 'copy.cachet');
    const made = backupStore(bench.path, dataKey, target);
    expect(made.ok).toBe(true);
    expect(existsSync(keyRingPath(target))).toBe(true);
    for (const file of [bench.path, target, keyRingPath(target)])
      expect(isPrivate(file)).toBe(true);
    const again = backupStore(bench.path, dataKey, target);
    expect(!again.ok && again.error.rule).toBe('target-exists');
  });

  it('refuses to back up with the wrong key', () => {
    const made = backupStore(bench.path, cryptoRandom.bytes(32), join(bench.folder, 'x.cachet'));
    expect(!made.ok && made.error.rule).toBe('store-unreadable');
    expect(existsSync(join(bench.folder, 'x.cachet'))).toBe(false);
  });

  it('names what a backup lacks, continues in a new epoch, and leaves the old file behind', async () => {
    const backup = join(bench.folder, 'older.cachet');
    expect(backupStore(bench.path, dataKey, backup).ok).toBe(true);
    const core = coreOn(bench);
    await signIn(core);
    await core.must('lots.register', { lot: 'AFTER', expiry: '2029-01-31' });
    core.close();
    const target = join(bench.folder, 'restored.cachet');
    const refused = restore(backup, target, false);
    expect(!refused.ok && refused.error.rule).toBe('restore-loses-entries');
    expect(existsSync(target)).toBe(false);

    const accepted = restore(backup, target, true);
    expect(accepted).toMatchObject({ ok: true, value: { missing: 2, epoch: 2 } });
    const restored = coreOn(bench, target);
    expect((await signIn(restored)).kind).toBe('ok');
    expect((await restored.must('trail.verify', {})).ok).toBe(true);
    restored.close();
    const old = coreOn(bench);
    const reply = await signIn(old);
    old.close();
    expect(reply.kind === 'refused' && reply.refusal.rule).toBe('store-rolled-back');
  });

  it('does not take a damaged backup for a study', () => {
    const damaged = join(bench.folder, 'damaged.cachet');
    copyFileSync(keyRingPath(bench.path), damaged);
    const reply = restore(damaged, join(bench.folder, 'no.cachet'), true);
    expect(!reply.ok && reply.error.rule).toBe('store-unreadable');
    expect(existsSync(join(bench.folder, 'no.cachet'))).toBe(false);
  });

  it('makes the study private again when the backup lay open', () => {
    const [backup, target] = ['open.cachet', 'back.cachet'].map((name) =>
      join(bench.folder, name),
    ) as [string, string];
    expect(backupStore(bench.path, dataKey, backup).ok).toBe(true);
    for (const file of [backup, keyRingPath(backup)]) chmodSync(file, 0o644);
    expect(isPrivate(backup)).toBe(process.platform === 'win32');
    expect(restore(backup, target, true).ok).toBe(true);
    for (const file of [target, keyRingPath(target)]) expect(isPrivate(file)).toBe(true);
  });
});
