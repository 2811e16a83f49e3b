import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SelfTestItem } from '../../../shared/contracts/self-test.ts';
import { attempted, item } from './item.ts';

/** SHA-256 of each file by its path from the root of the installation, as the build wrote it. */
interface BuildManifest {
  readonly format: 'cachet-build/1';
  readonly target: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Parts of the program, each with a manifest of its build. */
const targets = ['node', 'preload', 'renderer', 'viewer'] as const;

const manifestsIn = (root: string): string => join(root, '.build', 'manifests');

function readBuildManifest(root: string, target: string): BuildManifest | null {
  const path = join(manifestsIn(root), `${target}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as BuildManifest) : null;
}

const digestOf = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

/** The first file that is not as it was built, or null. */
function firstChanged(root: string, { files }: BuildManifest): string | null {
  for (const [path, digest] of Object.entries(files)) {
    const target = join(root, path);
    if (!existsSync(target)) return `${path} is missing`;
    if (digestOf(target) !== digest) return `${path} was changed`;
  }
  return null;
}

/** Files of the built folders that no build wrote. */
function firstAdded(root: string, { files }: BuildManifest): string | null {
  const folders = new Set(
    Object.keys(files)
      .filter((path) => path.startsWith('.build/'))
      .map((path) => path.split('/').slice(0, 2).join('/')),
  );
  for (const folder of folders) {
    for (const found of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!found.isFile()) continue;
      const path = join(found.parentPath, found.name).slice(root.length).replaceAll('\\', '/');
      const known = path.replace(/^\//, '');
      if (!Object.hasOwn(files, known)) return `${known} was added`;
    }
  }
  return null;
}

function targetItem(root: string, target: string): SelfTestItem {
  const name = `Files of the program: ${target}`;
  const manifest = readBuildManifest(root, target);
  if (manifest === null) {
    return item('program', name, 'a manifest of the build', 'no manifest', false);
  }
  const expected = `${Object.keys(manifest.files).length} files as they were built`;
  return attempted(
    'program',
    name,
    expected,
    () => firstChanged(root, manifest) ?? firstAdded(root, manifest) ?? expected,
  );
}

const parts: readonly (readonly [name: string, file: RegExp, least: number])[] = [
  ['Typefaces of the window', /^\.build\/renderer\/.*\.woff2$/, 2],
  ['Icons', /^resources\/icons\/.*\.(png|svg|ico|icns)$/, 1],
  ['Help pages', /^resources\/help\/.*\.md$/, 10],
];

function partItems(root: string): SelfTestItem[] {
  const paths = Object.keys(readBuildManifest(root, 'renderer')?.files ?? {});
  return parts.map(([name, file, least]) => {
    const found = paths.filter((path) => file.test(path) && existsSync(join(root, path))).length;
    return item('program', name, `at least ${least}`, `${found}`, found >= least);
  });
}

/** What the build left is all there and nothing else; `root` is the folder of the installation. */
export const programFileItems = (root: string): readonly SelfTestItem[] => [
  ...targets.map((target) => targetItem(root, target)),
  ...partItems(root),
];

/** Digest of all manifests together: one line to compare with that of the release. */
export function buildDigest(root: string): string {
  const hash = createHash('sha256');
  for (const target of targets) {
    hash.update(JSON.stringify(readBuildManifest(root, target)?.files ?? null));
  }
  return hash.digest('hex');
}
