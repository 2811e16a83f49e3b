import { z } from 'zod';
import {
  count,
  file,
  fileInput,
  identifier,
  isoDate,
  line,
  nothing,
  page,
  reason,
  signature,
} from './common.ts';
import { kitBudget } from './cold-chain-parts.ts';
import { define } from './procedure.ts';

/** Last day for a purpose in the place's zone, with the setting that it follows from. */
export const lastDay = z.strictObject({
  day: isoDate,
  /** Days before expiry, and whether study, country, site or visit states them. */
  days: z.number().int(),
  origin: z.enum(['study', 'country', 'site', 'visit']),
  isOver: z.boolean(),
});
export type LastDay = z.infer<typeof lastDay>;

const kitRow = z.strictObject({
  number: z.string(),
  sequence: z.number().int(),
  /** Stored state; `expired` is derived from the clock. */
  status: z.string(),
  expired: z.boolean(),
  place: z.string().nullable(),
  lot: z.string(),
  expiry: isoDate,
  lastDayToDispense: isoDate.nullable(),
  subject: z.string().nullable(),
  /** What keeps it from use although its state allows it: its lot, or a new label not yet scanned. */
  block: z.string().nullable(),
  /** Null for a blinded person. */
  kitType: z.string().nullable(),
});
export type KitRow = z.infer<typeof kitRow>;

const kitFilter = {
  search: z.string().max(60).optional(),
  status: z.array(z.string()).max(20).optional(),
  place: line(40).optional(),
  lot: line(40).optional(),
  /** Only for people who hold the unblinding key. */
  kitType: line(40).optional(),
  sort: z.enum(['number', 'sequence', 'expiry', 'status', 'place']).default('number'),
  descending: z.boolean().default(false),
};

/** Which column of the file holds what; `proposed` by the program, confirmed by a person once. */
const mapping = z.strictObject({
  number: z.string(),
  kitType: z.string(),
  lot: z.string(),
  expiry: z.string(),
  sequence: z.string().optional(),
  dateOrder: z.enum(['iso', 'day-first', 'month-first']).default('iso'),
});
export type KitMappingInput = z.infer<typeof mapping>;

const rowIssue = z.strictObject({
  line: z.number().int(),
  column: z.string(),
  found: z.string(),
  expected: z.string(),
});

