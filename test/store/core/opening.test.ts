// Requirements: PLT-05
import {
  copyFileSync,
  existsSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadDevice } from '../../../electron/node/device.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import {
  coreOn,
  copyStudy,
  demonstrationBench,
  keysOf,
  signIn,
} from '../../builders/study-core.ts';
import type { Bench } from '../../builders/study-core.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await demonstrationBench();
});
afterAll(() => bench.remove());

/** Signing in to a copy moves the anchor of the study; each test starts from the one of the original. */
const anchorPath = () =>
  join(bench.dataDirectory, 'anchors', `${readKeyRing(bench.path).storeId}.json`);
beforeEach(() => {
  copyStudy(bench.path, join(bench.folder, 'original.cachet'));
  copyFileSync(anchorPath(), join(bench.folder, 'anchor.json'));
});
afterEach(() => {
  copyStudy(join(bench.folder, 'original.cachet'), bench.path);
  copyFileSync(join(bench.folder, 'anchor.json'), anchorPath());
});

/** The study's database without any of our guards, as an attacker with every key would have it. */
async function rawDatabase(path: string): Promise<OpenDatabase> {
  const device = loadDevice(bench.dataDirectory);
  const keys = await openKeyRing(readKeyRing(path), {
    user: 'maren',
    passphrase: demonstrationPassphrase,
    deviceSecret: device.secret,
  });
  return openDatabase(path, (keys as { dataKey: Uint8Array }).dataKey, { create: false });
}

/** A fresh copy of the study, changed by `work`, and what signing in to it says. */
async function afterTampering(name: string, work: (path: string) => void | Promise<void>) {
  const path = join(bench.folder, `${name}.cachet`);
  copyStudy(bench.path, path);
  copyFileSync(join(bench.folder, 'anchor.json'), anchorPath());
  await work(path);
  const core = coreOn(bench, path);
  try {
    const reply = await signIn(core);
    return reply.kind === 'refused' ? reply.refusal.rule : reply.kind;
  } finally {
    core.close();
  }
}

describe('opening a study', () => {
  it('opens an untouched copy, and every setting reads back', async () => {
    expect(await afterTampering('untouched', () => undefined)).toBe('ok');
    const database = await rawDatabase(bench.path);
    expect(database.pragma('synchronous')).toBe(2);
    expect(database.pragma('journal_mode')).toBe('wal');
    expect(database.pragma('temp_store')).toBe(2);
    expect(database.pragma('trusted_schema')).toBe(0);
    database.close();
  });

  it('is encrypted: no word of the study stands in the file', () => {
    const bytes = readFileSync(bench.path).toString('latin1');
    for (const word of ['CCH-301', 'Cachetine', 'SQLite format', 'Maren', 'subject-randomized']) {
      expect(bytes).not.toContain(word);
    }
  });

  it('refuses what is not the study', async () => {
    expect(await afterTampering('gone', (path) => rmSync(path))).toBe('store-missing');
    expect(await afterTampering('cut', (path) => truncateSync(path, 5000))).toBe(
      'store-unreadable',
    );
    expect(await afterTampering('empty', (path) => truncateSync(path, 0))).toBe('store-foreign');
    expect(await afterTampering('text', (path) => writeFileSync(path, 'hello'.repeat(5000)))).toBe(
      'store-unreadable',
    );
    expect(await afterTampering('no-keys', (path) => rmSync(keysOf(path)))).toBe(
      'key-ring-unreadable',
    );
  });

  it('refuses a study of a newer program, naming both schemas', async () => {
    const rule = await afterTampering('newer', async (path) => {
      const database = await rawDatabase(path);
      database.exec('PRAGMA user_version = 990');
      database.close();
    });
    expect(rule).toBe('store-newer');
  });

  it('refuses a second instance while the first is open', async () => {
    const first = coreOn(bench);
    const second = coreOn(bench);
    expect((await signIn(first)).kind).toBe('ok');
    const reply = await signIn(second);
    expect(reply.kind === 'refused' && reply.refusal.rule).toBe('store-in-use');
    first.close();
    expect((await signIn(second)).kind).toBe('ok');
    second.close();
  });
});

