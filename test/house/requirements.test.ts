// Requirements: TRU-15
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findTags, readRequirements, traceabilityFaults } from '../requirements/traceability.ts';
import { matrixOf } from '../requirements/matrix.ts';

const root = join(import.meta.dirname, '..', '..');
const requirements = readRequirements(root);
const tags = findTags(root);

test('there are requirements of every area, each once', () => {
  const ids = requirements.map(({ id }) => id);
  expect(ids.length).toBeGreaterThanOrEqual(60);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(requirements.map(({ area }) => area)).size).toBe(8);
});

test('every requirement has a test and every tag a requirement', () => {
  expect(traceabilityFaults(requirements, tags)).toEqual([]);
});

test('a requirement without a test, a tag without a requirement and an id of another form are found', () => {
  const planted = [
    { id: 'TRU-01', area: 'trust', statement: 'Tagged.' },
    { id: 'TRU-99', area: 'trust', statement: 'Tagged nowhere.' },
    { id: 'T1', area: 'trust', statement: 'Oddly named.' },
  ];
  const found = new Map([
    ['TRU-01', ['test/a.test.ts']],
    ['T1', ['test/a.test.ts']],
    ['SUP-98', ['test/b.test.ts']],
  ]);
  expect(traceabilityFaults(planted, found)).toEqual([
    'TRU-99 has no test',
    'T1 is not of the form ABC-01',
    'test/b.test.ts names SUP-98, which is no requirement',
  ]);
});

test('a requirement passes only if every test of its files does', () => {
  const wanted = [{ id: 'TRU-01', area: 'trust', statement: 'x' }];
  const files = new Map([['TRU-01', ['test/a.test.ts', 'test/b.test.ts']]]);
  const of = (b: { passed: number; failed: number; skipped: number }) =>
    matrixOf(
      wanted,
      files,
      new Map([
        ['test/a.test.ts', { passed: 2, failed: 0, skipped: 0 }],
        ['test/b.test.ts', b],
      ]),
    )[0]?.result;
  expect(of({ passed: 1, failed: 0, skipped: 0 })).toBe('passed');
  expect(of({ passed: 1, failed: 1, skipped: 0 })).toBe('failed');
  expect(of({ passed: 0, failed: 0, skipped: 3 })).toBe('not run');
  expect(matrixOf(wanted, files, new Map())[0]?.result).toBe('not run');
});
