import { z } from 'zod';
import { count, file, identifier, isoDate, line, nothing, page, reason } from './common.ts';
import { define } from './procedure.ts';

const subjectStatus = z.enum(['screened', 'screen-failed', 'randomized', 'withdrawn']);

const subjectRow = z.strictObject({
  subject: z.string(),
  site: z.string(),
  status: subjectStatus,
  stratum: z.string().nullable(),
  randomizationNumber: z.string().nullable(),
  randomizedAt: z.string().nullable(),
  kits: z.array(z.string()),
  /** Null for a blinded person. */
  arm: z.string().nullable(),
});
export type SubjectRow = z.infer<typeof subjectRow>;

const dispensed = z.strictObject({
  visit: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  kits: z.array(
    z.strictObject({
      number: z.string(),
      lot: z.string(),
      expiry: isoDate,
      kitType: z.string().nullable(),
    }),
  ),
});

/** Why a kit was or was not taken; shown to people who hold the unblinding key only. */
const because = z.strictObject({
  number: z.string(),
  outcome: z.enum(['chosen', 'refused']),
  because: z.string(),
});

const draw = z.strictObject({
  list: z.string(),
  /** Counts of the arms at the subject's levels just before, in the order of `arms`. */
  levels: z.array(
    z.strictObject({ factor: z.string(), level: z.string(), counts: z.array(count) }),
  ),
  arms: z.array(z.strictObject({ name: z.string(), probability: z.number() })),
  /** 0 <= uniform < 1; the arm is the one in whose share of the probabilities it falls. */
  uniform: z.number(),
});
export type LiveDraw = z.infer<typeof draw>;

const allocation = z.strictObject({
  subject: z.string(),
  site: z.string(),
  randomizationNumber: z.string(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  visit: z.string(),
  kits: z.array(z.strictObject({ number: z.string(), lot: z.string(), expiry: isoDate })),
  /** Null for a blinded person. */
  arm: z.string().nullable(),
  because: z.array(because),
  /** Present when the visit's window was not met: its first and last day. */
  outsideWindow: z.strictObject({ from: isoDate, until: isoDate }).optional(),
});
export type Allocation = z.infer<typeof allocation>;

export const subjectContracts = {
  'subjects.page': define({
    kind: 'query',
    summary: 'A window on the subjects.',
    input: z.strictObject({
      search: z.string().max(60).optional(),
      site: line(40).optional(),
      status: subjectStatus.optional(),
      sort: z.enum(['subject', 'site', 'randomizedAt']).default('randomizedAt'),
      descending: z.boolean().default(true),
      ...page,
    }),
    output: z.strictObject({ total: count, rows: z.array(subjectRow), unblinded: z.boolean() }),
    roles: 'signed-in',
  }),
  'subjects.get': define({
    kind: 'query',
    summary: 'One subject: strata, assignment, kits by visit, and what comes next.',
    input: z.strictObject({ subject: identifier }),
    output: z.strictObject({
      subject: subjectRow,
      factors: z.array(z.strictObject({ factor: z.string(), value: z.string() })),
      dispensed: z.array(dispensed),
      nextVisits: z.array(
        z.strictObject({
          visit: z.string(),
          name: z.string(),
          from: isoDate,
          until: isoDate,
          overdue: z.boolean(),
        }),
      ),
      because: z.array(because),
      /** How a live arm was drawn; absent for an arm of a list and for a blinded person. */
      draw: draw.optional(),
      /** Absent for a subject that was randomized without a record of its screening. */
      screening: z
        .strictObject({
          at: z.string(),
          offsetMinutes: z.number().int(),
          failedBecause: z.string().nullable(),
        })
        .optional(),
      /** Codes of emergencies in the register of code breaks; absent when the code was never broken. */
      codeBreaks: z.array(z.strictObject({ code: z.string(), at: z.string() })).optional(),
      unblinded: z.boolean(),
    }),
    roles: 'signed-in',
  }),
  'subjects.screen': define({
    kind: 'command',
    summary: 'Record that a subject entered screening at a site.',
    input: z.strictObject({ subject: identifier, site: line(40) }),
    output: nothing,
    roles: ['unblinded-pharmacist', 'site-user'],
  }),
  'subjects.failScreening': define({
    kind: 'command',
    summary: 'Record that a screened subject is not randomized, and why.',
    input: z.strictObject({ subject: identifier, reason }),
    output: nothing,
    roles: ['unblinded-pharmacist', 'site-user'],
  }),
  'subjects.allocate': define({
    kind: 'command',
    summary: 'Randomize a subject and dispense the first kits, in one transaction.',
    input: z.strictObject({
      subject: identifier,
      site: line(40),
      /** Every gate of the definition, confirmed; consent carries its version and time. */
      consent: z.strictObject({ version: line(40), at: z.iso.datetime({ offset: true }) }),
      gates: z.array(line(60)).max(60),
      /** Captured values by factor id; derived strata are computed. */
      factors: z.record(z.string(), z.string()),
      /** Needed only where several cohorts are open. */
      cohort: identifier.optional(),
    }),
    output: allocation,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'subjects.dispense': define({
    kind: 'command',
    summary: 'Dispense the first-expiring right kits for a later visit.',
    input: z.strictObject({
      subject: identifier,
      visit: line(40),
      /** Why the kits are given outside the visit's window; it goes into the trail. */
      reason: reason.optional(),
    }),
    output: allocation,
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'subjects.withdraw': define({
    kind: 'command',
    summary: 'Record that a subject left; the slot is not used again.',
    input: z.strictObject({ subject: identifier, reason }),
    output: z.strictObject({}),
    roles: ['unblinded-pharmacist', 'site-user'],
  }),
  'subjects.slip': define({
    kind: 'query',
    summary: 'The dispensing slip as PDF: subject, kit numbers, no arm.',
    input: z.strictObject({ subject: identifier, visit: line(40).optional() }),
    output: file,
    roles: 'signed-in',
  }),
} as const;
