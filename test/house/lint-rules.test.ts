// Requirements: PLT-08
import { expect, test } from 'vitest';
import { lintPlanted } from './planted.ts';

const long = (lines: number): string =>
  `export function long(): number {\n  let sum = 0;\n${'  sum += 1;\n'.repeat(lines - 4)}  return sum;\n}\n`;

test.each([
  ['Math.random()', 'eslint(no-restricted-properties)'],
  ["Math['random']()", 'eslint(no-restricted-properties)'],
  ['Date.now()', 'eslint(no-restricted-properties)'],
  ['new Date()', 'pure(no-clock)'],
  ['new Date', 'pure(no-clock)'],
  ['Date()', 'pure(no-clock)'],
  ['performance.now()', 'eslint(no-restricted-globals)'],
  ['crypto.randomUUID()', 'eslint(no-restricted-globals)'],
  ['console.log(1)', 'eslint(no-console)'],
])('shared code may not say %s', (expression, rule) => {
  const text = `export const value = (): unknown => ${expression};\n`;
  expect(lintPlanted('test/oxlint.json', { 'shared/base/a.ts': text })).toEqual([
    `shared/base/a.ts: ${rule}`,
  ]);
});

test.each(["new Date('2026-01-01T00:00:00Z')", 'new Date(0)', 'Math.floor(1.5)'])(
  'shared code may say %s',
  (expression) => {
    const text = `export const value = (): unknown => ${expression};\n`;
    expect(lintPlanted('test/oxlint.json', { 'shared/base/a.ts': text })).toEqual([]);
  },
);

test.each([
  ['shared/base/a.ts', 'export default 1;\n', 'import(no-default-export)'],
  ['shared/base/a.ts', long(60), 'eslint(max-lines-per-function)'],
  ['electron/node/a.ts', long(60), 'eslint(max-lines-per-function)'],
  [
    'electron/node/a.ts',
    "import Database from 'better-sqlite3';\nexport const open = Database;\n",
    'eslint(no-restricted-imports)',
  ],
])('%s: %j is caught', (file, text, rule) => {
  expect(lintPlanted('test/oxlint.json', { [file]: text })).toEqual([`${file}: ${rule}`]);
});

test.each([
  ['shared/base/a.ts', long(40)],
  [
    'electron/node/open-database.ts',
    "import Database from 'better-sqlite3';\nexport const open = Database;\n",
  ],
])('%s: its neighbour within the rule is not', (file, text) => {
  expect(lintPlanted('test/oxlint.json', { [file]: text })).toEqual([]);
});
