import { z } from 'zod';
import { nothing, reason, signature } from './common.ts';
import { define } from './procedure.ts';

export const clockContracts = {
  'study.clock': define({
    kind: 'query',
    summary: 'The clock of this computer beside the latest time in the trail.',
    input: nothing,
    output: z.strictObject({
      now: z.string(),
      offsetMinutes: z.number().int(),
      /** Latest time of an entry since the clock was last confirmed; null when there is none. */
      latest: z.string().nullable(),
      /** Commands are refused until the clock is set right, or confirmed. */
      isBehind: z.boolean(),
    }),
    roles: 'signed-in',
  }),
  'study.confirmClock': define({
    kind: 'command',
    summary:
      'Confirm that the clock of this computer is right although the trail has later entries.',
    input: z.strictObject({ reason, signature }),
    output: nothing,
    roles: ['administrator', 'unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I confirm that the clock of this computer is right' },
  }),
} as const;
