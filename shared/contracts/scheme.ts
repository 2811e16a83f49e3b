import { z } from 'zod';
import { line } from './common.ts';

/** `site`, `region`, `trial` (dynamic balancing only) or the id of a stratification factor. */
const part = line(40);

/** How arms are drawn live. Everything but the procedure and the names of its parts is concealed. */
export const schemeInput = z.discriminatedUnion('procedure', [
  z.strictObject({
    procedure: z.literal('dbr'),
    /** In the order in which they are asked, usually from the innermost level on. */
    levels: z
      .array(z.strictObject({ level: part, limit: z.number().int().min(1).max(100_000) }))
      .min(1)
      .max(8),
  }),
  z.strictObject({
    procedure: z.literal('minimization'),
    factors: z
      .array(z.strictObject({ factor: part, weight: z.number().positive().max(1_000_000) }))
      .min(1)
      .max(12),
    measure: z.enum(['range', 'variance', 'marginal-total']).default('range'),
    /** Probability of the arm that leaves the least imbalance. */
    p: z.number().positive().max(1),
  }),
]);
export type SchemeInput = z.infer<typeof schemeInput>;
