// Requirements: PLT-06
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { asMarkdownTable } from '../markdown-table.ts';
import { runBuilt } from './built-console.ts';
import { OFFICIAL } from './items.ts';
import { OWN } from './own-items.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const items = [...OFFICIAL, ...OWN];

beforeAll(() => {
  const words = [join(root, 'electron', 'launch.mjs'), 'build'];
  const built = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect(built.status, built.stderr).toBe(0);
});

describe('the built console', () => {
  test.each(items)('$number $title', async ({ faults }) => {
    expect(await faults(await runBuilt())).toEqual([]);
  });
});

describe('a build with a fault', () => {
  test.each(items)('is caught by $number $title', async ({ faults, planted }) => {
    expect(await faults(await runBuilt(planted))).not.toEqual([]);
  });

  test('is not made by an edit that finds nothing', async () => {
    await expect(runBuilt({ file: 'main', from: 'no such line', to: '' })).rejects.toThrow();
  });
});

test('the documentation shows these items and no others', async () => {
  const rows = items.map(({ number, title, how }) => [`${number}`, title, how]);
  const text = [
    '# What the desktop window is held to',
    'The security checklist of Electron’s documentation in its order, then what we ask beyond it. Each is a test on the\nbuilt main module and preload script, and each test has a planted fault that it must catch.',
    asMarkdownTable(['', 'item', 'how'], rows),
  ].join('\n\n');
  await expect(`${text}\n`).toMatchFileSnapshot(join(root, 'electron', 'main', 'CHECKLIST.md'));
});
