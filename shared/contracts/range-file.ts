import { z } from 'zod';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

const rangeEntry = z.strictObject({
  device: z.string().regex(/^[0-9a-f]{16}$/),
  epoch: z.number().int().min(1),
  deviceSequence: z.number().int().min(1),
  content: z.string(),
  sealed: z.string().nullable(),
  hash: hex32,
  /** Base64; null within a commit. */
  signature: z.string().max(100).nullable(),
});
/** An entry of a shared study on its way to the other consoles. */
export type RangeEntry = z.infer<typeof rangeEntry>;

/** Entries that follow one another in the common order, as consoles exchange them under the key that only they hold. */
export const rangeFile = z.strictObject({
  format: z.literal('cachet-range/1'),
  /** Position of the first entry in the study. */
  first: z.number().int().min(1),
  entries: z.array(rangeEntry).min(1).max(200_000).readonly(),
  /** The key ring that an entry of the range puts in force; null where none does. */
  ring: z.string().nullable(),
});
export type RangeFile = z.infer<typeof rangeFile>;
