import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256Hex } from './crypto-random.ts';
import { syncDirectory, writeFileDurably } from './durable-file.ts';
import { keyRingPath, keyRingText } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenDatabase } from './open-database.ts';

/** Where a changed key ring waits for the entry that puts it in force. */
const stagedPath = (storePath: string): string => `${keyRingPath(storePath)}.next`;

const promote = (storePath: string): void => {
  renameSync(stagedPath(storePath), keyRingPath(storePath));
  syncDirectory(dirname(storePath));
};

/**
 * Changes key ring and ledger together: the new ring is synced under a second name, the entry carries its hash,
 * and only then does it take its place. Whatever stops it in between is settled at the next opening. A refused
 * entry leaves the old ring; a rename that fails is made up for later, because the entry is what counts.
 */
export function changeRing(
  storePath: string,
  next: KeyRing,
  record: (ringHash: string) => void,
): void {
  const text = keyRingText(next);
  writeFileDurably(stagedPath(storePath), text, 0o600);
  try {
    record(sha256Hex(text));
  } catch (error) {
    rmSync(stagedPath(storePath), { force: true });
    throw error;
  }
  try {
    promote(storePath);
  } catch {
    // The ring waits under its second name; `settleRing` puts it in force.
  }
}

/** The key ring that waits, or null. */
export function stagedRing(storePath: string): KeyRing | null {
  const path = stagedPath(storePath);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeyRing;
  } catch {
    return null;
  }
}

/** Puts a waiting key ring in force when the ledger names it, and drops it otherwise. */
export function settleRing(storePath: string, database: OpenDatabase): void {
  const path = stagedPath(storePath);
  if (!existsSync(path)) return;
  const recorded = database
    .prepare(
      `SELECT content ->> '$.body.ringHash' AS hash FROM ledger
       WHERE kind IN ('user-added', 'unblinding-granted', 'user-deactivated', 'passphrase-changed',
           'access-recovered', 'break-keys-granted', 'role-changed')
         AND content ->> '$.body.ringHash' IS NOT NULL
       ORDER BY sequence DESC LIMIT 1`,
    )
    .get<{ hash: string }>();
  if (recorded?.hash === sha256Hex(readFileSync(path, 'utf8'))) promote(storePath);
  else rmSync(path, { force: true });
}
