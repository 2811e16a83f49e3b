import { z } from 'zod';
import { file, line, nothing } from './common.ts';
import { calculatedShape, whereShape } from './hub-workers.ts';
import { define } from './procedure.ts';

const parameters = z.record(z.string(), z.string().max(200));

/** One candidate of the design lab: a procedure and its parameters as text, as on the command line. */
const candidate = z.strictObject({ procedure: line(40), parameters });

const assessment = {
  /** Weights of the arms, e.g. [1, 1]. */
  arms: z.array(z.number().int().min(1).max(100)).min(2).max(20),
  n: z.number().int().min(1).max(100_000),
  designs: z.array(candidate).min(1).max(24),
  /** Simulated trials where the exact calculation would take too long. */
  replicates: z.number().int().min(100).max(1_000_000).default(10_000),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
};

const figures = z.strictObject({
  procedure: z.string(),
  n: z.number(),
  arms: z.array(z.number()),
  method: z.enum(['exact', 'simulation']),
  replicates: z.number().optional(),
  seed: z.number().optional(),
  PD: z.number(),
  PCG_convergence: z.number(),
  PCG_deterministic: z.number(),
  E_abs_D: z.number(),
  SD_abs_D: z.number(),
  E_D2: z.number(),
  P_D0: z.number(),
  E_max_abs_D: z.number(),
  EF: z.number(),
  E_abs_D_by_step: z.array(z.number()),
  SD_abs_D_by_step: z.array(z.number()),
  error: z.record(z.string(), z.union([z.number(), z.array(z.number())])).optional(),
});
export type LabFigures = z.infer<typeof figures>;

const refusalShape = z.strictObject({
  rule: z.string(),
  message: z.string(),
  because: z.array(z.string()),
  next: z.string(),
});

const assessed = z.strictObject({
  /** e.g. `bsd (mti 3)`. */
  label: z.string(),
  procedure: z.string(),
  parameters,
  figures: figures.nullable(),
  /** Why this candidate could not be assessed; the others are not held up. */
  refusal: refusalShape.nullable(),
  /** Difference of the first two arms after each subject of one simulated trial. */
  samplePath: z.array(z.number()),
  /** "Of every 10 guesses …": what the figures mean. */
  advice: z.array(z.string()),
});
export type LabAssessed = z.infer<typeof assessed>;

const listedParameter = z.strictObject({
  name: z.string(),
  meaning: z.string(),
  range: z.string(),
  required: z.boolean(),
});

const multicentre = {
  scenario: z.record(z.string(), z.json()),
  replicates: z.number().int().min(2).max(1_000_000).default(1_000),
  seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  job: line(60).optional(),
};

export const labContracts = {
  'lab.procedures': define({
    kind: 'query',
    summary: 'Every randomization procedure with its formula, source and parameters.',
    input: nothing,
    output: z.strictObject({
      procedures: z.array(
        z.strictObject({
          code: z.string(),
          name: z.string(),
          formula: z.string(),
          source: z.string(),
          arms: z.string(),
          needs_n: z.boolean(),
          parameters: z.array(listedParameter),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'lab.assess': define({
    kind: 'lifecycle',
    summary: 'Balance and predictability of procedures side by side, exact where that is possible.',
    input: z.strictObject({ ...assessment, job: line(60).optional() }),
    output: z.strictObject({ engine: z.string(), designs: z.array(assessed) }),
    roles: 'signed-in',
    runs: 'beside',
  }),
  'lab.multicentre': define({
    kind: 'lifecycle',
    summary: 'Compare designs on simulated multi-centre recruitment.',
    input: z.strictObject({ ...multicentre, where: whereShape.optional() }),
    output: z.strictObject({
      engine: z.string(),
      /** Member by member as the command `multicentre` answers. */
      answer: z.json(),
      /** Present when the workers of the hub were asked for. */
      calculated: calculatedShape.optional(),
    }),
    roles: 'signed-in',
    runs: 'beside',
  }),
  'lab.report': define({
    kind: 'lifecycle',
    summary: 'The assessment as PDF for the appendix of the protocol, with seed and versions.',
    input: z.strictObject({ ...assessment, title: line(200) }),
    output: file,
    roles: 'signed-in',
    runs: 'beside',
  }),
  'lab.multicentreReport': define({
    kind: 'lifecycle',
    summary: 'The comparison in a multi-centre trial as PDF, with scenario, seed and versions.',
    input: z.strictObject({ ...multicentre, title: line(200) }),
    output: file,
    roles: 'signed-in',
    runs: 'beside',
  }),
} as const;
