import { z } from 'zod';
import { criticalClasses } from '../domain/trail/critical-events.ts';
import { count, file, line, nothing, page } from './common.ts';
import { define } from './procedure.ts';

const entry = z.strictObject({
  entry: z.number().int(),
  at: z.string(),
  offsetMinutes: z.number().int(),
  user: z.string(),
  printedName: z.string(),
  role: z.string(),
  device: z.string(),
  environment: z.string(),
  kind: z.string(),
  what: z.string(),
  detail: z.string(),
  reason: z.string().nullable(),
  signed: z.string().nullable(),
  sealed: z.boolean(),
  /** Class of a critical event. */
  critical: z.enum(criticalClasses).nullable(),
  hash: z.string(),
});
export type TrailEntry = z.infer<typeof entry>;
export type TrailRow = TrailEntry & { readonly reviewed: boolean };

const filter = {
  search: z.string().max(100).optional(),
  kind: line(60).optional(),
  user: line(60).optional(),
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
  /** A class of critical events, or all of them. */
  critical: z.enum([...criticalClasses, 'any']).optional(),
  /** Only entries after the last one that was reviewed. */
  unreviewed: z.literal(true).optional(),
};

const task = z.strictObject({
  kind: z.enum([
    'sign',
    'stock',
    'shipment',
    'excursion',
    'accountability',
    'expiring',
    'visit',
    'access',
    'trail',
    'setup',
    'backup',
    'code-break',
  ]),
  urgency: z.enum(['now', 'soon', 'later']),
  title: z.string(),
  detail: z.string(),
  /** Where the window goes: a screen and, where it has one, the thing on it. */
  target: z.strictObject({ screen: z.string(), id: z.string().nullable() }),
  /** Present when the words name kit types, for people who hold the unblinding key only. */
  namesTypes: z.literal(true).optional(),
});
export type Task = z.infer<typeof task>;

export const verification = z.strictObject({
  ok: z.boolean(),
  entries: count,
  checkpoints: count,
  signaturesChecked: count,
  head: z.string(),
  checks: z.array(z.strictObject({ check: z.string(), passed: z.boolean(), detail: z.string() })),
  firstBadEntry: z.strictObject({ entry: z.number().int(), problem: z.string() }).nullable(),
  milliseconds: z.number(),
});
export type Verification = z.infer<typeof verification>;

export const trailContracts = {
  'trail.page': define({
    kind: 'query',
    store: 'any',
    summary: 'A window on the audit trail, newest first.',
    input: z.strictObject({ ...filter, ...page }),
    output: z.strictObject({
      total: count,
      rows: z.array(entry.extend({ reviewed: z.boolean() })),
    }),
    roles: 'signed-in',
  }),
  'trail.kinds': define({
    kind: 'query',
    store: 'any',
    summary: 'Kinds of entries and people that occur in the trail.',
    input: nothing,
    output: z.strictObject({
      kinds: z.array(z.strictObject({ kind: z.string(), words: z.string(), count })),
      users: z.array(z.string()),
    }),
    roles: 'signed-in',
  }),
  'trail.verify': define({
    kind: 'lifecycle',
    summary: 'Verify chain, signatures, anchor and that every table equals the replayed ledger.',
    input: z.strictObject({ replay: z.boolean().default(true), job: line(60).optional() }),
    output: verification,
    roles: 'signed-in',
  }),
  'trail.export': define({
    kind: 'query',
    store: 'any',
    summary: 'The filtered trail as CSV, XLSX or JSON lines.',
    input: z.strictObject({ ...filter, format: z.enum(['csv', 'xlsx', 'jsonl']) }),
    output: file,
    roles: 'signed-in',
  }),
  'today.get': define({
    kind: 'query',
    summary: 'What waits for this person today, and the figures of the study.',
    input: nothing,
    output: z.strictObject({
      study: z.strictObject({
        protocol: z.string(),
        title: z.string(),
        environment: z.string(),
        planned: count,
        randomized: count,
        screened: count,
        sites: count,
        sitesOpen: count,
        kits: count,
        kitsAvailable: count,
        entries: count,
      }),
      /** Cumulative randomized subjects by month, `YYYY-MM`. */
      recruitment: z.array(z.strictObject({ month: z.string(), randomized: count })),
      tasks: z.array(task),
      latest: z.array(entry),
    }),
    roles: 'signed-in',
  }),
} as const;
