import {
  litter,
  manifestFile,
  manifestScript,
  scriptText,
  signatureFile,
} from '../../shared/ledger/evidence/pack-format.ts';
import type { PackFault } from '../../shared/ledger/evidence/pack-format.ts';
import { digestHex } from './browser-crypto.ts';
import type { OpenedPack } from './verify.ts';

/** Files of a chosen folder by their paths in the pack. */
export type FolderFiles = ReadonlyMap<string, File>;

/** The folder that was chosen may be the pack or hold it; the manifest tells where the pack begins. */
export function filesOf(chosen: readonly (readonly [path: string, file: File])[]): FolderFiles {
  const roots = chosen
    .map(([path]) => path)
    .filter((path) => path === manifestFile || path.endsWith(`/${manifestFile}`))
    .map((path) => path.slice(0, -manifestFile.length))
    .toSorted((a, b) => a.length - b.length);
  const root = roots[0] ?? commonRoot(chosen.map(([path]) => path));
  return new Map(
    chosen
      .filter(([path]) => path.startsWith(root))
      .map(([path, file]) => [path.slice(root.length), file] as const),
  );
}

const commonRoot = (paths: readonly string[]): string => {
  const [first = ''] = paths;
  const folder = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(folder)) ? folder : '';
};

/** What every file was found to be. */
export type FileStates = Map<string, 'good' | 'bad'>;

const at = (file: string, problem: string): PackFault => ({
  file,
  line: null,
  entry: null,
  problem,
});

async function textFault(
  files: FolderFiles,
  path: string,
  expected: string,
): Promise<PackFault | null> {
  const file = files.get(path);
  if (file === undefined) return at(path, 'it is missing');
  return (await file.text()) === expected ? null : at(path, 'it was changed');
}

/** Compares a chosen folder with the manifest, byte by byte; gives the first fault and the state of each file. */
export async function checkFolder(
  pack: OpenedPack,
  files: FolderFiles,
  progress: (done: number, total: number) => void,
): Promise<{ readonly fault: PackFault | null; readonly states: FileStates }> {
  const { manifest, signature } = pack.texts;
  const faults: (PackFault | null)[] = [
    await textFault(files, manifestFile, manifest),
    await textFault(files, signatureFile, signature),
    await textFault(files, manifestScript, scriptText(manifest, signature)),
  ];
  const states: FileStates = new Map();
  const listed = pack.manifest.files;
  for (const [index, { path, bytes, sha256 }] of listed.entries()) {
    const file = files.get(path);
    const isGood = file?.size === bytes && (await digestHex(await file.arrayBuffer())) === sha256;
    states.set(path, isGood ? 'good' : 'bad');
    if (!isGood) faults.push(at(path, file === undefined ? 'it is missing' : 'it was changed'));
    progress(index + 1, listed.length);
  }
  const own = [manifestFile, signatureFile, manifestScript];
  const known = new Set([...own, ...listed.map(({ path }) => path)]);
  for (const path of [...files.keys()].toSorted()) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!known.has(path) && !litter.includes(name)) {
      faults.push(at(path, 'the manifest does not name it: it was added'));
    }
  }
  return { fault: faults.find((fault) => fault !== null) ?? null, states };
}

/** Files of a folder that was dropped on the page. */
export async function droppedFiles(
  items: DataTransferItemList,
): Promise<readonly (readonly [string, File])[]> {
  // All are asked for at once: the list is empty as soon as anything is waited for.
  const dropped = [...items].map((item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const found = dropped.map(
    async ({ entry, file }): Promise<readonly (readonly [string, File])[]> =>
      entry === null ? (file === null ? [] : [[file.name, file]]) : filesUnder(entry),
  );
  return (await Promise.all(found)).flat();
}

async function filesUnder(entry: FileSystemEntry): Promise<readonly (readonly [string, File])[]> {
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      (entry as FileSystemFileEntry).file(resolve, reject);
    });
    return [[path, file]];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(filesUnder))).flat();
}
