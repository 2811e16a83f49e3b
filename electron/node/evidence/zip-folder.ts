import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Zip, ZipDeflate } from 'fflate';

const pieceBytes = 1 << 20;

/** What an archive can hold whose sizes are 32-bit numbers. */
export const archiveLimits = { bytes: 4_000_000_000, files: 65_000 } as const;

/** Packs files of a folder into a new archive, piece by piece; their times are all the same. */
export function zipFolder(root: string, paths: readonly string[], target: string): void {
  const out = openSync(target, 'wx', 0o600);
  try {
    const zip = new Zip((error, piece) => {
      if (error !== null) throw error;
      for (let at = 0; at < piece.length;) at += writeSync(out, piece, at);
    });
    for (const path of paths) addFile(zip, root, path);
    zip.end();
  } finally {
    closeSync(out);
  }
}

function addFile(zip: Zip, root: string, path: string): void {
  const entry = new ZipDeflate(path, { level: 6 });
  entry.mtime = new Date(1980, 0, 1);
  zip.add(entry);
  const file = openSync(join(root, path), 'r');
  try {
    for (;;) {
      const piece = new Uint8Array(pieceBytes);
      const length = readSync(file, piece);
      entry.push(piece.subarray(0, length), length === 0);
      if (length === 0) return;
    }
  } finally {
    closeSync(file);
  }
}
