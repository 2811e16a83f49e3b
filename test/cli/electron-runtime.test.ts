import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from '../../electron/launch/electron-runtime.mjs';

let root: string;
let probes: number;
const file = (name: string): string => join(root, 'node_modules', 'electron', name);
const desktop = (reachable: boolean) => ({
  platform: 'linux',
  environment: { DISPLAY: ':0' },
  isRoot: false,
  isReachable: async () => {
    probes += 1;
    return reachable;
  },
});
const setVersion = (version: string): void =>
  writeFileSync(file('package.json'), JSON.stringify({ version }));
/** What the package's own installer does, without the download. */
const setInstaller = (works: boolean): void =>
  writeFileSync(
    file('install.js'),
    works
      ? `const fs = require('fs');
         fs.mkdirSync(__dirname + '/dist');
         fs.writeFileSync(__dirname + '/dist/electron', '');
         fs.writeFileSync(__dirname + '/path.txt', 'electron');`
      : 'process.exit(1);',
  );

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cachet-electron-'));
  mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  setVersion('45.0.0');
  setInstaller(true);
  probes = 0;
});
afterEach(() => rmSync(root, { recursive: true }));

test('a runtime that can be fetched is fetched once and then found', async () => {
  expect(await findElectron(root, false, desktop(true))).toEqual({ path: file('dist/electron') });
  expect(await findElectron(root, false, desktop(true))).toEqual({ path: file('dist/electron') });
  expect(probes).toBe(1);
});

test('one that cannot be reached is asked for once, until the version changes', async () => {
  const because = 'its runtime is not here and could not be fetched';
  expect(await findElectron(root, false, desktop(false))).toEqual({ because });
  expect(await findElectron(root, false, desktop(false))).toEqual({ because });
  expect(probes).toBe(1);
  setVersion('45.0.1');
  expect(await findElectron(root, false, desktop(false))).toEqual({ because });
  expect(probes).toBe(2);
});

test('who insists on it makes it try again', async () => {
  await findElectron(root, false, desktop(false));
  expect(await findElectron(root, true, desktop(true))).toEqual({ path: file('dist/electron') });
});

test('a fetch that fails is no runtime', async () => {
  setInstaller(false);
  expect(await findElectron(root, false, desktop(true))).toHaveProperty('because');
});

test.each([
  ['there is no display', { environment: {} }],
  ['its sandbox does not run as root', { isRoot: true }],
])('without a way to show a window nothing is fetched: %s', async (because, machine) => {
  expect(await findElectron(root, true, { ...desktop(true), ...machine })).toEqual({ because });
  expect(probes).toBe(0);
});

test('a display of another kind will do, and other systems need none', async () => {
  const wayland = { ...desktop(true), environment: { WAYLAND_DISPLAY: 'wayland-0' } };
  expect(await findElectron(root, false, wayland)).toHaveProperty('path');
  const windows = { ...desktop(true), platform: 'win32', environment: {} };
  expect(await findElectron(root, false, windows)).toHaveProperty('path');
});
