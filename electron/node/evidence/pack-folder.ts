import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackFile } from '../../../shared/ledger/evidence/pack-format.ts';

/** A file that grows piece by piece. */
export interface GrowingFile {
  write(text: string): void;
  end(): void;
}

/** Bytes that wait before they go to the disk: small pieces would cost a system call each. */
const waitingBytes = 1 << 18;

/** A new folder whose files are hashed while they are written. Nothing is overwritten. */
export class PackFolder {
  readonly root: string;
  readonly #files: PackFile[] = [];

  /** Throws when the folder exists already. */
  constructor(root: string) {
    this.root = root;
    mkdirSync(dirname(root), { recursive: true });
    mkdirSync(root, { mode: 0o700 });
  }

  /** In the order in which they were finished. */
  get files(): readonly PackFile[] {
    return this.#files;
  }

  add(path: string, content: Uint8Array | string): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const file = this.#open(path);
    file.take(bytes);
    file.end();
  }

  /** Writes a file without naming it in the list: the manifest and what belongs to it. */
  addUnlisted(path: string, text: string): void {
    const handle = openSync(join(this.root, path), 'wx', 0o600);
    try {
      writeSync(handle, text);
    } finally {
      closeSync(handle);
    }
  }

  grow(path: string): GrowingFile {
    const file = this.#open(path);
    let waiting: string[] = [];
    let length = 0;
    const flush = (): void => {
      if (length > 0) file.take(Buffer.from(waiting.join('')));
      waiting = [];
      length = 0;
    };
    return {
      write(text) {
        waiting.push(text);
        length += text.length;
        if (length >= waitingBytes) flush();
      },
      end() {
        flush();
        file.end();
      },
    };
  }

  #open(path: string) {
    const target = join(this.root, path);
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    const handle = openSync(target, 'wx', 0o600);
    const hash = createHash('sha256');
    let bytes = 0;
    return {
      take: (piece: Uint8Array): void => {
        for (let at = 0; at < piece.length;) at += writeSync(handle, piece, at);
        hash.update(piece);
        bytes += piece.length;
      },
      end: (): void => {
        closeSync(handle);
        this.#files.push({ path, bytes, sha256: hash.digest('hex') });
      },
    };
  }
}
