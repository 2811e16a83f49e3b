// The long form of the fault suites: one file after the other, so that it takes one core; writes RESULTS.md as it goes.
import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { addUp, vitestCounts } from '../../test-counts.ts';
import type { Counts } from '../../test-counts.ts';
import type { Figure } from '../figures.ts';
import { withFigures } from './results-table.ts';

const results = (root: string): string => join(root, 'test', 'faults', 'RESULTS.md');

/** These take longest and come last; the kills go on where they were broken off. */
const longest = ['wal-cut', 'power-loss', 'all-or-nothing', 'kill'].map((n) => `${n}.test.ts`);

const byLength = (a: string, b: string): number =>
  longest.indexOf(basename(a)) - longest.indexOf(basename(b));

interface Tree {
  readonly commit: string;
  /** Sources differ from the commit: nothing is taken up again, and the table says so. */
  readonly isChanged: boolean;
}

function treeOf(root: string): Tree {
  const git = (...words: readonly string[]): string =>
    spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
  const commit = git('rev-parse', '--short', 'HEAD');
  const changes = git('status', '--porcelain', '--', '.', ':!test/faults/RESULTS.md');
  return { commit: commit === '' ? 'unknown' : commit, isChanged: commit === '' || changes !== '' };
}

interface Run {
  readonly root: string;
  readonly folder: string;
  readonly tree: Tree;
}

function runFile({ root, folder, tree }: Run, file: string): Counts {
  const [report, figures] = [join(folder, 'report.json'), join(folder, 'figures.jsonl')];
  for (const path of [report, figures]) rmSync(path, { force: true });
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const words = [vitest, 'run', '--config=test/vitest.config.ts', '--project=faults'];
  const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, [...words, ...outputs, file], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CACHET_LONG: '1',
      CACHET_FAULT_FIGURES: figures,
      ...(tree.isChanged ? {} : { CACHET_FAULT_COMMIT: tree.commit }),
    },
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = vitestCounts(readFileSync(report, 'utf8'));
  if (status !== 0 || counts.failed > 0) {
    return { ...counts, failed: Math.max(1, counts.failed) };
  }
  if (existsSync(figures)) enter(root, tree, figures);
  return counts;
}

/** Figures of a file that passed; of one that failed nothing is entered. */
function enter(root: string, tree: Tree, figures: string): void {
  const on = new Date().toISOString().slice(0, 10);
  const commit = tree.isChanged ? `${tree.commit}, changed` : tree.commit;
  const found = readFileSync(figures, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Figure);
  const text = readFileSync(results(root), 'utf8');
  const measured = found.map((figure) => ({ ...figure, on, commit }));
  writeFileSync(results(root), withFigures(text, measured));
}

/** Runs every fault suite in its long form; those that passed at this commit are not run again. */
export function runLongFaults(root: string): Counts {
  const tree = treeOf(root);
  const folder = join(root, '.build', 'faults');
  mkdirSync(folder, { recursive: true });
  const passed = join(folder, `passed-${tree.commit}.txt`);
  const done = !tree.isChanged && existsSync(passed) ? readFileSync(passed, 'utf8') : '';
  const files = globSync('test/faults/**/*.test.ts', { cwd: root }).toSorted(byLength);
  const left = files.filter((file) => !done.split('\n').includes(basename(file)));
  const counts = left.map((file, i) => {
    const began = performance.now();
    console.error(`${i + 1} of ${left.length}: ${file}`);
    const found = runFile({ root, folder, tree }, file);
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    console.error(`${file}: ${found.failed === 0 ? 'passed' : 'FAILED'} in ${minutes} minutes`);
    if (found.failed === 0 && !tree.isChanged) appendFileSync(passed, `${basename(file)}\n`);
    return found;
  });
  return addUp(counts);
}