export const kitContracts = {
  'kits.page': define({
    kind: 'query',
    summary: 'A window on the kit list, sorted and filtered in the store.',
    input: z.strictObject({ ...kitFilter, ...page }),
    output: z.strictObject({
      total: z.number().int(),
      rows: z.array(kitRow),
      unblinded: z.boolean(),
    }),
    roles: 'signed-in',
  }),
  'kits.summary': define({
    kind: 'query',
    summary: 'How many kits are in each state and place.',
    input: nothing,
    output: z.strictObject({
      total: z.number().int(),
      byStatus: z.array(z.strictObject({ status: z.string(), count: z.number().int() })),
      lots: z.array(
        z.strictObject({
          lot: z.string(),
          expiry: isoDate,
          kits: z.number().int(),
          available: z.number().int(),
        }),
      ),
    }),
    roles: 'signed-in',
  }),
  'kits.get': define({
    kind: 'query',
    summary: 'One kit and everything that happened to it.',
    input: z.strictObject({ number: line(40) }),
    output: z.strictObject({
      kit: kitRow,
      placeKind: z.enum(['depot', 'site']),
      /** Steps that the table of kit states allows now. */
      steps: z.array(z.string()),
      /** Last day for each purpose where it stands; null when it can be given to nobody any more. */
      lastDays: z.strictObject({ ship: lastDay, count: lastDay, dispense: lastDay }).nullable(),
      reservedFor: z.strictObject({ subject: z.string(), visit: z.string() }).nullable(),
      budget: kitBudget.nullable(),
      timeline: z.array(
        z.strictObject({
          entry: z.number().int(),
          at: z.string(),
          offsetMinutes: z.number().int(),
          by: z.string(),
          what: z.string(),
          detail: z.string(),
        }),
      ),
      unblinded: z.boolean(),
    }),
    roles: 'signed-in',
  }),
  'kits.export': define({
    kind: 'query',
    summary: 'The filtered kit list as CSV or XLSX.',
    input: z.strictObject({ ...kitFilter, format: z.enum(['csv', 'xlsx']).default('csv') }),
    output: file,
    roles: 'signed-in',
  }),
  'kits.checkFile': define({
    kind: 'query',
    summary:
      'Read a kit list, propose which column is what, and report every bad row; nothing is stored.',
    input: z.strictObject({ file: fileInput, mapping: mapping.optional() }),
    output: z.strictObject({
      columns: z.array(z.string()),
      preview: z.array(z.array(z.string())),
      proposed: mapping.partial(),
      /** Questions that must be answered before the import, e.g. day or month first. */
      questions: z.array(z.string()),
      rows: count,
      issues: z.array(rowIssue),
      issueCount: count,
    }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'kits.import': define({
    kind: 'command',
    summary: 'Import a kit list with its kit-to-type map: all rows, or none.',
    input: z.strictObject({ file: fileInput, mapping, place: line(40), job: line(60).optional() }),
    output: z.strictObject({ imported: count, lots: z.array(z.string()) }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'kits.generate': define({
    kind: 'command',
    summary: 'Generate kit numbers with check characters, drawn without order, and their types.',
    input: z.strictObject({
      lot: identifier,
      place: line(40),
      quantities: z
        .array(z.strictObject({ kitType: identifier, count: count.min(1) }))
        .min(1)
        .max(255),
      job: line(60).optional(),
    }),
    output: z.strictObject({ generated: count, first: z.string(), last: z.string() }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'kits.receive': define({
    kind: 'command',
    summary: 'Record that kits arrived at a depot or site.',
    input: z.strictObject({
      place: line(40),
      numbers: z.array(line(40)).min(1).max(5000),
      note: z.string().max(500).default(''),
    }),
    output: z.strictObject({ received: count }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'site-user'],
  }),
  'kits.send': define({
    kind: 'command',
    summary: 'Take first-expiring kits of the named types from one place to another in one step.',
    input: z.strictObject({
      from: line(40),
      to: line(40),
      quantities: z
        .array(z.strictObject({ kitType: identifier, count: count.min(1).max(5000) }))
        .min(1)
        .max(255),
    }),
    output: z.strictObject({ numbers: z.array(z.string()) }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'kits.act': define({
    kind: 'command',
    summary:
      'Quarantine, pre-quarantine, set aside for destruction, or report kits, with a reason.',
    input: z.strictObject({
      numbers: z.array(line(40)).min(1).max(5000),
      action: z.enum([
        'quarantine',
        'pre-quarantine',
        'report-damaged',
        'report-missing',
        'find',
        'await-destruction',
      ]),
      reason,
    }),
    output: z.strictObject({ changed: count }),
    roles: ['unblinded-pharmacist', 'depot-operator', 'qa'],
  }),
  'kits.release': define({
    kind: 'command',
    summary: 'Release kits from quarantine, signed by somebody else than who put them there.',
    input: z.strictObject({ numbers: z.array(line(40)).min(1).max(5000), reason, signature }),
    output: z.strictObject({ changed: count }),
    roles: ['unblinded-pharmacist', 'qa'],
    signatures: { count: 1, meaning: 'I release these kits for use' },
  }),
  'kits.reserve': define({
    kind: 'command',
    summary:
      'Keep kits at a site for one visit of a subject: they are dispensed first, and to nobody else.',
    input: z.strictObject({
      numbers: z.array(line(40)).min(1).max(50),
      subject: line(40),
      visit: identifier,
      reason,
    }),
    output: z.strictObject({ reserved: count }),
    roles: ['unblinded-pharmacist'],
    needs: 'unblinding-key',
  }),
  'kits.unreserve': define({
    kind: 'command',
    summary: 'Give kits that were kept for a subject back to the shelf.',
    input: z.strictObject({ numbers: z.array(line(40)).min(1).max(50), reason }),
    output: z.strictObject({ changed: count }),
    roles: ['unblinded-pharmacist'],
  }),
} as const;
