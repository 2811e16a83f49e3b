// `npm test`: every check and every suite, one after the other, and the sum of them all as the last line.
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runLongFaults } from './faults/long/long-form.ts';
import { writeTraceability } from './requirements/write-traceability.ts';
import { addUp, lastLine, playwrightCounts, vitestCounts } from './test-counts.ts';
import type { Counts } from './test-counts.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, '.build', 'test-results');

const SUITES = ['unit', 'reference', 'store', 'host', 'hub', 'cli', 'faults', 'house', 'packaging'];

/** Static checks: name, package's program, arguments. */
const CHECKS: readonly (readonly [string, string, readonly string[]])[] = [
  ['format', 'oxfmt/bin/oxfmt', ['--config', 'test/oxfmt.json', '--check', '.']],
  ['lint', 'oxlint/bin/oxlint', ['-c', 'test/oxlint.json', '--type-aware', '.']],
  ['folders', 'oxlint/bin/oxlint', ['-c', 'test/house/folders.json', '.']],
  ['unused', 'knip/bin/knip.js', ['-c', 'test/knip.json', '--no-progress']],
  ['types', 'typescript/bin/tsc', ['-b']],
];

const program = (path: string): string => join(root, 'node_modules', path);

function check([name, path, words]: (typeof CHECKS)[number]): Counts {
  const ran = spawnSync(process.execPath, [program(path), ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  const holds = ran.status === 0;
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${name}`);
  if (!holds) console.log(`${ran.stdout}${ran.stderr}`);
  return { passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 };
}

/** Runs a test tool that leaves a JSON report; a run that ends badly without a failed test counts as one failure. */
function suite(
  words: readonly string[],
  report: string,
  environment: NodeJS.ProcessEnv,
  read: (report: string) => Counts,
): Counts {
  rmSync(report, { force: true });
  const env = { ...process.env, ...environment };
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit', env });
  const counts = existsSync(report)
    ? read(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function vitest(suites: readonly string[], environment: NodeJS.ProcessEnv): Counts {
  const report = join(results, 'vitest.json');
  const words = [
    program('vitest/vitest.mjs'),
    'run',
    '--config=test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...suites.flatMap((name) => ['--project', name]),
  ];
  return suite(words, report, environment, vitestCounts);
}

function playwright(environment: NodeJS.ProcessEnv): Counts {
  if (globSync('test/e2e/**/*.spec.ts', { cwd: root }).length === 0) {
    return { passed: 0, failed: 0, skipped: 0 };
  }
  const report = join(results, 'playwright.json');
  const words = [
    program('@playwright/test/cli.js'),
    'test',
    '--config=test/e2e/playwright.config.ts',
    '--reporter=list,json',
  ];
  const env = { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return suite(words, report, env, playwrightCounts);
}

/** `npm test -- [--long] [checks|e2e|a suite]…`: all of them when none is named. */
function main(words: readonly string[]): number {
  const known = ['checks', ...SUITES, 'e2e'];
  const named = words.filter((word) => !word.startsWith('--'));
  const unknown = words.filter((word) => word !== '--long' && !known.includes(word));
  if (unknown.length > 0) {
    console.error(`There is no suite "${unknown[0]}"; there are: ${known.join(' ')}.`);
    return 2;
  }
  const isWanted = (name: string): boolean => named.length === 0 || named.includes(name);
  const isLong = words.includes('--long');
  // The long form of the fault suites takes hours: it goes on where it was broken off, and keeps its own table.
  const longFaults = isLong && isWanted('faults');
  const suites = SUITES.filter((name) => isWanted(name) && !(longFaults && name === 'faults'));
  const environment = isLong ? { CACHET_LONG: '1' } : {};
  mkdirSync(results, { recursive: true });
  const counts = addUp([
    ...(isWanted('checks') ? CHECKS.map(check) : []),
    ...(suites.length > 0 ? [vitest(suites, environment)] : []),
    ...(isWanted('e2e') ? [playwright(environment)] : []),
    ...(longFaults ? [runLongFaults(root)] : []),
  ]);
  writeTraceability(root);
  console.log(lastLine(counts));
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
