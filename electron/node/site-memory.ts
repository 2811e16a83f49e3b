import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveKey } from './crypto-random.ts';
import { writeFileDurably } from './durable-file.ts';
import { decrypt, encrypt } from './sealed-box.ts';
import type { Machine } from './store-file/store-file.ts';

/**
 * What a machine remembers of a site file outside of it: an envelope must not be opened twice when the file was
 * lost, moved or put back from a copy.
 */
export interface SiteMemory {
  /** Grows with every change: of two copies the higher one counts. */
  readonly version: number;
  /** The one file that was made under this identity; null before. */
  readonly file: RememberedFile | null;
  /** Every pack that this machine took into the file, whatever became of the file. */
  readonly packs: readonly RememberedPack[];
}

export interface RememberedFile {
  /** Null where an earlier version of the program made the file. */
  readonly storeId: string | null;
  readonly path: string;
  /** `making` is written before anything can be opened; `made` before anybody works in the file. */
  readonly stage: 'making' | 'made';
}

export interface RememberedPack {
  readonly pack: string;
  readonly digest: string;
  readonly stage: 'loading' | 'loaded';
  readonly at: string;
}

export const nothingYet: SiteMemory = { version: 0, file: null, packs: [] };

/** Two places, so that a single file that is deleted or put back from a copy is noticed. */
const placesOf = (machine: Machine, id: string): readonly { folder: string; name: string }[] => [
  { folder: join(machine.dataDirectory, 'site-devices'), name: `${id}.memory` },
  { folder: join(machine.dataDirectory, 'anchors'), name: `site-${id}.memory` },
];

const keyOf = ({ device }: Machine): Uint8Array => deriveKey(device.secret, 'cachet site memory');

function readCopy(machine: Machine, id: string, path: string): SiteMemory | null {
  if (!existsSync(path)) return null;
  try {
    const sealed = Buffer.from(readFileSync(path, 'utf8'), 'base64');
    return JSON.parse(decrypt(keyOf(machine), sealed, id).toString()) as SiteMemory;
  } catch {
    return null;
  }
}

/** The newest of both copies, or null when neither is there and readable. */
export function siteMemory(machine: Machine, id: string): SiteMemory | null {
  const copies = placesOf(machine, id)
    .map(({ folder, name }) => readCopy(machine, id, join(folder, name)))
    .filter((copy) => copy !== null);
  return copies.toSorted((a, b) => b.version - a.version)[0] ?? null;
}

/** Keeps a changed memory; it is on the disk in both places when this returns. */
export function remember(machine: Machine, id: string, changed: SiteMemory): void {
  const memory: SiteMemory = { ...changed, version: changed.version + 1 };
  const sealed = encrypt(keyOf(machine), Buffer.from(JSON.stringify(memory)), id).toString(
    'base64',
  );
  for (const { folder, name } of placesOf(machine, id)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileDurably(join(folder, name), sealed, 0o600);
  }
}

/** The packs with one more, or with another stage of one. */
export const withPack = (
  packs: readonly RememberedPack[],
  pack: RememberedPack,
): readonly RememberedPack[] => [...packs.filter((one) => one.pack !== pack.pack), pack];
