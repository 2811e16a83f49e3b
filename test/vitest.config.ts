import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** The long form of the fault suites takes as long as the machine needs. */
const isLongForm = process.env['CACHET_LONG'] === '1';

const isLong = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/faults/');

/** The long files first, so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => Number(isLong(other)) - Number(isLong(one)));
  }
}

/**
 * Files of these suites hold nothing that outlives them, so they share a thread's modules: importing the whole core anew
 * for each of some 250 files costs more processor time than many of them need to run.
 */
const sharesModules = { isolate: false };

/** Builds the demonstration once for all suites of a run. */
const copiesDemonstration = { globalSetup: 'test/one-demonstration.ts' };

/** One project a suite, so that a run can name the suite it wants: `--project unit`. */
const suite = (name: string, timeout: number, extra: object = {}) => ({
  test: {
    name,
    root: `${import.meta.dirname}/..`,
    include: [`test/${name}/**/*.test.ts`, `test/${name}/**/*.test.tsx`],
    environment: 'node',
    testTimeout: timeout,
    hookTimeout: timeout,
    ...extra,
  },
});

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    projects: [
      suite('unit', 30_000, sharesModules),
      suite('reference', 120_000),
      suite('store', 60_000, { ...sharesModules, ...copiesDemonstration }),
      suite('host', 60_000),
      suite('hub', 120_000, { globalSetup: 'test/hub/one-server.ts' }),
      suite('cli', 60_000, copiesDemonstration),
      suite('faults', isLongForm ? 86_400_000 : 240_000, {
        ...sharesModules,
        ...copiesDemonstration,
      }),
      suite('house', 120_000),
      suite('packaging', 240_000),
    ],
  },
});
