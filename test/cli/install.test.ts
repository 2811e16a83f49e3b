import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { install } from '../../electron/launch/install.mjs';

let root: string;
const at = (path: string): string => join(root, path);
const runs = (): string[] =>
  existsSync(at('runs')) ? readFileSync(at('runs'), 'utf8').trim().split('\n') : [];

/** Stands in for npm: notes how it was called and leaves what npm leaves, or fails. */
function setNpm(works: boolean): void {
  writeFileSync(
    at('npm-cli.js'),
    works
      ? `const fs = require('fs');
         fs.appendFileSync('runs', process.argv.slice(2).join(' ') + '\\n');
         fs.mkdirSync('node_modules', { recursive: true });
         fs.writeFileSync('node_modules/.package-lock.json', '{}');`
      : 'process.exitCode = 1',
  );
  vi.stubEnv('npm_execpath', at('npm-cli.js'));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cachet-install-'));
  writeFileSync(at('package-lock.json'), '{ "packages": {} }');
  setNpm(true);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

test('packages are installed once, from the lock, with the tools', () => {
  install(root);
  install(root);
  expect(runs()).toHaveLength(1);
  expect(runs()[0]).toMatch(/^ci .*--include=dev/);
});

test('another lock installs again', () => {
  install(root);
  writeFileSync(at('package-lock.json'), '{ "packages": { "a": {} } }');
  install(root);
  expect(runs()).toHaveLength(2);
});

test('what npm has just installed by itself is taken as it is', () => {
  mkdirSync(at('node_modules'));
  writeFileSync(at('node_modules/.package-lock.json'), '{}');
  install(root);
  expect(runs()).toEqual([]);
});

test('what npm installed before the lock changed is not', () => {
  mkdirSync(at('node_modules'));
  writeFileSync(at('node_modules/.package-lock.json'), '{}');
  utimesSync(at('node_modules/.package-lock.json'), 0, 0);
  install(root);
  expect(runs()).toHaveLength(1);
});

test('a failed installation says so and is tried again', () => {
  setNpm(false);
  expect(() => install(root)).toThrow(/npm ci failed.*registry/);
  setNpm(true);
  install(root);
  expect(runs()).toHaveLength(1);
});

test.each(['install', 'install-that-is-gone'])('a linked folder (%s) is never emptied', (name) => {
  mkdirSync(at('install'));
  writeFileSync(at('install/somebody-elses'), 'packages');
  symlinkSync(at(name), at('node_modules'));
  expect(() => install(root)).toThrow(/node_modules is a link to .*Remove the link/);
  expect(runs()).toEqual([]);
  expect(readFileSync(at('install/somebody-elses'), 'utf8')).toBe('packages');
});

test('a link to packages that are those of the lock is used as it is', () => {
  mkdirSync(at('install'));
  writeFileSync(at('install/.package-lock.json'), '{}');
  symlinkSync(at('install'), at('node_modules'));
  install(root);
  expect(runs()).toEqual([]);
});
