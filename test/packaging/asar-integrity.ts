import { createHash } from 'node:crypto';

interface AsarFile {
  readonly size: number;
  readonly offset?: string;
  readonly unpacked?: boolean;
  readonly link?: string;
  readonly integrity?: {
    readonly algorithm: string;
    readonly hash: string;
    readonly blockSize: number;
    readonly blocks: readonly string[];
  };
}

interface AsarFolder {
  readonly files: Readonly<Record<string, AsarFile | AsarFolder>>;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const isFolder = (entry: AsarFile | AsarFolder): entry is AsarFolder => 'files' in entry;

function filesOf(folder: AsarFolder, path = ''): readonly (readonly [string, AsarFile])[] {
  return Object.entries(folder.files).flatMap(([name, entry]) =>
    isFolder(entry) ? filesOf(entry, `${path}/${name}`) : [[`${path}/${name}`, entry] as const],
  );
}

/** An archive: four numbers of 32 bits, of which the last is the length of the header, the header, the contents. */
function readArchive(archive: Buffer) {
  const from = 8 + archive.readUInt32LE(4);
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString());
  return { from, files: filesOf(header as AsarFolder) };
}

function faultOf(bytes: Buffer, { integrity }: AsarFile): string | undefined {
  if (integrity === undefined) return 'has no digest';
  if (integrity.algorithm !== 'SHA256') return `has a digest by ${integrity.algorithm}`;
  const { hash, blocks, blockSize } = integrity;
  const isWhole =
    sha256(bytes) === hash &&
    blocks.every(
      (block, place) =>
        sha256(bytes.subarray(place * blockSize, (place + 1) * blockSize)) === block,
    );
  return isWhole ? undefined : 'is not what was packed';
}

/**
 * What Electron would refuse to run from an archive: every packed file stands in the header with its digest and the
 * digests of its blocks. Files beside the archive have digests as well, but only what is inside is compared here.
 */
export function integrityFaults(archive: Buffer): readonly string[] {
  const { from, files } = readArchive(archive);
  return files
    .filter(([, file]) => file.link === undefined && file.unpacked !== true)
    .flatMap(([path, file]) => {
      const start = from + Number(file.offset);
      const fault = faultOf(archive.subarray(start, start + file.size), file);
      return fault === undefined ? [] : [`${path} ${fault}`];
    });
}

/** The place of a file's first byte in an archive. */
export function placeIn(archive: Buffer, path: string): number {
  const { from, files } = readArchive(archive);
  const found = files.find(([name]) => name === path);
  if (found === undefined) throw new Error(`${path} is not in the archive`);
  return from + Number(found[1].offset);
}
