import { z } from 'zod';
import { count, file, nothing } from './common.ts';
import { define } from './procedure.ts';

const readers = [
  'qa',
  'inspector',
  'administrator',
  'unblinded-pharmacist',
  'unblinded-statistician',
] as const;

export const validationSummary = z.strictObject({
  version: z.string(),
  /** When the tests of this version were run; null when the installation carries no results. */
  testedAt: z.string().nullable(),
  tests: z.strictObject({ passed: count, failed: count, skipped: count, files: count }),
  areas: z.array(
    z.strictObject({
      area: z.string(),
      requirements: count,
      passed: count,
      failed: count,
      notRun: count,
    }),
  ),
  selfTest: z.strictObject({ items: count, failed: count }),
  /** What was found in the study that is open; null when none is. */
  study: z.strictObject({ entries: count, verified: z.boolean() }).nullable(),
  /** Everything that is not as it should be, in words. */
  deviations: z.array(z.string()),
});
export type ValidationSummary = z.infer<typeof validationSummary>;

export const validationContracts = {
  'validation.get': define({
    kind: 'lifecycle',
    summary: 'Requirements and the results of their tests, the self-test, and what deviates.',
    input: nothing,
    output: validationSummary,
    roles: readers,
  }),
  'validation.report': define({
    kind: 'lifecycle',
    summary: 'The validation summary (IQ, OQ, PQ) as PDF.',
    input: nothing,
    output: file,
    roles: readers,
  }),
} as const;
