import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from './durable-file.ts';
import { readKeyRing } from './key-ring.ts';

interface RecentFile {
  readonly paths: readonly string[];
  /** Store ids by path; absent in files of earlier versions. */
  readonly stores?: { readonly [path: string]: string };
}

const kept = 20;

const read = (dataDirectory: string): RecentFile => {
  const path = join(dataDirectory, 'recent.json');
  if (!existsSync(path)) return { paths: [] };
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RecentFile;
  } catch {
    return { paths: [] };
  }
};

/** Study files opened on this machine, the latest first. */
export const recentStudies = (dataDirectory: string): readonly string[] =>
  read(dataDirectory).paths;

/**
 * Files of one study that were opened on this machine, the latest first, whether they are still there, gone, or
 * another study was put in their place.
 */
export function filesOfStudy(dataDirectory: string, storeId: string): readonly string[] {
  const { paths, stores = {} } = read(dataDirectory);
  return paths.filter((path) => storeAt(path) === storeId || stores[path] === storeId);
}

/** The study whose key ring lies beside a file; undefined when none can be read. */
function storeAt(path: string): string | undefined {
  try {
    return readKeyRing(path).storeId;
  } catch {
    return undefined;
  }
}

export function rememberStudy(dataDirectory: string, path: string): void {
  const before = read(dataDirectory);
  const paths = [path, ...before.paths.filter((other) => other !== path)].slice(0, kept);
  const stores = Object.fromEntries(
    paths.flatMap((one) => {
      const id = (one === path ? storeAt(path) : undefined) ?? before.stores?.[one];
      return id === undefined ? [] : [[one, id] as const];
    }),
  );
  writeFileDurably(join(dataDirectory, 'recent.json'), JSON.stringify({ paths, stores }), 0o600);
}
