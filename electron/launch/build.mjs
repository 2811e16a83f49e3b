// Builds the targets whose sources have changed since their last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';

const COMMON = ['package-lock.json', 'tsconfig.base.json'];

/**
 * A target: its configuration, what it is made from, what its build leaves (emptied before), and what goes along as it is.
 * `manifests/` holds the digests of both.
 */
const TARGETS = {
  node: {
    config: 'electron/vite.config.ts',
    sources: ['electron/cli', 'electron/loopback', 'electron/main', 'electron/node', 'shared'],
    products: ['node', 'main'],
  },
  preload: {
    config: 'electron/preload/vite.config.ts',
    sources: ['electron/preload', 'shared/contracts'],
    products: ['preload'],
  },
  viewer: {
    config: 'renderer/viewer/vite.config.ts',
    sources: ['renderer/viewer', 'shared/app', 'shared/base', 'shared/domain', 'shared/ledger'],
    products: ['viewer'],
  },
  renderer: {
    config: 'renderer/vite.config.ts',
    sources: ['renderer', 'shared/base', 'shared/domain', 'shared/contracts', 'resources'],
    products: ['renderer'],
    carries: ['resources'],
  },
};

/** Builds what is stale among `names`, with the Node at `node`. Throws with a sentence when a build fails. */
export function build(root, node, names = Object.keys(TARGETS)) {
  const stale = () => names.filter((name) => isStale(root, name));
  if (stale().length === 0) return;
  mkdirSync(join(root, '.build'), { recursive: true });
  const release = takeTurn(join(root, '.build', '.lock'));
  try {
    for (const name of stale()) buildOne(root, node, name);
  } finally {
    release();
  }
}

/** Whether a target was never built, or its sources are not those it was built from. */
const isStale = (root, name) =>
  readStamp(root, name) !== signature(root, name) || !existsSync(manifestOf(root, name));

function buildOne(root, node, name) {
  console.error(`Building ${name} …`);
  const { config, products } = TARGETS[name];
  const made = signature(root, name);
  for (const product of products)
    rmSync(join(root, '.build', product), { recursive: true, force: true });
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const words = [vite, 'build', '--config', config];
  const { status } = spawnSync(node, words, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error(`The build of ${name} failed; what is wrong stands above.`);
  writeManifest(root, name);
  writeFileSync(stampOf(root, name), made);
}

const manifestOf = (root, name) => join(root, '.build', 'manifests', `${name}.json`);

/** Digests of all that the target left, for the self-test of an installation. */
function writeManifest(root, name) {
  const { products, carries = [] } = TARGETS[name];
  const folders = [...products.map((product) => join('.build', product)), ...carries];
  const digests = folders
    .flatMap((folder) => filesUnder(root, folder))
    .map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]);
  const files = Object.fromEntries(digests.sort(([one], [other]) => (one < other ? -1 : 1)));
  mkdirSync(join(root, '.build', 'manifests'), { recursive: true });
  const text = JSON.stringify({ format: 'cachet-build/1', target: name, files }, null, 1);
  writeFileSync(manifestOf(root, name), text);
}

/** Paths from the root, with slashes. */
function filesUnder(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

const stampOf = (root, name) => join(root, '.build', `.${name}-stamp`);

function readStamp(root, name) {
  const stamp = stampOf(root, name);
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
}

/** Names, sizes and times of everything the target is made from. */
function signature(root, name) {
  const { config, sources } = TARGETS[name];
  const hash = createHash('sha256');
  for (const source of [...COMMON, config, ...sources]) note(hash, join(root, source));
  return hash.digest('hex');
}

function note(hash, path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) note(hash, join(path, entry));
}

/** One build at a time; the lock of a builder that is gone does not count. Returns what gives the turn back. */
function takeTurn(lock) {
  const until = Date.now() + 300_000;
  while (Date.now() < until) {
    try {
      writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
      return () => rmSync(lock, { force: true });
    } catch (cause) {
      if (cause.code !== 'EEXIST') throw cause;
      if (isAbandoned(lock)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  throw new Error(
    `Another build has been running for five minutes; if there is none, delete ${lock}.`,
  );
}

function isAbandoned(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return false;
  } catch (cause) {
    return cause.code === 'ESRCH';
  }
}
