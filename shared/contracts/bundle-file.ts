import { z } from 'zod';
import { studyOrigin } from './pack-file.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a bundle is bound to; readable without any key. */
const bundleHeader = z.strictObject({
  format: z.literal('cachet-bundle/1'),
  /** Public key of the study that the bundle is sealed to. */
  study: hex32,
  /** Left out by sites of earlier versions. */
  origin: studyOrigin.optional(),
  pack: z.string().max(60),
  site: z.string().max(60),
  device: z.string().max(60),
  publicKey: hex32,
  epoch: z.number().int().min(1),
  first: z.number().int().min(1),
  last: z.number().int().min(1),
  /** Hash of the entry before the first. */
  previous: hex32,
});
export type BundleHeader = z.infer<typeof bundleHeader>;

/** A piece of a site's ledger: each entry sealed by itself, all of it signed by the site's machine. */
export const bundleFile = z.strictObject({
  header: bundleHeader,
  key: z.string().max(400),
  entries: z.array(z.string()).min(1).max(200_000),
  signature: z.string().max(100),
});
export type BundleFile = z.infer<typeof bundleFile>;

/** One entry as it lies in its box. */
export const bundledEntry = z.strictObject({
  epoch: z.number().int().min(1),
  sequence: z.number().int().min(1),
  hash: hex32,
  content: z.string(),
});
export type BundledEntry = z.infer<typeof bundledEntry>;
