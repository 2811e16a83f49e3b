import { z } from 'zod';

/** Free text of one line that a person typed. */
export const line = (max = 200) => z.string().trim().min(1).max(max);
export const reason = z.string().trim().min(3).max(2000);
export const identifier = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/,
    'letters, digits, dot, dash or underscore, at most 40',
  );
export const isoDate = z.iso.date();
export const count = z.number().int().min(0).max(2_000_000);
export const passphrase = z.string().min(1).max(1024);

/** A window on a long table; sorting and filtering happen in the store. */
export const page = {
  offset: count.default(0),
  limit: z.number().int().min(1).max(500).default(100),
};

/** An electronic signature: the person authenticates again in full and says what the signature means. */
export const signature = z.strictObject({
  user: line(),
  passphrase,
  meaning: line(),
  /** SHA-256 of the record as it was shown, where it was: refused when another one would be signed. */
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
    .optional(),
});
export type SignatureInput = z.infer<typeof signature>;

/** A file made by the core, handed to the window as a download. */
export const file = z.strictObject({ name: z.string(), mediaType: z.string(), base64: z.string() });
export type FileOutput = z.infer<typeof file>;

/** A file that the person chose: text as read from disk, or bytes in base64. */
export const fileInput = z.strictObject({
  name: line(255),
  base64: z.string().max(180_000_000),
});

export const nothing = z.strictObject({});
