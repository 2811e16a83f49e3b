import { z } from 'zod';
import { count, file, line, nothing } from './common.ts';
import { define } from './procedure.ts';

export const packMade = z.strictObject({
  variant: z.enum(['arm-free', 'unblinded']),
  /** Entries of the trail that are in it. */
  entries: count,
  files: count,
  /** SHA-256 of the manifest, hexadecimal. */
  digest: z.string(),
  /** Of the device that signed it: to be compared when the pack is verified. */
  fingerprint: z.string(),
});
export type PackMadeOutput = z.infer<typeof packMade>;

const makers = [
  'qa',
  'inspector',
  'administrator',
  'unblinded-pharmacist',
  'unblinded-statistician',
] as const;

export const evidenceContracts = {
  'evidence.status': define({
    kind: 'query',
    summary: 'The fingerprint of this console’s evidence packs, and the packs that were made.',
    input: nothing,
    output: z.strictObject({
      fingerprint: z.string(),
      /** Entries of the trail now. */
      entries: count,
      packs: z.array(
        z.strictObject({
          entry: count,
          at: z.string(),
          offsetMinutes: z.number().int(),
          printedName: z.string(),
          variant: z.enum(['arm-free', 'unblinded']),
          entries: count,
          digest: z.string(),
        }),
      ),
    }),
    roles: makers,
  }),
  'evidence.make': define({
    kind: 'lifecycle',
    summary:
      'Build the evidence pack: the whole trail with all records and a viewer that verifies itself, as a folder or an archive.',
    input: z.strictObject({
      /** Unblinded packs add what the person may export alone; they need the unblinding key. */
      variant: z.enum(['arm-free', 'unblinded']).default('arm-free'),
      /** A new folder on this machine; without it the pack comes as one archive. */
      folder: line(1000).optional(),
      job: line(60).optional(),
    }),
    output: packMade.extend({ archive: file.nullable() }),
    roles: makers,
  }),
} as const;
