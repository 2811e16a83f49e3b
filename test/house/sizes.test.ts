// Requirements: PLT-08
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const files = globSync('{shared,electron,renderer}/**/*.{ts,tsx,mjs}', { cwd: root });
const lines = files
  .map((file) => ({ file, count: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
  .sort((left, right) => left.count - right.count);
const quantile = (share: number): number =>
  lines[Math.min(lines.length - 1, Math.floor(lines.length * share))]?.count ?? 0;

test('there are sources to measure', () => {
  expect(files.length).toBeGreaterThan(50);
});

test('no file is over 500 lines', () => {
  expect(lines.filter(({ count }) => count > 500)).toEqual([]);
});

test('half of the files have at most 120 lines and nine in ten at most 350', () => {
  expect(quantile(0.5)).toBeLessThanOrEqual(120);
  expect(quantile(0.9)).toBeLessThanOrEqual(350);
});

test('the process of Electron alone stays a thin shell of at most 300 lines', () => {
  const total = lines
    .filter(({ file }) => file.startsWith(join('electron', 'main')))
    .reduce((sum, { count }) => sum + count, 0);
  expect(total).toBeGreaterThan(100);
  expect(total).toBeLessThanOrEqual(300);
});
