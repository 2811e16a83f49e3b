import { z } from 'zod';
import { cohortContracts } from './cohorts.ts';
import { count, file, identifier, line, nothing, page, reason, signature } from './common.ts';

import { define } from './procedure.ts';
import { schemeInput } from './scheme.ts';

const signed = z.strictObject({ printedName: z.string(), meaning: z.string(), at: z.string() });

const listCard = z.strictObject({
  list: z.string(),
  status: z.enum(['generated', 'verified', 'signed-once', 'locked', 'retired']),
  /** Procedure and strata are public; parameters such as block sizes are not. */
  procedure: z.string(),
  strata: count,
  slots: count,
  used: count,
  generatedAt: z.string(),
  signatures: z.array(signed),
  digest: z.string(),
  /** Empty for live allocation, which has no slots. */
  merkleRoot: z.string(),
  /** Present when subjects are allocated live: the arm is drawn at each allocation, `slots` are those drawn so far. */
  live: z.literal(true).optional(),
  /** Present for a list that is used only when a stratum of another list has run out. */
  reserve: z.literal(true).optional(),
  /** Present for the list that the next subject (of its cohort) is randomized by: the first that was made of those locked. */
  inUse: z.literal(true).optional(),
  /** The reserve list that serves a stratum that has run out; absent when allocation is refused then. */
  fallback: z.string().optional(),
  /** Present for a list that serves one cohort only. */
  cohort: z.string().optional(),
  /** Slots that wait for two signatures before they are added to a locked list. */
  extension: z
    .strictObject({ slots: count, signatures: z.array(signed), digest: z.string() })
    .optional(),
});
export type ListCard = z.infer<typeof listCard>;

export const randomizationContracts = {
  ...cohortContracts,
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
      /** `reserve`: used only by lists that name it as their fallback. */
      purpose: z.enum(['main', 'reserve']).default('main'),
      /** A reserve list with coarser strata for a stratum that runs out; allocation is refused then without one. */
      fallback: identifier.optional(),
      /** The list serves subjects of this cohort only, once the cohort is opened. */
      cohort: identifier.optional(),
    }),
    output: listCard,
    roles: ['unblinded-statistician'],
    needs: 'unblinding-key',
  }),
  'randomization.defineScheme': define({
    kind: 'command',
    summary:
      'Define live allocation: dynamic balancing over levels, or minimization; its parameters are sealed.',
    input: z.strictObject({
      list: identifier,
      scheme: schemeInput,
      purpose: z.enum(['main', 'reserve']).default('main'),
      cohort: identifier.optional(),
    }),
    output: z.strictObject({ list: listCard, warnings: z.array(z.string()) }),
    roles: ['unblinded-statistician'],
    needs: 'unblinding-key',
  }),
  'randomization.balance': define({
    kind: 'query',
    summary: 'How many subjects each arm has, in all and at each level that a list balances.',
    input: z.strictObject({ list: identifier }),
    output: z.strictObject({
      list: z.string(),
      subjects: count,
      arms: z.array(z.strictObject({ name: z.string(), weight: count })),
      levels: z.array(
        z.strictObject({
          /** `Trial`, `Site`, `Region` or the name of a factor. */
          factor: z.string(),
          level: z.string(),
          /** In the order of `arms`. */
          counts: z.array(count),
          /** Largest distance between two arms, each count divided by the arm's weight. */
          imbalance: z.number(),
        }),
      ),
    }),
    roles: ['unblinded-statistician', 'unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'randomization.extend': define({
    kind: 'command',
    summary:
      'Lengthen a locked list from its sealed seed; two people sign before the added slots are used.',
    input: z.strictObject({
      list: identifier,
      /** Slots that each chosen stratum gains. */
      slots: count.min(1),
      /** Keys of strata; left out: every stratum, and those that the study has gained since. */
      strata: z.array(z.string().max(400)).max(20_000).optional(),
      reason,
    }),
    output: listCard,
    roles: ['unblinded-statistician'],
    needs: 'unblinding-key',
  }),
  'randomization.replicationKit': define({
    kind: 'command',
    summary:
      'Specification, seed, list and scripts in R and Python with which a stranger makes the list again; under an opening of the seed.',
    input: z.strictObject({ list: identifier, reason: reason.optional() }),
    output: file,
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
    summary:
      'Sign a verified list or an extension of a locked one; the second, different signer locks it.',
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
    summary:
      'Look at the slots of a list with their arms, under an opening of it; every look is recorded.',
    input: z.strictObject({
      list: identifier,
      reason: reason.optional(),
      stratum: z.string().optional(),
      ...page,
    }),
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
