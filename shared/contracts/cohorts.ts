import { z } from 'zod';
import { identifier, nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const cohort = z.strictObject({
  cohort: z.string(),
  /** `waiting`: it has lists but was never opened. */
  status: z.enum(['waiting', 'open', 'closed']),
  changedAt: z.string().nullable(),
  lists: z.array(z.strictObject({ list: z.string(), status: z.string() })),
});
export type CohortCard = z.infer<typeof cohort>;

const decision = z.strictObject({ cohort: identifier, reason, signature });

export const cohortContracts = {
  'cohorts.list': define({
    kind: 'query',
    summary: 'Cohorts with their lists, and which of them are open for randomization.',
    input: nothing,
    output: z.strictObject({ cohorts: z.array(cohort) }),
    roles: 'signed-in',
  }),
  'cohorts.open': define({
    kind: 'command',
    summary: 'Open a cohort: from then on subjects are randomized by its locked list.',
    input: decision,
    output: cohort,
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I open this cohort for randomization' },
  }),
  'cohorts.close': define({
    kind: 'command',
    summary: 'Close a cohort for randomization; its subjects go on.',
    input: decision,
    output: cohort,
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    signatures: { count: 1, meaning: 'I close this cohort for randomization' },
  }),
} as const;
