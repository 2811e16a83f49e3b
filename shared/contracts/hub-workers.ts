import { z } from 'zod';
import { count, line, nothing } from './common.ts';
import { define } from './procedure.ts';

/** Who may forecast may say which machines see the numbers of a forecast. */
const planners = ['unblinded-pharmacist', 'supply-planner', 'unblinded-statistician'] as const;

const refusal = z.strictObject({
  rule: z.string(),
  message: z.string(),
  because: z.array(z.string()).readonly(),
  next: z.string(),
});

/** Where a simulation is calculated; the result is the same. */
export const whereShape = z.enum(['here', 'hub']);

/** Where it was calculated. */
export const calculatedShape = z.strictObject({
  /** Pieces of the run, and those of them that workers calculated. */
  chunks: count,
  byWorkers: count,
  /** Machines that calculated, apart from this one. */
  workers: z.array(z.string()).readonly(),
  /** Why some or all of it was calculated here although workers were asked for; null otherwise. */
  refusal: refusal.nullable(),
});

const worker = z.strictObject({
  device: z.string(),
  /** Threads of its programs that run now; 0 when none does. */
  threads: count,
  /** What it calculates with; null when the hub does not know. */
  engine: z.string().nullable(),
  isSameEngine: z.boolean(),
  /** Null while it was not accepted at this console. */
  acceptedBy: z.string().nullable(),
  acceptedAt: z.string().nullable(),
});
export type HubWorker = z.infer<typeof worker>;

export const hubWorkerContracts = {
  'hub.workers': define({
    kind: 'lifecycle',
    summary: 'Machines that calculate for this study at the hub, and which were accepted here.',
    input: nothing,
    output: z.strictObject({
      workers: z.array(worker).readonly(),
      /** Why the hub could not be asked; null otherwise. */
      refusal: refusal.nullable(),
    }),
    roles: planners,
    runs: 'beside',
  }),
  'hub.acceptWorker': define({
    kind: 'lifecycle',
    summary:
      'Accept a machine that calculates, once its fingerprint was compared: forecasts are sealed to it from then on.',
    input: z.strictObject({
      /** CACHET-HUB-1…, as `cachet worker join` prints it. */
      request: line(2000),
      /** As the person at the machine reads it out. */
      fingerprint: line(60),
    }),
    output: z.strictObject({ device: z.string() }),
    roles: planners,
  }),
  'hub.dismissWorker': define({
    kind: 'lifecycle',
    summary: 'Seal no further forecasts to a machine that calculates.',
    input: z.strictObject({ device: line(60) }),
    output: z.strictObject({ device: z.string() }),
    roles: planners,
  }),
};
