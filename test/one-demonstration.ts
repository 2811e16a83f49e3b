import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the demonstration of a run of tests is kept, so that it is built once and copied by whoever needs it. */
export const keptVariable = 'CACHET_TEST_DEMONSTRATION';

/** One place for all suites of a run: the first makes it, and removes it at the end. */
export function setup(): (() => void) | undefined {
  if (process.env[keptVariable] !== undefined) return undefined;
  const place = mkdtempSync(join(tmpdir(), 'cachet-test-demonstration-'));
  process.env[keptVariable] = place;
  return () => {
    delete process.env[keptVariable];
    rmSync(place, { recursive: true, force: true });
  };
}
