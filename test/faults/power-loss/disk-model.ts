import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Operation } from './trace.ts';

type Change = Extract<Operation, { kind: 'write' | 'cut' }>;

/** A file as the disk has it for sure, and what was done to it since its last sync. */
interface Inode {
  durable: Buffer;
  pending: Change[];
}

/** Which of the changes that were not synced the power cut lets through: they may come in part and out of order. */
export type Survival = (pending: readonly Change[]) => readonly Change[];

/** Only what was synced survives. */
export const onlySynced: Survival = () => [];

/** A part of the unsynced changes, the last of them torn. */
export const tornTail =
  (random: () => number): Survival =>
  (pending) => {
    const kept = pending.slice(0, Math.floor(random() * (pending.length + 1)));
    const last = kept.pop();
    if (last === undefined) return [];
    if (last.kind === 'cut') return [...kept, last];
    const length = Math.floor(random() * last.bytes.length);
    return [...kept, { ...last, bytes: last.bytes.subarray(0, length) }];
  };

/** Any of the unsynced changes, as a disk writes them that knows no order. */
export const scattered =
  (random: () => number): Survival =>
  (pending) =>
    pending.filter(() => random() < 0.5);

/**
 * What a disk promises: the content of a file as of its last sync, and names as of the last sync of their folder.
 * Fed with the operations of a program, it gives the files that a power cut at that moment leaves.
 */
export class DiskModel {
  readonly #root: string;
  readonly #names = new Map<string, Inode>();
  readonly #durableNames = new Map<string, Inode>();

  /** Starts with the files of a folder, all of them synced. `root` is where the program believes them to be. */
  constructor(folder: string, root: string) {
    this.#root = root;
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const from = join(entry.parentPath, entry.name);
      const inode = { durable: readFileSync(from), pending: [] };
      const path = join(root, from.slice(folder.length));
      this.#names.set(path, inode);
      this.#durableNames.set(path, inode);
    }
  }

  apply(operation: Operation): void {
    if (operation.kind === 'say') return;
    const { path } = operation;
    if (operation.kind === 'create')
      this.#names.set(path, { durable: Buffer.alloc(0), pending: [] });
    else if (operation.kind === 'sync-folder') this.#syncNames(path);
    else if (operation.kind === 'remove') this.#names.delete(path);
    else if (operation.kind === 'rename') {
      this.#names.set(operation.to, this.#inode(path));
      this.#names.delete(path);
    } else if (operation.kind === 'sync-file') {
      const inode = this.#inode(path);
      inode.durable = changed(inode.durable, inode.pending);
      inode.pending = [];
    } else if (operation.kind === 'write' || operation.kind === 'cut') {
      this.#inode(path).pending.push(operation);
    }
  }

  /** Writes what survives a power cut now to a folder. */
  leave(folder: string, survival: Survival): void {
    for (const [path, inode] of this.#durableNames) {
      const target = join(folder, path.slice(this.#root.length));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, changed(inode.durable, survival(inode.pending)), { mode: 0o600 });
    }
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(path);
    if (inode === undefined) throw new Error(`the trace does not say where ${path} comes from`);
    return inode;
  }

  #syncNames(folder: string): void {
    const isIn = (path: string): boolean => dirname(path) === folder;
    for (const path of this.#durableNames.keys()) {
      if (isIn(path) && !this.#names.has(path)) this.#durableNames.delete(path);
    }
    for (const [path, inode] of this.#names) if (isIn(path)) this.#durableNames.set(path, inode);
  }
}

function changed(content: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return content;
  const ends = changes.map((change) =>
    change.kind === 'cut' ? change.size : change.offset + change.bytes.length,
  );
  const space = Buffer.alloc(Math.max(content.length, ...ends));
  content.copy(space);
  let size = content.length;
  for (const change of changes) {
    if (change.kind === 'cut') {
      space.fill(0, Math.min(change.size, size));
      size = change.size;
    } else {
      change.bytes.copy(space, change.offset);
      size = Math.max(size, change.offset + change.bytes.length);
    }
  }
  return space.subarray(0, size);
}
