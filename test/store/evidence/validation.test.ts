import { expect, test } from 'vitest';
import { machinePrinter } from '../../../electron/node/printer.ts';
import { validationSummaryOf } from '../../../electron/node/validation/summary.ts';
import type { SummaryGiven } from '../../../electron/node/validation/summary.ts';
import type { Traceability } from '../../../electron/node/validation/traceability.ts';
import { validationReport } from '../../../electron/node/validation/validation-report.ts';

const requirement = (id: string, result: 'passed' | 'failed' | 'not run') => ({
  id,
  area: 'trust',
  statement: `What ${id} asks for.`,
  tests: [{ file: 'test/a.test.ts' }],
  result,
});

const traceability: Traceability = {
  format: 'cachet-traceability/1',
  version: '1.0.0',
  at: '2026-11-21T08:00:00.000Z',
  totals: { passed: 10, failed: 0, skipped: 0 },
  files: 2,
  requirements: [requirement('TRU-01', 'passed'), requirement('TRU-02', 'passed')],
};

const clean: SummaryGiven = {
  version: '1.0.0',
  traceability,
  selfTest: {
    ok: true,
    version: '1.0.0',
    at: '2026-11-21T09:00:00.000Z',
    items: [{ group: 'program', item: 'Node', expected: 'at least 24', found: '24', passed: true }],
  },
  verification: null,
};

test('nothing deviates when self-test, tests and requirements pass', () => {
  const summary = validationSummaryOf(clean);
  expect(summary.deviations).toEqual([]);
  expect(summary.areas).toEqual([
    { area: 'trust', requirements: 2, passed: 2, failed: 0, notRun: 0 },
  ]);
});

test.each<readonly [string, Partial<SummaryGiven>, string]>([
  ['results are absent', { traceability: null }, 'carries no results'],
  ['results are of another version', { version: '1.1.0' }, 'are of version 1.0.0, not of 1.1.0'],
  [
    'a requirement failed',
    { traceability: { ...traceability, requirements: [requirement('TRU-03', 'failed')] } },
    'TRU-03 failed: What TRU-03 asks for.',
  ],
  [
    'a requirement was not tested',
    { traceability: { ...traceability, requirements: [requirement('TRU-04', 'not run')] } },
    'TRU-04 not run',
  ],
  [
    'a test was skipped',
    { traceability: { ...traceability, totals: { passed: 1, failed: 0, skipped: 2 } } },
    '2 tests were skipped',
  ],
  [
    'an item of the self-test failed',
    {
      selfTest: {
        ...clean.selfTest,
        items: [
          { group: 'study', item: 'Setting synchronous', expected: '2', found: '1', passed: false },
        ],
      },
    },
    'Setting synchronous: expected 2, found 1',
  ],
])('it is a deviation that %s', (_name, change, words) => {
  const { deviations } = validationSummaryOf({ ...clean, ...change });
  expect(deviations).toHaveLength(1);
  expect(deviations[0]).toContain(words);
});

test('the summary is printed with its deviations', async () => {
  const summary = validationSummaryOf({ ...clean, traceability: null });
  const report = validationReport({
    summary,
    traceability: null,
    study: null,
    at: clean.selfTest.at,
  });
  expect(JSON.stringify(report.blocks)).toContain('carries no results');
  const pdf = await machinePrinter.pdf(report);
  expect(Buffer.from(pdf.subarray(0, 4)).toString()).toBe('%PDF');
});
