import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDevice } from '../../../electron/node/device.ts';
import { demonstrationPassphrase } from '../../../electron/node/demonstration/people.ts';
import { openKeyRing, readKeyRing } from '../../../electron/node/key-ring.ts';
import { openDatabase } from '../../../electron/node/open-database.ts';
import type { OpenDatabase } from '../../../electron/node/open-database.ts';
import { sha256 } from '../../../electron/node/crypto-random.ts';
import { toHex } from '../../../shared/base/hex.ts';
import { chainText, genesisHash } from '../../../shared/ledger/entry.ts';
import { readEntries } from '../../../shared/store/ledger-store.ts';
import type { Bench } from '../../builders/study-core.ts';

/** Opens the database past all of our guards, as somebody with the data key would. */
export async function withDatabase<T>(
  lane: Bench,
  work: (database: OpenDatabase) => T,
): Promise<T> {
  const keys = await openKeyRing(readKeyRing(lane.path), {
    user: 'maren',
    passphrase: demonstrationPassphrase,
    deviceSecret: loadDevice(lane.dataDirectory).secret,
  });
  if (keys === null) throw new Error('the attacker needs a passphrase that works');
  const database = openDatabase(lane.path, keys.dataKey, { create: false });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Runs `work` on the ledger with its append-only guards taken away, and puts them back. */
export function unguarded(database: OpenDatabase, work: () => void): void {
  const guards = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'ledger'`)
    .all<{ name: string; sql: string }>();
  for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
  work();
  for (const { sql } of guards) database.exec(sql);
}

/** Rewrites the content of one entry, and hashes and signs everything after it anew with this machine's key. */
export function rewriteWithKeys(
  database: OpenDatabase,
  lane: Bench,
  sequence: number,
  change: (content: string) => string,
): void {
  const device = loadDevice(lane.dataDirectory);
  let previous = genesisHash;
  const update = database.prepare(
    'UPDATE ledger SET content = ?, hash = ?, signature = ? WHERE sequence = ?',
  );
  const entries = Array.from(readEntries(database));
  for (const entry of entries) {
    const content = entry.sequence === sequence ? change(entry.content) : entry.content;
    const hash = sha256(chainText(entry, previous, content, entry.sealed));
    previous = toHex(hash);
    if (entry.sequence < sequence) continue;
    const signature = entry.signature === null ? null : device.sign(hash);
    update.run(content, hash, signature, entry.sequence);
  }
}

/** Where this machine keeps the anchor of the study. */
export const anchorPath = (lane: Bench): string =>
  join(lane.dataDirectory, 'anchors', `${readKeyRing(lane.path).storeId}.json`);

export const readJson = (path: string): never => JSON.parse(readFileSync(path, 'utf8')) as never;
