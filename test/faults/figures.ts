import { appendFileSync } from 'node:fs';

/** One row of the table in RESULTS.md: what was done, how often, and what was found. */
export interface Figure {
  readonly what: string;
  readonly runs: string;
  readonly result: string;
}

/** Thousands set apart, as in the table. */
export const counted = (n: number): string => n.toLocaleString('en-GB');

/** Says what a suite found; the long form also takes it into the table of figures. */
export function figure(found: Figure): void {
  console.log(`faults: ${found.what}: ${found.runs}: ${found.result}`);
  const path = process.env['CACHET_FAULT_FIGURES'];
  if (path !== undefined) appendFileSync(path, `${JSON.stringify(found)}\n`);
}

/** The commit that the long form measures; null when nobody said, or the tree differs from its commit. */
export const measuredCommit = (): string | null => process.env['CACHET_FAULT_COMMIT'] ?? null;