describe('freshness', () => {
  it('finds an older copy put in the place of the study', async () => {
    const path = join(bench.folder, 'older.cachet');
    copyStudy(bench.path, path);
    const core = coreOn(bench);
    await signIn(core);
    await core.must('lots.register', { lot: 'LATER-1', expiry: '2029-01-31' });
    core.close();
    const rolledBack = coreOn(bench, path);
    const reply = await signIn(rolledBack);
    rolledBack.close();
    expect(reply.kind === 'refused' && reply.refusal.rule).toBe('store-rolled-back');
  });

  it('finds a write-ahead log that was removed after commits', async () => {
    const before = join(bench.folder, 'before.cachet');
    copyStudy(bench.path, before);
    const core = coreOn(bench);
    await signIn(core);
    await core.must('lots.register', { lot: 'LATER-2', expiry: '2029-01-31' });
    const cut = join(bench.folder, 'cut-wal.cachet');
    copyStudy(bench.path, cut);
    expect(existsSync(`${cut}-wal`)).toBe(true);
    if (process.platform !== 'win32') expect(statSync(`${cut}-wal`).mode & 0o077).toBe(0);
    rmSync(`${cut}-wal`);
    core.close();
    const reopened = coreOn(bench, cut);
    const reply = await signIn(reopened);
    reopened.close();
    expect(reply.kind === 'refused' && reply.refusal.rule).toBe('store-rolled-back');
  });

  it('finds a forged anchor', async () => {
    const rule = await afterTampering('anchor', () =>
      writeFileSync(
        anchorPath(),
        readFileSync(anchorPath(), 'utf8').replace(/"entries":\d+/, '"entries":3'),
      ),
    );
    expect(rule).toBe('anchor-forged');
  });
});

describe('verification catches', () => {
  const verifyAfter = async (name: string, tamper: (database: OpenDatabase) => void) => {
    const path = join(bench.folder, `${name}.cachet`);
    copyStudy(bench.path, path);
    const database = await rawDatabase(path);
    tamper(database);
    database.close();
    const core = coreOn(bench, path);
    expect((await signIn(core)).kind).toBe('ok');
    const verification = await core.must('trail.verify', {});
    core.close();
    return verification;
  };
  const failed = (verification: Awaited<ReturnType<typeof verifyAfter>>) =>
    verification.checks.filter(({ passed }) => !passed).map(({ check }) => check);

  it('nothing in an untouched study', async () => {
    const verification = await verifyAfter('clean', () => undefined);
    expect(failed(verification)).toEqual([]);
    expect(verification.ok).toBe(true);
  });

  it('a write past the ledger', async () => {
    const verification = await verifyAfter('bypass', (database) =>
      database.exec(`UPDATE kit SET state = 'at-depot' WHERE state = 'dispensed'`),
    );
    expect(failed(verification)).toEqual(['Tables equal the replayed ledger']);
  });

  it('an edited entry, by its number', async () => {
    const first = `SELECT min(sequence) AS entry FROM ledger WHERE content LIKE '%L24-117%'`;
    let edited: number | undefined;
    const verification = await verifyAfter('edited', (database) => {
      edited = database.prepare(first).get<{ entry: number }>()?.entry;
      database.exec(
        `DROP TRIGGER ledger_no_update;
         UPDATE ledger SET content = replace(content, 'L24-117', 'L24-118') WHERE sequence = ${edited}`,
      );
    });
    expect(verification.ok).toBe(false);
    expect(edited).toBeGreaterThan(1);
    expect(verification.firstBadEntry?.entry).toBe(edited);
  });

  it('a forged entry at the end', async () => {
    const verification = await verifyAfter('forged', (database) =>
      database.exec(
        `INSERT INTO ledger (sequence, device, epoch, device_sequence, content, sealed, hash, signature)
         SELECT sequence + 1, device, epoch, device_sequence + 1, content, sealed, hash, signature
         FROM ledger ORDER BY sequence DESC LIMIT 1`,
      ),
    );
    expect(verification.ok).toBe(false);
    expect(verification.firstBadEntry).not.toBeNull();
  });

  it('nothing can be changed or deleted in the ledger without first removing its guards', async () => {
    const database = await rawDatabase(bench.path);
    expect(() => database.exec('DELETE FROM ledger WHERE sequence = 3')).toThrow('append-only');
    expect(() => database.exec('UPDATE ledger SET sealed = NULL')).toThrow('append-only');
    database.close();
  });
});
