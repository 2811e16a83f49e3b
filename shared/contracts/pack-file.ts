import { z } from 'zod';
import { releaseModes } from '../domain/backup/pack-terms.ts';

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);

/** Of which study something is: its file at the console, its protocol, and whether it is the real one. */
export const studyOrigin = z.strictObject({
  id: z.string().max(64),
  protocol: z.string().max(200),
  environment: z.enum(['PROD', 'UAT']),
});
export type StudyOrigin = z.infer<typeof studyOrigin>;

/** A pack as it lies in its box, signed by the console. Nothing in it says an arm or a kit in clear. */
export const packPayload = z.strictObject({
  format: z.literal('cachet-pack/1'),
  pack: z.string(),
  site: z.string(),
  device: z.string(),
  list: z.string(),
  merkleRoot: z.string(),
  stratifyBy: z.array(z.string()),
  release: z.enum(releaseModes),
  layers: z.number().int().min(1).max(7),
  validFrom: z.string(),
  validUntil: z.string(),
  digest: z.string(),
  visit: z.string(),
  /** The part of the definition that a site needs. */
  definition: z.record(z.string(), z.unknown()),
  strata: z.array(
    z.strictObject({
      key: z.string(),
      words: z.string(),
      positions: z.array(z.number().int().min(1)),
    }),
  ),
  envelopes: z.array(
    z.strictObject({
      /** Hash of the slot's salted leaf, and the way from it to the root. */
      leaf: hex32,
      proof: z.array(z.strictObject({ side: z.enum(['left', 'right']), hash: hex32 })),
      /** Ciphertexts of equal length, one a layer. */
      layers: z.array(z.string()),
    }),
  ),
  keys: z.strictObject({
    site: hex32,
    challenge: hex32,
    /** Null where the release code comes by telephone. */
    release: hex32.nullable(),
  }),
  /** Public key that bundles are sealed to. */
  study: hex32,
  console: z.strictObject({ device: z.string(), publicKey: hex32 }),
  /** Left out by consoles of earlier versions, like everything below. */
  origin: studyOrigin.optional(),
  /** Every root that the list had, from its first certificate on. */
  lineage: z.array(hex32).optional(),
  /** First entries of the files that this machine made, as far as the console has their records. */
  files: z.array(hex32).optional(),
  /** Who may open envelopes that two open together, each with the means to check a code of their own. */
  people: z
    .array(z.strictObject({ name: z.string().max(120), verifier: hex32 }))
    .max(20)
    .optional(),
  /** Packs of this machine that are no longer valid. */
  revoked: z.array(z.string()).optional(),
});
export type PackPayload = z.infer<typeof packPayload>;

/** The file around it: what may be read without the machine's key. */
export const packFile = z.strictObject({
  format: z.literal('cachet-pack-file/1'),
  protocol: z.string(),
  pack: z.string(),
  site: z.string(),
  device: z.string(),
  sealed: z.string(),
});
