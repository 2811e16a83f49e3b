import { readFileSync } from 'node:fs';

/** Something that a program did to the disk, or said on its standard output, in the order in which it happened. */
export type Operation =
  | { readonly kind: 'create' | 'remove' | 'sync-file' | 'sync-folder'; readonly path: string }
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly offset: number;
      readonly bytes: Buffer;
    }
  | { readonly kind: 'cut'; readonly path: string; readonly size: number }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'say'; readonly text: string };

const headBytes = 21;

/** Reads the trace of `watch-writes.c`; a last record that the kill cut short is left out. */
export function readTrace(path: string): readonly Operation[] {
  const file = readFileSync(path);
  const operations: Operation[] = [];
  for (let at = 0; at + headBytes <= file.length;) {
    const pathLength = file.readUInt32LE(at + 1);
    const offset = Number(file.readBigUInt64LE(at + 5));
    const end = at + headBytes + pathLength + Number(file.readBigUInt64LE(at + 13));
    if (end > file.length) break;
    const about = file.toString('utf8', at + headBytes, at + headBytes + pathLength);
    const bytes = file.subarray(at + headBytes + pathLength, end);
    operations.push(operationOf(String.fromCharCode(file[at] as number), about, offset, bytes));
    at = end;
  }
  return operations;
}

function operationOf(kind: string, path: string, offset: number, bytes: Buffer): Operation {
  if (kind === 'A') return { kind: 'say', text: bytes.toString() };
  if (kind === 'W') return { kind: 'write', path, offset, bytes };
  if (kind === 'T') return { kind: 'cut', path, size: offset };
  if (kind === 'R') return { kind: 'rename', path, to: bytes.toString() };
  if (kind === 'C') return { kind: 'create', path };
  if (kind === 'U') return { kind: 'remove', path };
  if (kind === 'S') return { kind: 'sync-file', path };
  if (kind === 'D') return { kind: 'sync-folder', path };
  throw new Error(`the trace has an operation ${kind}`);
}
