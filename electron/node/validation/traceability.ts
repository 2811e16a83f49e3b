import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One requirement with the files of tests that hold it. */
export interface TracedRequirement {
  readonly id: string;
  readonly area: string;
  readonly statement: string;
  readonly source?: string;
  readonly tests: readonly { readonly file: string }[];
  readonly result: 'passed' | 'failed' | 'not run';
}

/** What the tests of this version left: requirements, tests and results. */
export interface Traceability {
  readonly format: 'cachet-traceability/1';
  readonly version: string;
  readonly at: string;
  readonly totals: { readonly passed: number; readonly failed: number; readonly skipped: number };
  readonly files: number;
  readonly requirements: readonly TracedRequirement[];
}

const folderIn = (root: string): string => join(root, '.build', 'validation');

/** The traceability that this installation carries; null when it was built without its tests. */
export function readTraceability(root: string): Traceability | null {
  const path = join(folderIn(root), 'traceability.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Traceability) : null;
}

/** Its files as they are, for an evidence pack. */
export function traceabilityFiles(
  root: string,
): readonly { readonly name: string; readonly content: Uint8Array }[] {
  const folder = folderIn(root);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith('traceability.'))
    .map((name) => ({ name, content: readFileSync(join(folder, name)) }));
}
