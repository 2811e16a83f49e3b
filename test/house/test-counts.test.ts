import { expect, test } from 'vitest';
import { addUp, lastLine, playwrightCounts, vitestCounts } from '../test-counts.ts';

const vitest = (failed: number, files: object[]): string =>
  JSON.stringify({
    numPassedTests: 5,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: files,
  });

test('tests are counted', () => {
  const file = { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] };
  expect(vitestCounts(vitest(1, [file]))).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test('a file that could not be loaded is a failure', () => {
  const file = { status: 'failed', assertionResults: [] };
  expect(vitestCounts(vitest(0, [file]))).toEqual({ passed: 5, failed: 1, skipped: 2 });
});

test('a flaky walk is a failure, and so is one that could not start', () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };
  expect(playwrightCounts(JSON.stringify({ stats, errors: [] }))).toMatchObject({ failed: 2 });
  const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  expect(playwrightCounts(JSON.stringify({ stats: none, errors: [{}] }))).toMatchObject({
    failed: 1,
  });
});

test('the last line is the sum', () => {
  const sum = addUp([
    { passed: 2, failed: 0, skipped: 0 },
    { passed: 3, failed: 1, skipped: 4 },
  ]);
  expect(lastLine(sum)).toBe('5 passed, 1 failed, 4 skipped');
  expect(lastLine({ passed: 1, failed: 0, skipped: 0 })).toBe('1 passed, 0 failed');
});
