import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addUp } from '../test-counts.ts';
import { matrixCsv, matrixHtml, matrixOf } from './matrix.ts';
import { readResults } from './results.ts';
import { findTags, readRequirements } from './traceability.ts';

/** Writes which test holds which requirement, with the results of the last run, into `.build/validation/`. */
export function writeTraceability(root: string): void {
  const { at, files } = readResults(root);
  const rows = matrixOf(readRequirements(root), findTags(root), files);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(root, '.build', 'validation');
  mkdirSync(folder, { recursive: true });
  const document = {
    format: 'cachet-traceability/1',
    version,
    at,
    totals: addUp([...files.values()]),
    files: files.size,
    requirements: rows,
  };
  writeFileSync(join(folder, 'traceability.json'), `${JSON.stringify(document, null, 1)}\n`);
  writeFileSync(join(folder, 'traceability.csv'), matrixCsv(rows));
  writeFileSync(join(folder, 'traceability.html'), matrixHtml(rows, at));
}
