import { z } from 'zod';
import { count, file, identifier, line, nothing, page, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const listCard = z.strictObject({
  list: z.string(),
  status: z.enum(['generated', 'verified', 'signed-once', 'locked', 'retired']),
  /** Procedure and strata are public; parameters such as block sizes are not. */
  procedure: z.string(),
  strata: count,
  slots: count,
  used: count,
  generatedAt: z.string(),
  signatures: z.array(
    z.strictObject({ printedName: z.string(), meaning: z.string(), at: z.string() }),
  ),
  digest: z.string(),
  merkleRoot: z.string(),
});
export type ListCard = z.infer<typeof listCard>;

export const randomizationContracts = {
  'randomization.lists': define({
    kind: 'query',
    summary: 'Randomization lists, where they are in their life, and how much of each is used.',
    input: nothing,
    output: z.strictObject({ lists: z.array(listCard) }),
    roles: 'signed-in',
  }),
  'randomization.strata': define({
    kind: 'query',
    summary: 'How many slots each stratum of a list has left.',
    input: z.strictObject({ list: identifier }),
    output: z.strictObject({
      strata: z.array(
        z.strictObject({
          stratum: z.string(),
          words: z.string(),
          slots: count,
          used: count,
          remaining: count,
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'randomization.generate': define({
    kind: 'command',
    summary:
      'Generate a sealed list by permuted blocks with concealed random block sizes, per stratum.',
    input: z.strictObject({
      list: identifier,
      procedure: z.string().default('pbd'),
      parameters: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.number())])),
      /** Factors whose levels make the strata; `site` and `region` may be among them. Empty: one stratum. */
      stratifyBy: z.array(line(40)).max(8),
      slotsPerStratum: count.min(1),
    }),
    output: listCard,
    roles: ['unblinded-statistician'],
    needs: 'unblinding-key',
  }),
  'randomization.verify': define({
    kind: 'command',
    summary:
      'Generate the list again from its sealed seed and compare every slot; count arms per stratum.',
    input: z.strictObject({ list: identifier }),
    output: z.strictObject({
      concordant: z.boolean(),
      checks: z.array(
        z.strictObject({ check: z.string(), passed: z.boolean(), detail: z.string() }),
      ),
    }),
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'randomization.sign': define({
    kind: 'command',
    summary: 'Sign a verified list; the second, different signer locks it.',
    input: z.strictObject({ list: identifier, signature }),
    output: listCard,
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I approve this randomization list' },
  }),
  'randomization.retire': define({
    kind: 'command',
    summary: 'Stop using a list; its slots are never recycled.',
    input: z.strictObject({ list: identifier, reason, signature }),
    output: listCard,
    roles: ['unblinded-statistician'],
    signatures: { count: 1, meaning: 'I retire this randomization list' },
  }),
  'randomization.certificate': define({
    kind: 'query',
    summary: 'The certificate of a list: digest, Merkle root and signatures, without any arm.',
    input: z.strictObject({ list: identifier }),
    output: file,
    roles: 'signed-in',
  }),
  'randomization.reveal': define({
    kind: 'command',
    summary: 'Look at the slots of a list with their arms; every look is in the trail.',
    input: z.strictObject({ list: identifier, reason, stratum: z.string().optional(), ...page }),
    output: z.strictObject({
      total: count,
      slots: z.array(
        z.strictObject({
          stratum: z.string(),
          position: count,
          block: count.nullable(),
          arm: z.string(),
          status: z.string(),
          subject: z.string().nullable(),
        }),
      ),
    }),
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
} as const;
