import { z } from 'zod';
import {
  codeBreakKinds,
  codeBreakStates,
  expectedness,
  laterKits,
  participations,
} from '../domain/code-break/code-break.ts';
import { count, file, identifier, line, nothing, page, reason, signature } from './common.ts';
import { define } from './procedure.ts';

const askedBy = z.strictObject({ name: line(120), role: line(80), contact: line(120) });

/** No row and no detail names a treatment, whoever asks. */
const row = z.strictObject({
  code: z.string(),
  kind: z.enum(codeBreakKinds),
  state: z.enum(codeBreakStates),
  subject: z.string(),
  site: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  /** To whom the treatment was shown. */
  shownTo: z.string(),
  role: z.string(),
  /** For whom that person asked; null when for themselves. */
  askedBy: askedBy.nullable(),
  tell: z.array(z.string()),
  reason: z.string().nullable(),
  reasonBy: z.string().nullable(),
  reasonAt: z.string().nullable(),
  reasonDue: z.string(),
  assessmentDue: z.string(),
  assessment: z
    .strictObject({
      laterKits: z.enum(laterKits),
      participation: z.enum(participations),
      sponsorToldAt: z.string().nullable(),
      expectedness: z.enum(expectedness),
      text: z.string(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
  /** The envelope of a subject whose record was not home when the code was broken; the kit in hand led to it, or null. */
  backup: z
    .strictObject({ pack: z.string(), envelope: count, kit: z.string().nullable() })
    .optional(),
  /** For whom the record of the envelope came home, where it was broken under a number that no record of it names. */
  recordedFor: z.string().optional(),
});
export type CodeBreakRow = z.infer<typeof row>;

const filter = {
  search: z.string().max(60).optional(),
  site: line(40).optional(),
  kind: z.enum(codeBreakKinds).optional(),
  state: z.enum(codeBreakStates).optional(),
};

const broken = z.strictObject({
  code: z.string(),
  kind: z.enum(codeBreakKinds),
  subject: z.string(),
  site: z.string(),
  randomizationNumber: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  /** Null for an exercise, which shows no treatment. */
  treatment: z
    .strictObject({
      arm: z.string(),
      products: z.array(z.strictObject({ name: z.string(), storage: z.string() })),
    })
    .nullable(),
  shownForSeconds: count,
  reasonDue: z.string().nullable(),
  tell: z.array(z.string()),
});
export type BrokenCode = z.infer<typeof broken>;

const sums = z.strictObject({
  randomized: count,
  emergencies: count,
  exercises: count,
  reasonsOpen: count,
  reasonsOverdue: count,
  assessmentsOpen: count,
  assessmentsOverdue: count,
  /** Assessed, and the assessment names no time when the sponsor was told. */
  sponsorUntold: count,
  lastAt: z.string().nullable(),
});
export type CodeBreakSums = z.infer<typeof sums>;

export const codeBreakContracts = {
  'codeBreak.overview': define({
    kind: 'query',
    summary:
      'Broken codes by site, in numbers: emergencies, what is open and overdue, whether the sponsor was told; no treatment.',
    input: nothing,
    output: z.strictObject({
      sites: z.array(sums.extend({ site: z.string(), siteName: z.string() })),
      total: sums,
    }),
    roles: [
      'qa',
      'inspector',
      'administrator',
      'unblinded-pharmacist',
      'unblinded-statistician',
      'supply-planner',
    ],
  }),
  'codeBreak.page': define({
    kind: 'query',
    summary: 'The register of broken codes: who, when, why and what followed; no treatment.',
    input: z.strictObject({ ...filter, ...page }),
    output: z.strictObject({
      total: count,
      rows: z.array(row),
      /** Emergencies of what the person may see that wait for a reason or an assessment. */
      reasonsOpen: count,
      assessmentsOpen: count,
    }),
    roles: 'signed-in',
  }),
  'codeBreak.get': define({
    kind: 'query',
    summary: 'One broken code.',
    input: z.strictObject({ code: identifier }),
    output: row,
    roles: 'signed-in',
  }),
  'codeBreak.export': define({
    kind: 'query',
    summary: 'The register of broken codes as CSV, XLSX or PDF; no treatment.',
    input: z.strictObject({ ...filter, format: z.enum(['csv', 'xlsx', 'pdf']) }),
    output: file,
    roles: 'signed-in',
  }),
  'codeBreak.find': define({
    kind: 'query',
    summary:
      'A subject by subject, randomization or kit number, and whether its code can be broken here.',
    input: z.strictObject({ find: line(60) }),
    output: z.strictObject({
      subject: z.string(),
      site: z.string(),
      siteName: z.string(),
      /** `on-backup`: randomized at the site; its record is not home or waits for a decision. */
      status: z.enum(['randomized', 'withdrawn', 'on-backup']),
      randomizationNumber: z.string(),
      /** Null while no record tells it. */
      randomizedAt: z.string().nullable(),
      offsetMinutes: z.number().int(),
      /** The envelope that the number led to, of a subject on backup; by a kit of which no record says whose it is, `subject` is empty. */
      backup: z
        .strictObject({ pack: z.string(), envelope: count, kit: z.string().nullable() })
        .optional(),
      lastVisit: z
        .strictObject({ visit: z.string(), at: z.string(), kits: z.array(z.string()) })
        .nullable(),
      /** Emergencies of this subject in the register. */
      brokenBefore: z.array(z.string()),
      /** Why the program cannot break it for this person, with what to do; null when it can. */
      obstacle: z.strictObject({ message: z.string(), next: z.string() }).nullable(),
    }),
    roles: ['unblinded-pharmacist', 'site-user'],
  }),
  'codeBreak.settings': define({
    kind: 'query',
    summary: 'The study’s rules of a code break, and what is still to be made ready for sites.',
    input: nothing,
    output: z.strictObject({
      bySite: z.boolean(),
      reasonWithinHours: count,
      assessWithinDays: count,
      shownForSeconds: count,
      kitsUntilAssessed: z.enum(['given', 'held']),
      tell: z.array(z.string()),
      telephone: z.string().nullable(),
      /** People at sites without keys to the sealed treatments of their subjects. */
      peopleWithoutKeys: z.array(z.string()),
      /** Subjects whose treatment is not sealed for their site yet. */
      subjectsWithoutEnvelope: count,
    }),
    roles: 'signed-in',
  }),
  'codeBreak.open': define({
    kind: 'command',
    summary:
      'Break the code of one subject: recorded first, then shown once. An exercise walks the same path and shows none.',
    input: z.strictObject({
      subject: identifier,
      /** The kit in hand, of somebody randomized on backup of whom no record is home; asked of who holds the unblinding key. */
      kit: line(60).optional(),
      /** The site that calls, to confirm a kit of another site than the one at which the subject is known. */
      site: line(40).optional(),
      kind: z.enum(codeBreakKinds).default('emergency'),
      /** The medical reason; in an emergency it may follow. */
      reason: reason.optional(),
      /** When somebody else asked, for example by telephone. */
      askedBy: askedBy.optional(),
      signature,
    }),
    output: broken,
    roles: ['unblinded-pharmacist', 'site-user'],
    signatures: { count: 1, meaning: 'I break the code of this subject' },
    needs: 'break-key',
    reply: 'once',
  }),
  'codeBreak.explain': define({
    kind: 'command',
    summary: 'Give the medical reason of a code break that was made without one.',
    input: z.strictObject({ code: identifier, reason }),
    output: row,
    roles: ['unblinded-pharmacist', 'site-user', 'qa'],
  }),
  'codeBreak.assess': define({
    kind: 'command',
    summary: 'Assess and sign the impact of a code break; somebody else than who broke it.',
    input: z.strictObject({
      code: identifier,
      laterKits: z.enum(laterKits),
      participation: z.enum(participations),
      sponsorToldAt: z.iso.datetime({ offset: true }).nullable(),
      expectedness: z.enum(expectedness),
      reason,
      signature,
    }),
    output: row,
    roles: ['qa', 'site-user'],
    signatures: { count: 1, meaning: 'I have assessed the impact of this code break' },
  }),
  'codeBreak.makeReady': define({
    kind: 'lifecycle',
    summary:
      'Seal the treatments of subjects for the break at their site and give the people there their keys.',
    input: z.strictObject({ signature }),
    output: z.strictObject({ people: count, subjects: count }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
    signatures: { count: 1, meaning: 'I give the people at sites their keys to break codes' },
  }),
} as const;
