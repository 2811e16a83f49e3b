import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256Hex } from './crypto-random.ts';
import { syncDirectory, writeFileDurably } from './durable-file.ts';
import { keyRingPath, keyRingText } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import { largestRing, parseKeyRing } from './parse-key-ring.ts';

/**
 * Where a changed key ring waits for the entry that puts it in force. Each has a name of its own: the commit of an
 * entry may be in doubt until the file is opened again, and a later change must not write over what it may need.
 */
const stagedPath = (storePath: string, hash: string): string =>
  `${keyRingPath(storePath)}.${hash.slice(0, 16)}.next`;

/** Names of earlier versions had no hash. */
const stagedName = /^(\.[0-9a-f]{16})?\.next$/;

interface Staged {
  readonly path: string;
  readonly hash: string;
  readonly ring: KeyRing;
}

function stagedOf(storePath: string): readonly Staged[] {
  const path = keyRingPath(storePath);
  const [folder, name] = [dirname(path), basename(path)];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(name) && stagedName.test(file.slice(name.length)))
    .flatMap((file) => stagedIn(join(folder, file)));
}

function stagedIn(path: string): readonly Staged[] {
  if (statSync(path).size > largestRing) return [];
  const text = readFileSync(path, 'utf8');
  const ring = parseKeyRing(text);
  return typeof ring === 'string' ? [] : [{ path, hash: sha256Hex(text), ring }];
}

/** Key rings that wait, in any order. */
export const stagedRings = (storePath: string): readonly KeyRing[] =>
  stagedOf(storePath).map(({ ring }) => ring);

function promote(storePath: string, path: string): void {
  renameSync(path, keyRingPath(storePath));
  syncDirectory(dirname(path));
}

/**
 * Changes key ring and ledger together. The new ring is synced under a second name, then the entry that carries its
 * hash is committed, and only then does the ring take its place. The commit is what counts: before it the old ring is
 * in force, after it the new one, wherever it lies, and there is no moment at which both are. When the entry fails the
 * waiting ring stays, because the commit may have reached the disk all the same; the next sign-in settles it. A
 * rename that fails is made up for later.
 */
export function changeRing(
  storePath: string,
  next: KeyRing,
  record: (ringHash: string) => void,
): void {
  const text = keyRingText(next);
  const hash = sha256Hex(text);
  const staged = stagedPath(storePath, hash);
  writeFileDurably(staged, text, 0o600);
  record(hash);
  try {
    promote(storePath, staged);
  } catch {
    // The ring waits under its second name and is in force from there.
  }
}

/** The waiting key ring with this hash, put in its place where the disk lets it; null when none waits. */
export function putWaitingInForce(storePath: string, hash: string): KeyRing | null {
  const waiting = stagedOf(storePath).find((staged) => staged.hash === hash);
  if (waiting === undefined) return null;
  try {
    promote(storePath, waiting.path);
  } catch {
    // As above.
  }
  return waiting.ring;
}

/** Drops what still waits. Only for a file that was just opened: then no commit is in doubt. */
export function dropWaiting(storePath: string): void {
  for (const { path } of stagedOf(storePath)) rmSync(path, { force: true });
}
