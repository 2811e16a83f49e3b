import { unzipSync } from 'fflate';
import type { UnzipFileInfo } from 'fflate';
import {
  manifestFile,
  manifestScript,
  signatureFile,
} from '../../shared/ledger/evidence/pack-format.ts';

/** Bytes. A page holds the whole archive and what is in it; larger packs are unpacked first. */
const largestArchive = 1_000_000_000;
const largestUnpacked = 2_000_000_000;
const largestOwnFile = 64_000_000;

const tooLarge = (): Error => new Error('larger than a page can unpack');

const ownFiles: readonly string[] = [manifestFile, signatureFile, manifestScript];

const isFolder = (name: string): boolean => name.endsWith('/');

/** Looks at an archive without unpacking anything. */
function listed(bytes: Uint8Array): readonly UnzipFileInfo[] {
  const found: UnzipFileInfo[] = [];
  unzipSync(bytes, {
    filter: (file) => {
      if (!isFolder(file.name)) found.push(file);
      return false;
    },
  });
  return found;
}

/**
 * Files of a packed evidence pack by their paths in the archive. Only what the manifest names is unpacked, once, and
 * only at the size that it names; everything else is there with its name and without content, which is enough to call
 * it changed or added. The manifest comes with the archive, so no sum of sizes may swell beyond `largest` bytes either.
 * `sizes`: bytes by path in the pack. Throws on what is no archive.
 */
export async function filesOfZip(
  archive: Blob,
  sizes: ReadonlyMap<string, number>,
  largest = largestUnpacked,
): Promise<readonly (readonly [path: string, file: File])[]> {
  if (archive.size > largestArchive) throw tooLarge();
  const bytes = new Uint8Array(await archive.arrayBuffer());
  const files = listed(bytes);
  const root = rootOf(files.map(({ name }) => name));
  const isWanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
    const path = name.slice(root.length);
    return ownFiles.includes(path)
      ? originalSize <= largestOwnFile
      : sizes.get(path) === originalSize;
  };
  const wanted = new Map(files.filter(isWanted).map((file) => [file.name, file.originalSize]));
  if ([...wanted.values()].reduce((sum, size) => sum + size, 0) > largest) throw tooLarge();
  const contents = unzipSync(bytes, {
    // Each name is taken off the list once.
    filter: (file) => isWanted(file) && wanted.delete(file.name),
  });
  const seen = new Set<string>();
  return files.map(({ name }) => {
    // A second file of one name hides the first from some programs and not from others.
    if (seen.has(name)) return [`${name} (a second time)`, new File([], name)];
    seen.add(name);
    const content = contents[name];
    return [name, new File(content === undefined ? [] : [new Uint8Array(content)], name)];
  });
}

/** What stands before the manifest's name, where the archive holds the folder of the pack. */
function rootOf(names: readonly string[]): string {
  const [manifest] = names
    .filter((name) => name === manifestFile || name.endsWith(`/${manifestFile}`))
    .toSorted((one, other) => one.length - other.length);
  return manifest?.slice(0, -manifestFile.length) ?? '';
}
