import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { build } from '../../electron/launch/build.mjs';

let root: string;
const at = (path: string): string => join(root, path);
const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
/** The configurations that a bundler was started with so far. */
const builds = (): string[] =>
  existsSync(at('built')) ? readFileSync(at('built'), 'utf8').trim().split('\n') : [];
const run = (names: readonly string[]): void => build(root, process.execPath, names);

/** Stands in for the bundler: notes its configuration, or fails. */
const bundler = (works: boolean): void =>
  write(
    'node_modules/vite/bin/vite.js',
    works
      ? `require('fs').appendFileSync('built', process.argv.at(-1) + '\\n')`
      : 'process.exitCode = 1',
  );

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cachet-build-'));
  bundler(true);
  write('package-lock.json', '{}');
  write('shared/base/result.ts', 'export {};');
  write('renderer/main.tsx', 'export {};');
});
afterEach(() => rmSync(root, { recursive: true }));

const NODE = 'electron/vite.config.ts';
const WINDOW = 'renderer/vite.config.ts';

test('a target is built once', () => {
  run(['node']);
  run(['node']);
  expect(builds()).toEqual([NODE]);
});

test('a changed, an added and a removed source make it stale', () => {
  run(['node']);
  write('shared/base/result.ts', 'export const changed = 1;');
  run(['node']);
  write('electron/cli/added.ts', '');
  run(['node']);
  rmSync(at('electron/cli/added.ts'));
  run(['node']);
  expect(builds()).toEqual([NODE, NODE, NODE, NODE]);
});

test('only targets made from the changed source are built again', () => {
  run(['node', 'renderer']);
  write('renderer/main.tsx', 'export const changed = 1;');
  run(['node', 'renderer']);
  expect(builds()).toEqual([NODE, WINDOW, WINDOW]);
});

test('other packages make everything stale', () => {
  run(['node', 'renderer']);
  write('package-lock.json', '{ "packages": {} }');
  run(['node', 'renderer']);
  expect(builds()).toEqual([NODE, WINDOW, NODE, WINDOW]);
});

test('what an earlier build left is removed, what others made is not', () => {
  write('.build/node/old.js', '');
  write('.build/renderer/index.html', '');
  run(['node']);
  expect(existsSync(at('.build/node/old.js'))).toBe(false);
  expect(existsSync(at('.build/renderer/index.html'))).toBe(true);
});

test('a build that failed is tried again', () => {
  bundler(false);
  expect(() => run(['node'])).toThrow('The build of node failed');
  bundler(true);
  run(['node']);
  expect(builds()).toEqual([NODE]);
});

test('the lock of a builder that is gone does not hold up the next', () => {
  write('.build/.lock', '999999999');
  run(['node']);
  expect(builds()).toEqual([NODE]);
  expect(existsSync(at('.build/.lock'))).toBe(false);
});
