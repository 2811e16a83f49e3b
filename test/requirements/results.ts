import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { addUp } from '../test-counts.ts';
import type { Counts } from '../test-counts.ts';

interface VitestReport {
  readonly startTime: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

interface Suite {
  readonly file?: string;
  readonly specs?: readonly { readonly tests: readonly { readonly status: string }[] }[];
  readonly suites?: readonly Suite[];
}

const one = (status: string): Counts => ({
  passed: status === 'passed' || status === 'expected' ? 1 : 0,
  failed: status === 'failed' || status === 'unexpected' || status === 'flaky' ? 1 : 0,
  skipped: ['skipped', 'pending', 'todo'].includes(status) ? 1 : 0,
});

const statusesIn = (suite: Suite): readonly string[] => [
  ...(suite.specs ?? []).flatMap(({ tests }) => tests.map(({ status }) => status)),
  ...(suite.suites ?? []).flatMap(statusesIn),
];

const read = <T>(path: string): T | null =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : null;

/** What the last run of `npm test` left: counts by file, and when it began. */
export function readResults(root: string): {
  readonly at: string;
  readonly files: ReadonlyMap<string, Counts>;
} {
  const folder = join(root, '.build', 'test-results');
  const vitest = read<VitestReport>(join(folder, 'vitest.json'));
  const playwright = read<{ suites: readonly Suite[] }>(join(folder, 'playwright.json'));
  const files = new Map<string, Counts>();
  for (const { name, assertionResults } of vitest?.testResults ?? []) {
    const path = relative(root, name).replaceAll('\\', '/');
    files.set(path, addUp(assertionResults.map(({ status }) => one(status))));
  }
  for (const suite of playwright?.suites ?? []) {
    const path = `test/e2e/${(suite.file ?? '').replaceAll('\\', '/')}`;
    const counts = addUp(statusesIn(suite).map(one));
    files.set(path, addUp([files.get(path) ?? addUp([]), counts]));
  }
  const at = vitest === null ? 'no run' : new Date(vitest.startTime).toISOString();
  return { at, files };
}
