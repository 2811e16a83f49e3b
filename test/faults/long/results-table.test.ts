// Requirements: PLT-02
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTable, withFigures } from './results-table.ts';

const begin = '<!-- figures: written by `npm run faults` -->';
const empty = `before\n\n${begin}\n<!-- end of figures -->\n\nafter\n`;
const row = (what: string, result: string) => ({
  what,
  runs: '3 kills',
  result,
  on: '2026-11-21',
  commit: 'abc1234',
});

it('enters figures, and puts new ones in the place of those of the same name', () => {
  const first = withFigures(empty, [row('kill', 'kept'), row('cut', 'all caught')]);
  expect(readTable(first)).toEqual([row('kill', 'kept'), row('cut', 'all caught')]);
  const second = withFigures(first, [row('cut', 'none missed'), row('tamper', 'caught')]);
  expect(readTable(second)).toEqual([
    row('kill', 'kept'),
    row('cut', 'none missed'),
    row('tamper', 'caught'),
  ]);
  expect(second.startsWith('before\n')).toBe(true);
  expect(second.endsWith('\nafter\n')).toBe(true);
});

it('refuses a text without a place for them', () => {
  expect(() => withFigures('nothing', [row('kill', 'kept')])).toThrow('no place');
});

it('reads the table that lies here', () => {
  const text = readFileSync(join(import.meta.dirname, '..', 'RESULTS.md'), 'utf8');
  const rows = readTable(text);
  expect(rows.length).toBeGreaterThan(0);
  for (const { on, commit } of rows) {
    expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(commit).not.toBe('');
  }
});
